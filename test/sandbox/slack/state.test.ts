import { expect, test } from 'vitest'
import { FileStore } from '../../../src/sandbox/slack/files.ts'
import { botDm, channels, idMaker, people } from '../../../src/sandbox/slack/ids.ts'
import { actionOf, stateOf } from '../../../src/sandbox/slack/interactive.ts'
import { Triggers } from '../../../src/sandbox/slack/triggers.ts'
import { client, errorOf, httpApp, workspace } from './rig.ts'

const { cakeOps } = channels

test('a trigger id is good for three seconds, once', () => {
  let now = 1_763_694_000_000
  const triggers = new Triggers(() => now, idMaker(0))
  const [first, second, third] = [1, 2, 3].map(() => triggers.issue(people.viewer))
  expect(new Set([first, second, third]).size).toBe(3)
  expect(triggers.use(first)).toEqual({ result: 'ok', user: people.viewer })
  expect(triggers.use(first)).toEqual({ result: 'exchanged_trigger_id' })
  now += 3000
  expect(triggers.use(second)).toEqual({ result: 'ok', user: people.viewer })
  now += 1
  expect(triggers.use(third)).toEqual({ result: 'expired_trigger_id' })
  for (const nonsense of ['x', undefined, 7])
    expect(triggers.use(nonsense)).toEqual({ result: 'invalid_trigger_id' })
})

test('a choice is one the message offers; state keeps the earlier ones', async () => {
  const slack = await workspace()
  const app = await httpApp(slack)
  const states: unknown[] = []
  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    states.push('state' in body ? body.state : undefined)
  })
  const option = (value: string) => ({ text: { type: 'plain_text' as const, text: value }, value })
  const { ts } = await client(slack).chat.postMessage({
    channel: cakeOps,
    text: 'choose',
    blocks: [
      {
        type: 'actions',
        block_id: 'b',
        elements: [
          {
            type: 'static_select',
            action_id: 'who',
            options: [option('a'), option('b')],
            initial_option: option('a'),
          },
          { type: 'datepicker', action_id: 'when' },
        ],
      },
    ],
  })
  const click = (action_id: string, type: string, more: object) =>
    slack.click({
      as: people.viewer,
      channel: cakeOps,
      ts: String(ts),
      action: { type, block_id: 'b', action_id, ...more },
    })
  expect(await click('who', 'static_select', { selected_option: option('z') })).toEqual({
    ok: false,
    error: 'That is not among the choices.',
  })
  expect(await click('when', 'datepicker', { selected_date: '2026-11-21' })).toEqual({ ok: true })
  expect(await click('who', 'static_select', { selected_option: option('b') })).toEqual({ ok: true })
  expect(states).toEqual([
    {
      values: {
        b: {
          who: { type: 'static_select', selected_option: option('a') },
          when: { type: 'datepicker', selected_date: '2026-11-21' },
        },
      },
    },
    {
      values: {
        b: {
          who: { type: 'static_select', selected_option: option('b') },
          when: { type: 'datepicker', selected_date: '2026-11-21' },
        },
      },
    },
  ])
})

test('elements without a choice are in no state, and the browser’s button value counts for nothing', () => {
  const button = { type: 'button', action_id: 'go', value: 'mine' }
  expect(actionOf(button, 'b', { value: 'forged' })).toEqual({ action: { ...button, block_id: 'b' } })
  expect(stateOf([{ type: 'actions', block_id: 'b', elements: [button] }], {})).toEqual({})
})

test('old files go when there are too many bytes', () => {
  const files = new FileStore(10)
  for (const id of ['F1', 'F2', 'F3']) {
    files.begin({ id, name: `${id}.bin`, length: 4, bytes: new Uint8Array(4) })
    expect(files.complete(id, undefined)?.mimetype).toBe('application/octet-stream')
  }
  expect(['F1', 'F2', 'F3'].map((id) => files.get(id) !== undefined)).toEqual([false, true, true])
  expect(files.complete('F3', undefined)).toBeUndefined()
})

test('a reset takes everything back but repeats no id and no timestamp', async () => {
  const slack = await workspace({ now: () => 1_763_694_000_000 })
  const seeded = slack.messages(cakeOps).map((one) => one.text)
  expect(seeded.join('\n')).toContain('sid=98001&amp;aff_id=67890')
  const post = async () => (await client(slack).chat.postMessage({ channel: cakeOps, text: 'x' })).ts
  const before = await post()
  slack.trouble({
    calls: [{ method: '*', answer: { kind: 'error', error: 'fatal_error' } }],
    refuseBlocks: ['section'],
  })
  slack.reset()
  expect(slack.messages(cakeOps).map((one) => one.text)).toEqual(seeded)
  expect(slack.apiCalls).toEqual([])
  expect(await errorOf(client(slack).auth.test())).toBe('ok')
  expect(Number(await post())).toBeGreaterThan(Number(before))
})

test('two workspaces at different times make different ids', () => {
  expect(idMaker(1_763_694_000_000)('Ev')).not.toBe(idMaker(1_763_694_000_001)('Ev'))
})

test('the API is for programs, not for web sites', async () => {
  const slack = await workspace()
  const body = new URLSearchParams({ token: slack.botToken, channel: cakeOps, text: 'gotcha' })
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
    body,
  })
  expect(response.status).toBe(403)
  expect(slack.messages(cakeOps).map((one) => one.text)).not.toContain('gotcha')
})

test('every person has a direct message with the bot, seen by nobody else', async () => {
  const slack = await workspace()
  await client(slack).chat.postMessage({ channel: people.viewer, text: 'only for Noah' })
  expect(slack.messages(botDm(people.viewer), people.viewer).at(-1)?.text).toBe('only for Noah')
  expect(slack.messages(botDm(people.viewer), people.admin)).toEqual([])
  expect(slack.channelsOf(people.viewer).filter((one) => one.kind === 'dm')).toHaveLength(1)
})
