import { describe, expect, test } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { startSandboxSlack, type SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { lastPayload, notingApp } from './noting-app.ts'
import { client, httpApp, modal, socketApp, workspace } from './rig.ts'

const as = people.viewer
const { cakeOps } = channels
const shortcuts = [
  { name: 'Search CAKE', type: 'global', callback_id: 'search', description: 'Find anything' },
  { name: 'Look up in CAKE', type: 'message', callback_id: 'lookup', description: 'What is meant here' },
] as const

async function said(slack: SandboxSlack, text: string, thread_ts?: string): Promise<string> {
  await slack.type({ as: people.manager, channel: cakeOps, text, thread_ts })
  return String(slack.messages(cakeOps).at(-1)?.ts)
}

describe.each([
  ['signed HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('shortcuts of a Bolt app by %s', (_name, start) => {
  test('a global one opens a modal; it comes from no channel', async () => {
    const slack = await workspace({ shortcuts })
    const app = await start(slack)
    const got: object[] = []
    app.shortcut({ type: 'shortcut', callback_id: 'search' }, async ({ ack, body, client }) => {
      got.push(body)
      await client.views.open({ trigger_id: body.trigger_id, view: modal([]) })
      await ack()
    })
    expect(slack.shortcuts).toEqual(shortcuts)
    expect(await slack.shortcut({ as, callback_id: 'search' })).toEqual({ ok: true })
    expect(slack.modals(as)).toHaveLength(1)
    expect(got[0]).toMatchObject({
      type: 'shortcut',
      callback_id: 'search',
      user: { id: as, username: 'noah', team_id: slack.teamId },
      team: { id: slack.teamId },
      action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
    })
    for (const absent of ['channel', 'message', 'response_url', 'view'])
      expect(got[0]).not.toHaveProperty(absent)
  })

  test('one on a message brings the message, and answers in the channel', async () => {
    const slack = await workspace({ shortcuts })
    const app = await start(slack)
    const got: object[] = []
    app.shortcut({ type: 'message_action', callback_id: 'lookup' }, async ({ ack, body, respond }) => {
      got.push(body)
      await ack()
      await respond('found')
    })
    const ts = await said(slack, 'is 12345 & co live?')
    expect(await slack.shortcut({ as, callback_id: 'lookup', channel: cakeOps, ts })).toEqual({ ok: true })
    expect(got[0]).toMatchObject({
      type: 'message_action',
      callback_id: 'lookup',
      channel: { id: cakeOps, name: 'cake-ops' },
      message_ts: ts,
      message: { type: 'message', ts, user: people.manager, text: 'is 12345 &amp; co live?' },
    })
    expect(got[0]).not.toHaveProperty('message.thread_ts')
  })

  test('is not answered in time', async () => {
    const slack = await workspace({ shortcuts, ackMs: 50 })
    const app = await start(slack)
    app.shortcut('search', () => Promise.resolve())
    expect(await slack.shortcut({ as, callback_id: 'search' })).toEqual({
      ok: false,
      error: 'Operation timed out. Apps need to respond within 3 seconds.',
    })
  })
})

test('in a thread: the message says so, and the answer is in the thread only if it is for all and says so', async () => {
  const slack = await workspace({ shortcuts })
  const delivered = await notingApp(slack)
  const root = await said(slack, 'offer 12345?')
  const reply = await said(slack, 'or 777?', root)
  const use = async (ts: string) => {
    expect(await slack.shortcut({ as, callback_id: 'lookup', channel: cakeOps, ts })).toEqual({ ok: true })
    return lastPayload(delivered)
  }
  const payload = await use(reply)
  expect(payload.message).toMatchObject({ ts: reply, thread_ts: root })
  expect((await use(root)).message).toMatchObject({ ts: root, thread_ts: root, reply_count: 1 })
  const answer = async (body: object) => {
    const response = await fetch(payload.response_url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'x', ...body }),
    })
    expect(await response.text()).toBe('ok')
    return slack.messages(cakeOps, as).at(-1)
  }
  expect(await answer({})).toMatchObject({ ephemeral: true, thread_ts: undefined })
  expect((await answer({ thread_ts: root }))?.thread_ts).toBeUndefined()
  expect(await answer({ thread_ts: root, response_type: 'in_channel' })).toMatchObject({
    thread_ts: root,
    ephemeral: false,
  })
  // Somebody else's message is neither replaced nor deleted.
  await answer({ replace_original: true })
  expect(slack.messages(cakeOps).find((one) => one.ts === reply)).toMatchObject({ text: 'or 777?' })
})

test('only those of the app, where the person is, on messages that all can see', async () => {
  const slack = await workspace({ shortcuts })
  await notingApp(slack)
  const use = (request: object) => slack.shortcut({ as, callback_id: 'lookup', channel: cakeOps, ...request })
  const none = { ok: false, error: 'There is no such shortcut.' }
  expect(await slack.shortcut({ as, callback_id: 'nothing' })).toEqual(none)
  expect(await slack.shortcut({ as, callback_id: 'lookup' })).toEqual(none)
  const ts = await said(slack, 'hi')
  expect(await use({ callback_id: 'search', ts })).toEqual(none)
  expect(await use({ ts })).toEqual({ ok: true })
  expect(await use({ ts: '1.000100' })).toEqual({ ok: false, error: 'That message is gone.' })
  expect(await use({ ts, channel: channels.privateRoom })).toMatchObject({ ok: false })
  const { message_ts } = await client(slack).chat.postEphemeral({ channel: cakeOps, user: as, text: 'e' })
  expect(await use({ ts: message_ts })).toEqual({ ok: false, error: 'That message is gone.' })
  expect(await slack.shortcut({ as: people.deactivated, callback_id: 'search' })).toMatchObject({ ok: false })
})

test('an app that Slack’s manifest would not take does not start', async () => {
  const [search] = shortcuts
  const wrong = [
    { shortcuts: Array.from({ length: 11 }, () => search) },
    { shortcuts: [{ ...search, name: 'x'.repeat(25) }] },
    { shortcuts: [{ ...search, description: 'x'.repeat(151) }] },
    { shortcuts: [{ ...search, callback_id: 'x'.repeat(256) }] },
    { unfurlDomains: ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example'] },
    { unfurlDomains: ['https://a.example'] },
  ]
  for (const options of wrong) await expect(startSandboxSlack(options)).rejects.toThrow(RangeError)
})
