import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { updateOffer } from '../../src/cake/offers.ts'
import { client, errorOf, json, network } from './network.ts'

const change = { offer_id: 7, offer_status: 'inactive' } as const
const done = { request_status: 'Success', offer: { offer_id: 7, offer_status: 'inactive' } }

const outcomes: [what: string, answer: (res: ServerResponse) => void, kind: string][] = [
  ['a dropped connection', (res) => res.destroy(), 'unknown-outcome'],
  ['silence', () => undefined, 'unknown-outcome'],
  [
    'an answer that stops',
    (res) => void res.writeHead(200, { 'content-length': 99 }).write('{'),
    'unknown-outcome',
  ],
  ['broken JSON', (res) => res.end('{"request_status": "Succ'), 'unknown-outcome'],
  ['an empty answer', (res) => res.end(), 'unknown-outcome'],
  ['a web page', (res) => res.end('<html></html>'), 'unknown-outcome'],
  ['a success without the offer', (res) => json(res, { request_status: 'Success' }), 'unknown-outcome'],
  [
    'a success with an empty offer',
    (res) => json(res, { request_status: 'Success', offer: null }),
    'unknown-outcome',
  ],
  ['500', (res) => json(res, {}, 500), 'unknown-outcome'],
  ['500 about the key', (res) => json(res, { Message: 'Invalid API key' }, 500), 'unknown-outcome'],
  ['503', (res) => json(res, {}, 503), 'unknown-outcome'],
  ['a redirect', (res) => res.writeHead(302, { location: '/' }).end(), 'unknown-outcome'],
  ['408', (res) => json(res, {}, 408), 'unknown-outcome'],
  ['a refusal in words', (res) => json(res, { success: false, message: 'Payout too high' }), 'invalid'],
  ['400', (res) => json(res, { message: 'Payout too high' }, 400), 'invalid'],
  ['401', (res) => json(res, {}, 401), 'refused'],
  ['Restricted', (res) => json(res, { success: false, message: 'Restricted' }), 'rate-limited'],
  ['429', (res) => json(res, {}, 429), 'rate-limited'],
]

test.each(outcomes)('after %s a write is not sent again', async (what, answer, kind) => {
  const { url, came } = await network((_, res) => answer(res))
  const { cake, calls } = client(url, { waits: { writeMs: 500 } })
  const error = await errorOf(cake.write(updateOffer, change))
  expect(error).toMatchObject({ name: 'CakeError', kind, endpoint: 'update_offer.json' })
  if (kind === 'unknown-outcome') expect(String(error)).toContain('not known whether CAKE made the change')
  expect(came).toHaveLength(1)
  expect(calls).toMatchObject([{ endpoint: 'update_offer.json', write: true, outcome: kind, attempts: 1 }])
})

test('nobody there is unreachable: nothing was sent', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { cake } = client(`http://127.0.0.1:${port}`)
  expect(await errorOf(cake.write(updateOffer, change))).toMatchObject({ kind: 'unreachable' })
})

test('a turn that does not come in time is rate-limited: nothing was sent', async () => {
  const { url, came } = await network((_, res) => json(res, done))
  const { cake } = client(url, { requestsPerSecond: 0.001, waits: { writeMs: 300 } })
  await cake.write(updateOffer, change)
  expect(await errorOf(cake.write(updateOffer, change))).toMatchObject({
    kind: 'rate-limited',
    message: expect.stringContaining('nothing was asked') as unknown,
  })
  expect(came).toHaveLength(1)
})

test('equal writes are two, each on a connection of its own', async () => {
  const ports = new Set<number | undefined>()
  const { url, came } = await network((_, res) => {
    ports.add(res.socket?.remotePort)
    json(res, done)
  })
  const { cake } = client(url)
  await Promise.all([cake.write(updateOffer, change), cake.write(updateOffer, change)])
  await cake.write(updateOffer, change)
  expect(came).toHaveLength(3)
  expect(came.map((one) => one.headers.connection)).toEqual(['close', 'close', 'close'])
  expect(ports.size).toBe(3)
})

test('the key goes in the body, not in the URL', async () => {
  const { url, came } = await network((_, res) => json(res, done))
  await client(url, { key: 'abc' }).cake.write(updateOffer, change)
  expect(came[0]).toMatchObject({
    url: '/api/2/update_offer.json',
    body: '{"api_key":"abc","offer_id":7,"offer_status":"inactive"}',
  })
})
