import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { client, httpApp, next, socketApp, workspace } from './rig.ts'

const type = (slack: SandboxSlack, text = '/cake') =>
  slack.type({ as: people.viewer, channel: channels.cakeOps, text })

/** A bare connection: what it has heard, and the way to answer. */
async function connect(slack: SandboxSlack) {
  const { url } = await client(slack, slack.appToken).apps.connections.open()
  const socket = new WebSocket(String(url))
  const heard: Record<string, unknown>[] = []
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString())
    heard.push(message)
    if (message.envelope_id) socket.send(JSON.stringify({ envelope_id: message.envelope_id, payload: {} }))
  })
  onTestFinished(() => socket.terminate())
  await next(slack, 'connections')
  if (heard.length === 0) await once(socket, 'message')
  return { socket, heard, url: String(url) }
}

test('greets, and sends each envelope down one of the connections in turn', async () => {
  const slack = await workspace()
  const one = await connect(slack)
  const two = await connect(slack)
  expect(slack.connections).toBe(2)
  expect([one.heard[0], two.heard[0]]).toMatchObject([
    { type: 'hello', num_connections: 1 },
    { type: 'hello', num_connections: 2 },
  ])
  expect(await type(slack, '/cake a')).toEqual({ ok: true })
  expect(await type(slack, '/cake b')).toEqual({ ok: true })
  expect([one.heard[1], two.heard[1]]).toMatchObject([
    { type: 'slash_commands', accepts_response_payload: true, payload: { text: 'a' } },
    { type: 'slash_commands', accepts_response_payload: true, payload: { text: 'b' } },
  ])
  expect(one.heard[1]).not.toHaveProperty('retry_attempt')
  await slack.openHome(people.viewer)
  expect(one.heard[2]).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    payload: { type: 'event_callback' },
  })
})

test('a ticket is good once', async () => {
  const slack = await workspace()
  const { url } = await connect(slack)
  for (const wrong of [url, url.replace(/ticket=\w+/, 'ticket=none'), url.replace('/link', '/other')]) {
    const socket = new WebSocket(wrong)
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('401')
  }
})

test('answers pings, takes nonsense calmly, and refuses more than 1 MB', async () => {
  const slack = await workspace()
  const { socket } = await connect(slack)
  socket.ping('1')
  const [pong] = await once(socket, 'pong')
  expect(String(pong)).toBe('1')
  socket.send('not json')
  socket.send('{"envelope_id":"unknown"}')
  expect(await type(slack)).toEqual({ ok: true })
  socket.send('x'.repeat(1024 * 1024 + 1))
  const [code] = await once(socket, 'close')
  expect(code).toBe(1009)
})

test('an eleventh connection is turned away', async () => {
  const slack = await workspace()
  await Promise.all(Array.from({ length: 10 }, () => connect(slack)))
  const { url } = await client(slack, slack.appToken).apps.connections.open()
  const [data] = await once(new WebSocket(String(url)), 'message')
  expect(JSON.parse(String(data))).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
  expect(slack.connections).toBe(10)
})

test('Slack’s routine disconnect: nothing is sent there any more, and Bolt comes back', async () => {
  const slack = await workspace()
  const app = await socketApp(slack, { clientPingTimeout: 20 })
  app.command('/cake', async ({ ack }) => {
    await ack()
  })
  const back = next(slack, 'connections', ({ count }) => count === 1)
  slack.trouble({ sockets: { how: 'refresh' } })
  expect(await type(slack)).toEqual({ ok: false, error: '/cake failed with the error “dispatch_failed”' })
  await back
  expect(await type(slack)).toEqual({ ok: true })
})

test('a cut line, with a second connection open: the next command gets through', async () => {
  const slack = await workspace()
  const one = await connect(slack)
  const two = await connect(slack)
  slack.trouble({ sockets: { how: 'cut', count: 1 } })
  const [code] = await once(one.socket, 'close')
  expect(code).toBe(1006)
  expect(await type(slack)).toEqual({ ok: true })
  expect(two.heard.at(-1)).toMatchObject({ type: 'slash_commands' })
})

test.each([
  ['wrong-secret', false],
  ['old', false],
  // Bolt takes a future timestamp: an app that cares has to look itself.
  ['future', true],
  ['right', true],
] as const)('a delivery signed %s reaches a Bolt app: %s', async (signature, isTaken) => {
  const slack = await workspace()
  const app = await httpApp(slack)
  app.command('/cake', async ({ ack }) => {
    await ack()
  })
  slack.trouble({ signature })
  expect(await type(slack)).toEqual(
    isTaken ? { ok: true } : { ok: false, error: '/cake failed with the error “dispatch_failed”' },
  )
})
