import { expect, test } from 'vitest'
import { sign } from '../../../src/sandbox/slack/deliver.ts'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { notingApp } from './noting-app.ts'
import { buttons, client, section, workspace } from './rig.ts'

const { general, cakeOps } = channels

async function commandUrl(slack: SandboxSlack, channel: string = cakeOps): Promise<string> {
  const delivered = await notingApp(slack)
  await slack.type({ as: people.viewer, channel, text: '/cake offer 1' })
  return new URLSearchParams(delivered.at(-1)?.body).get('response_url') ?? ''
}

async function clickUrl(slack: SandboxSlack, ts: string, as: string = people.viewer): Promise<string> {
  const delivered = await notingApp(slack)
  const action = { type: 'button', block_id: 'acts', action_id: 'go' }
  expect(await slack.click({ as, channel: cakeOps, ts, action })).toEqual({ ok: true })
  const payload = JSON.parse(new URLSearchParams(delivered.at(-1)?.body).get('payload') ?? '{}')
  return payload.response_url
}

async function answer(url: string, body: unknown): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return `${response.status} ${await response.text()}`
}

test('five uses, then it is used up', async () => {
  const slack = await workspace()
  const url = await commandUrl(slack)
  for (let use = 1; use <= 5; use += 1) expect(await answer(url, { text: `${use}` })).toBe('200 ok')
  expect(await answer(url, { text: '6' })).toBe('404 used_url')
  expect(slack.messages(cakeOps, people.viewer).at(-1)?.text).toBe('5')
  expect(await answer(`${url}x`, { text: 'x' })).toBe('404 invalid_url')
})

test('thirty minutes, then it has expired', async () => {
  let now = 1_763_694_000_000
  const slack = await workspace({ now: () => now })
  const url = await commandUrl(slack)
  now += 30 * 60_000
  expect(await answer(url, { text: 'just in time' })).toBe('200 ok')
  now += 1
  expect(await answer(url, { text: 'late' })).toBe('404 expired_url')
})

test('a slash command’s can say more, in private or to all, but never replace or delete', async () => {
  const slack = await workspace()
  // The bot is not in this channel; a response_url works all the same.
  const url = await commandUrl(slack, general)
  await answer(url, { text: 'wait' })
  await answer(url, { text: 'done', replace_original: true })
  const seen = () => slack.messages(general, people.viewer).slice(-2)
  expect(seen()).toMatchObject([{ text: 'wait' }, { text: 'done', edited: false }])
  expect(await answer(url, { delete_original: true })).toBe('404 message_not_found')
  await answer(url, { text: 'all', response_type: 'in_channel' })
  expect(slack.messages(general, people.admin).at(-1)).toMatchObject({ text: 'all', ephemeral: false })
})

test('a click’s replaces, adds to and deletes its message, ephemeral ones too', async () => {
  const slack = await workspace()
  const posted = await client(slack).chat.postEphemeral({
    channel: cakeOps,
    user: people.viewer,
    text: 'private',
    blocks: [buttons('go')],
  })
  const ts = String(posted.message_ts)
  const url = await clickUrl(slack, ts)
  expect(await answer(url, { text: 'new', blocks: [section('new')], replace_original: true })).toBe('200 ok')
  const seen = () => slack.messages(cakeOps, people.viewer)
  expect(seen().at(-1)).toMatchObject({ ts, text: 'new', edited: true, ephemeralTo: people.viewer })
  await answer(url, { text: 'more', replace_original: false })
  expect(seen().slice(-2)).toMatchObject([
    { ts, text: 'new' },
    { text: 'more', ephemeralTo: people.viewer },
  ])
  await answer(url, { text: 'by default it replaces' })
  expect(seen().at(-2)).toMatchObject({ ts, text: 'by default it replaces' })
  expect(await answer(url, { delete_original: 'true' })).toBe('200 ok')
  expect(seen().map((one) => one.ts)).not.toContain(ts)
  expect(await answer(url, { delete_original: true })).toBe('404 message_not_found')
})

test('a click on what others posted for others is not possible', async () => {
  const slack = await workspace()
  const posted = await client(slack).chat.postEphemeral({
    channel: cakeOps,
    user: people.viewer,
    text: 'private',
    blocks: [buttons('go')],
  })
  const action = { type: 'button', block_id: 'acts', action_id: 'go' }
  const click = { channel: cakeOps, ts: String(posted.message_ts), action }
  expect(await slack.click({ ...click, as: people.admin })).toEqual({
    ok: false,
    error: 'That message is gone.',
  })
  expect(await slack.click({ ...click, as: people.viewer, action: { ...action, action_id: 'no' } })).toEqual({
    ok: false,
    error: 'That button is gone.',
  })
})

test('refuses blocks Slack would refuse, and what is not JSON; these count as uses', async () => {
  const slack = await workspace()
  const url = await commandUrl(slack)
  expect(await answer(url, { text: 'x', blocks: [section('')] })).toBe('400 invalid_blocks')
  expect(await answer(url, { blocks: 'no' })).toBe('400 no_text')
  expect(await answer(url, { text: 'x', blocks: 'no' })).toBe('400 invalid_blocks_format')
  slack.trouble({ refuseBlocks: ['markdown'] })
  expect(await answer(url, { text: 'x', blocks: [{ type: 'markdown', text: 'x' }] })).toBe(
    '400 invalid_blocks',
  )
  const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ text: 'x' }) })
  expect([form.status, await form.text()]).toEqual([400, 'invalid_payload'])
  expect(await answer(url, { text: 'the fifth' })).toBe('200 ok')
  expect(await answer(url, { text: 'the sixth' })).toBe('404 used_url')
})

test('deliveries are signed over the very bytes, with the documented headers', async () => {
  const now = 1_763_694_000_000
  const slack = await workspace({ now: () => now })
  const delivered = await notingApp(slack)
  await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake ü & 1+1' })
  await slack.openHome(people.viewer)
  const [command, event] = delivered
  for (const { headers, body } of delivered)
    expect(headers['x-slack-signature']).toBe(sign(slack.signingSecret, now / 1000, body))
  expect(command?.headers).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': '1763694000',
  })
  expect(event?.headers['content-type']).toBe('application/json')
  expect(JSON.parse(event?.body ?? '')).toMatchObject({
    type: 'event_callback',
    team_id: slack.teamId,
    event: { type: 'app_home_opened', user: people.viewer, tab: 'home' },
    event_id: expect.stringMatching(/^Ev/),
    event_time: 1763694000,
    authorizations: [{ user_id: slack.botUserId, is_bot: true }],
  })
})

test('an event that fails is sent again; a command is not', async () => {
  const slack = await workspace({ eventRetryMs: [0, 0] })
  const statuses = [500, 500, 200]
  const delivered = await notingApp(slack, () => statuses.shift() ?? 500)
  expect(await slack.openHome(people.viewer)).toEqual({ ok: true })
  expect(delivered.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2'])
  expect(delivered[1]?.headers['x-slack-retry-reason']).toBe('http_error')
  expect(new Set(delivered.map(({ body }) => body)).size).toBe(1)
  expect(await slack.type({ as: people.viewer, channel: cakeOps, text: '/cake' })).toMatchObject({
    ok: false,
  })
  expect(delivered).toHaveLength(4)
})

test('an event is not sent again when the app says so', async () => {
  const slack = await workspace()
  const delivered = await notingApp(slack, () => 500, { 'x-slack-no-retry': '1' })
  expect(await slack.openHome(people.viewer)).toEqual({
    ok: false,
    error: 'This app responded with Status Code 500.',
  })
  expect(delivered).toHaveLength(1)
})
