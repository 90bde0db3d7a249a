import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { neverReached } from '../../src/slack/failure.ts'
import { createPoster, type Poster } from '../../src/slack/http.ts'

let server: Server
let poster: Poster
beforeEach(() => {
  poster = createPoster()
})
afterEach(async () => {
  poster.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function listen(listener: RequestListener, port = 0): Promise<string> {
  server = createServer(listener).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

test('posts JSON over one connection, and reads the answer', async () => {
  const sockets = new Set<Socket>()
  const url = await listen((request, response) => {
    sockets.add(request.socket)
    text(request).then(
      (body) =>
        response.writeHead(429, { 'retry-after': '7' }).end(`${request.headers['content-type']} ${body}`),
      () => response.destroy(),
    )
  })
  const answer = { status: 429, body: 'application/json; charset=utf-8 {"text":"é"}', retryAfter: 7 }
  expect(await poster.post(url, { text: 'é' })).toEqual(answer)
  await turn()
  expect(await poster.post(url, { text: 'é' })).toEqual(answer)
  expect(sockets.size).toBe(1)
})

test('sends once what a kept connection may have swallowed', async () => {
  let requests = 0
  const url = await listen((request, response) => {
    requests += 1
    if (requests === 2) request.socket.destroy()
    else response.end('ok')
  })
  await poster.post(url, {})
  const error: unknown = await poster.post(url, {}).catch((thrown: unknown) => thrown)
  expect(neverReached(error)).toBe(false)
  expect(requests).toBe(2)
})

test('sends once what a fresh connection may have swallowed', async () => {
  let requests = 0
  const url = await listen((request) => {
    requests += 1
    request.socket.destroy()
  })
  const error: unknown = await poster.post(url, {}).catch((thrown: unknown) => thrown)
  expect(neverReached(error)).toBe(false)
  expect(requests).toBe(1)
})

test('a closed port was surely never reached, and is tried again', async () => {
  const url = await listen(() => undefined)
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const error: unknown = await poster.post(url, {}).catch((thrown: unknown) => thrown)
  expect(neverReached(error)).toBe(true)

  const later = poster.post(url, {})
  await listen((_, response) => void response.end('ok'), port)
  expect(await later).toEqual({ status: 200, body: 'ok' })
})
