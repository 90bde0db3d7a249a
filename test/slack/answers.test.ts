import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../src/sandbox/slack/ids.ts'
import type { CallTrouble } from '../../src/sandbox/slack/trouble.ts'
import { read } from '../support/read.ts'
import { deliver, withheld } from './deliver.ts'
import { type Rig, startRig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

function calls(method: string) {
  return rig.slack.apiCalls.filter((call) => call.method === method)
}

function trouble(method: string, answer: CallTrouble['answer'], times = 1): void {
  rig.slack.trouble({ calls: [{ method, times, answer }] })
}

const dm = botDm(people.manager)
const shared = () =>
  rig.slack
    .messages(channels.cakeOps)
    .filter(({ user, ephemeral }) => user === rig.slack.botUserId && !ephemeral)

describe('where Slack refuses blocks', () => {
  test('an older form goes out', async () => {
    rig.slack.trouble({ refuseBlocks: ['data_table'] })
    const [card, ...more] = await rig.types('/cake thing rows')
    expect(more).toEqual([])
    expect(card!.blocks?.map(({ type }) => type)).toEqual(['header', 'rich_text', 'actions'])
  })

  test('text goes out in the end, and what CAKE names stays words', async () => {
    rig.slack.trouble({ refuseBlocks: ['data_table', 'rich_text', 'header', 'actions'] })
    const [card] = await rig.types('/cake thing rows')
    expect(card!.blocks).toBeUndefined()
    expect(card!.mrkdwn).toBe(false)
    expect(card!.text).toContain('&lt;one&gt;')
  })

  test('a shared card takes the same way', async () => {
    const [card] = await rig.types('/cake thing rows')
    rig.slack.trouble({ refuseBlocks: ['data_table'] })
    await rig.clicks('Share', card!)
    expect(shared()[0]!.blocks?.map(({ type }) => type)).toContain('rich_text')
    expect(calls('chat.postMessage').map(({ error }) => error)).toEqual(['invalid_blocks', undefined])
  })
})

describe('where the response_url is closed', () => {
  test.each(['used_url', 'expired_url', 'invalid_url'])(
    '%s: the answer comes as an ephemeral message',
    async (error) => {
      trouble('response_url', { kind: 'error', error })
      const [card] = await rig.types('/cake thing 7')
      expect(card).toMatchObject({ text: 'Thing 7', ephemeralTo: people.manager, mrkdwn: false })
      expect(calls('chat.postEphemeral')).toHaveLength(1)
    },
  )

  test('and the bot is not in the channel: as a direct message', async () => {
    trouble('response_url', { kind: 'error', error: 'used_url' })
    const [card] = await rig.types('/cake thing 7', { as: people.viewer, in: channels.general })
    expect(card).toMatchObject({ text: 'Thing 7', channel: botDm(people.viewer) })
    expect(calls('chat.postEphemeral')[0]!.error).toBe('not_in_channel')
  })

  test('and Slack takes it nowhere: the log knows what was not said', async () => {
    trouble('response_url', { kind: 'error', error: 'used_url' }, 2)
    trouble('chat.postEphemeral', { kind: 'error', error: 'user_not_in_channel' }, 2)
    trouble('conversations.open', { kind: 'error', error: 'user_disabled' }, 2)
    expect(await rig.types('/cake thing 7')).toEqual([])
    expect(rig.logged.find((line) => line.includes('"unanswered"'))).toContain('Slack takes no message')
  })

  test('by its five uses: the pages after them come as ephemeral messages', async () => {
    const [list] = await rig.types('/cake things')
    const click = await withheld(rig, () => rig.press('Next', list!))
    for (let page = 1; page <= 5; page++) await deliver(rig, { ...click, trigger_id: `turn-${page}` })
    expect(calls('chat.postEphemeral')).toEqual([])
    for (const turn of ['turn-6', 'turn-7']) {
      const [page] = await deliver(rig, { ...click, trigger_id: turn })
      expect(read(page!)).toContain('Page 2')
      expect(page).toMatchObject({ ephemeralTo: people.manager, channel: channels.cakeOps })
    }
    expect(calls('chat.postEphemeral')).toHaveLength(2)
  })

  test.each(['nonsense', 'ftp://hooks.slack.com/x', ''])(
    'an address that is none (%j): the answer comes as an ephemeral message',
    async (response_url) => {
      const [card] = await clickRaw({ action_id: 'run', value: 'thing 7' }, { response_url })
      expect(card).toMatchObject({ text: 'Thing 7', ephemeralTo: people.manager })
    },
  )

  test('429: the answer waits as long as Slack says', async () => {
    trouble('response_url', { kind: 'rate-limited', seconds: 1 })
    const [card] = await rig.types('/cake thing 7')
    expect(card!.text).toBe('Thing 7')
    expect(calls('chat.postEphemeral')).toEqual([])
  })

  test('an answer that may have come is not sent again; the person is told', async () => {
    trouble('response_url', { kind: 'drop-after' })
    const messages = await rig.types('/cake thing 7')
    expect(messages.map(read)).toEqual([
      expect.stringContaining('Thing 7'),
      expect.stringContaining('Slack did not confirm the answer'),
    ])
  })
})

describe('Share', () => {
  test('posts the card once for a double click, with who shared it', async () => {
    const [card] = await rig.types('/cake thing 7')
    await Promise.all([rig.press('Share', card!), rig.press('Share', card!)])
    await rig.app.idle()
    expect(shared()).toHaveLength(1)
    expect(read(shared()[0]!)).toMatch(/Shared by .*U0MANAGER1/)
    expect(calls('chat.postMessage')[0]!.body).toMatchObject({ unfurl_links: 'false', mrkdwn: 'false' })
  })

  test('waits out a 429 and posts once', async () => {
    const [card] = await rig.types('/cake thing 7')
    trouble('chat.postMessage', { kind: 'rate-limited', seconds: 1 })
    expect(await rig.clicks('Share', card!)).toHaveLength(1)
    expect(shared()).toHaveLength(1)
  })

  test('is never repeated after a broken connection: it says that the card may be there', async () => {
    const [card] = await rig.types('/cake thing 7')
    trouble('chat.postMessage', { kind: 'drop-after' })
    const messages = await rig.clicks('Share', card!)
    expect(messages.map(read)).toContainEqual(
      expect.stringContaining('may or may not be in the channel. Look before you share it again'),
    )
    expect(shared()).toHaveLength(1)
    expect(calls('chat.postMessage')).toHaveLength(1)
  })

  test('says how to invite the bot into a private channel', async () => {
    const where = { as: people.admin, in: channels.privateRoom }
    const [card] = await rig.types('/cake thing 7', where)
    const [told] = await rig.clicks('Share', card!, where)
    expect(read(told!)).toMatch(
      /The bot is not in this channel, so nothing was shared\. Type .*\/invite @cake/,
    )
    expect(rig.counted.at(-1)).toEqual({ command: 'thing show', outcome: 'told' })
  })

  test.each([
    ['is_archived', 'This channel is archived'],
    ['restricted_action_read_only_channel', 'does not let the bot post here'],
    ['missing_scope', 'The bot lacks a scope in Slack'],
    ['token_revoked', 'Slack no longer accepts the bot’s token'],
    ['channel_not_found', '/invite @cake'],
    ['fatal_error', 'may or may not be in the channel'],
    ['something_new', 'Slack refused (something_new), so nothing was shared'],
  ])('%s has its sentence', async (error, words) => {
    const [card] = await rig.types('/cake thing 7')
    trouble('chat.postMessage', { kind: 'error', error })
    const [told] = await rig.clicks('Share', card!)
    expect(read(told!).replaceAll("'", '’')).toContain(words)
    expect(shared()).toEqual([])
  })
})

describe('a CSV file', () => {
  test('goes to the direct messages, safe to open, and the channel says so', async () => {
    const [card] = await rig.types('/cake thing rows')
    const messages = await rig.clicks('CSV', card!)
    const [file] = messages.flatMap(({ files = [] }) => files)
    expect(messages.find(({ files }) => files?.length)).toMatchObject({ channel: dm })
    const stored = rig.slack.file(file!.id, people.manager)
    expect(Buffer.from(stored!.bytes).toString()).toBe("\ufeffname\n'=one\ntwo\n")
    const told = messages.find(({ channel }) => channel === channels.cakeOps)
    expect(read(told!)).toContain('It is in your direct messages with the bot')
    expect(told!.ephemeralTo).toBe(people.manager)
  })

  test('asked for in the direct messages needs no word', async () => {
    const [card] = await rig.types('/cake thing rows', { in: dm })
    const messages = await rig.clicks('CSV', card!)
    expect(messages).toHaveLength(1)
    expect(messages[0]!.files).toHaveLength(1)
  })

  test.each([
    ['files.getUploadURLExternal', 'missing_scope', 'The bot lacks a scope'],
    [
      'files.completeUploadExternal',
      'storage_limit_reached',
      'has no room for files left, so no file was sent',
    ],
    ['conversations.open', 'cannot_dm_bot', 'no file was sent'],
  ])('%s refused with %s has its sentence', async (method, error, words) => {
    const [card] = await rig.types('/cake thing rows')
    trouble(method, { kind: 'error', error }, 3)
    const [told, ...more] = await rig.clicks('CSV', card!)
    expect(more).toEqual([])
    expect(read(told!)).toContain(words)
  })

  test('an upload that breaks off says so', async () => {
    const [card] = await rig.types('/cake thing rows')
    trouble('upload', { kind: 'status', status: 500 })
    const [told] = await rig.clicks('CSV', card!)
    expect(read(told!)).toContain('Slack did not confirm it')
  })
})

describe('buttons that are not ours', () => {
  test.each([
    ['approve:1', '42'],
    ['run', ''],
    ['', 'thing 7'],
    ['constructor', 'thing 7'],
  ])('action %j with value %j gets a true sentence', async (action_id, value) => {
    const [told] = await clickRaw({ action_id, value })
    expect(read(told!)).toContain('This button is of another version of the bot')
  })

  test('a line on a button is read like one that was typed', async () => {
    const [told] = await clickRaw({ action_id: 'run:x', value: 'thing; drop' })
    expect(read(told!)).toContain('Searched for thing; drop')
  })
})

/** A click on a button as Slack would deliver it, whatever is on it. */
function clickRaw(
  button: { action_id: string; value: string },
  more: Readonly<Record<string, unknown>> = {},
) {
  return deliver(rig, {
    type: 'block_actions',
    team: { id: rig.slack.teamId },
    user: { id: people.manager },
    channel: { id: channels.cakeOps },
    container: { type: 'message', message_ts: '1.1', channel_id: channels.cakeOps, is_ephemeral: true },
    trigger_id: `t-${button.action_id}-${button.value}`,
    actions: [{ type: 'button', ...button, block_id: 'b', action_ts: '1.2' }],
    ...more,
  })
}
