import type { BlockAction, ButtonAction } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import { describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { linksTo } from '../../../src/sandbox/slack/shared-links.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { notingApp } from './noting-app.ts'
import { buttons, client, errorOf, httpApp, next, section, socketApp, workspace } from './rig.ts'

const as = people.manager
const { cakeOps, general, privateRoom } = channels
const options = { unfurlDomains: ['trk.example.com'] }
const link = 'https://trk.example.com/rd/r.php?sid=1&aff_id=2'

/** Posts it and gives the link_shared event that the app was sent, or nothing. */
async function shares(slack: SandboxSlack, text: string, channel: string = cakeOps, who: string = as) {
  const delivered = await notingApp(slack)
  expect(await slack.type({ as: who, channel, text })).toEqual({ ok: true })
  await slack.settle()
  const events = delivered.map(({ body }) => JSON.parse(body).event)
  return events.find((event) => event.type === 'link_shared')
}

describe.each([
  ['signed HTTP', httpApp],
  ['Socket Mode', socketApp],
] as const)('links of a Bolt app by %s', (_name, start) => {
  test('are told of, unfurl under the message, and their buttons work', async () => {
    const slack = await workspace(options)
    const app = await start(slack)
    const clicked: object[] = []
    app.event('link_shared', async ({ event, client }) => {
      const unfurls = Object.fromEntries(
        event.links.map(({ url }) => [url, { blocks: [section('Offer'), buttons('numbers') as KnownBlock] }]),
      )
      await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls })
    })
    app.action('numbers', async ({ ack, body, respond }) => {
      await ack()
      clicked.push(body)
      await respond({ text: 'for you', replace_original: false })
    })
    const changed = next(slack, 'changed')
    await slack.type({ as, channel: cakeOps, text: `look: ${link}` })
    const { message } = await changed
    expect(message).toMatchObject({
      user: as,
      edited: false,
      unfurls: [{ url: link, blocks: [{ type: 'section' }, { block_id: 'acts' }] }],
    })
    const action = { type: 'button', block_id: 'acts', action_id: 'numbers' }
    const answered = next(slack, 'message')
    expect(await slack.click({ as: people.viewer, channel: cakeOps, ts: message.ts, action })).toEqual({
      ok: true,
    })
    expect((await answered).message).toMatchObject({ text: 'for you', ephemeralTo: people.viewer })
    expect(clicked[0]).toMatchObject({
      user: { id: people.viewer },
      container: {
        type: 'message_attachment',
        message_ts: message.ts,
        channel_id: cakeOps,
        attachment_id: 1,
        is_ephemeral: false,
        is_app_unfurl: true,
        app_unfurl_url: link,
      },
      app_unfurl: { id: 1, is_app_unfurl: true, app_unfurl_url: link },
      channel: { id: cakeOps },
      actions: [{ value: 'value of numbers' }],
    })
    expect(clicked[0]).not.toHaveProperty('message')
  })
})

describe('link_shared', () => {
  test('tells where and by whom, escaped like the message', async () => {
    const slack = await workspace(options)
    const event = await shares(slack, `a ${link} and https://deep.trk.example.com/x`)
    const message = slack.messages(cakeOps).at(-1)
    expect(event).toMatchObject({
      type: 'link_shared',
      user: as,
      channel: cakeOps,
      message_ts: message?.ts,
      source: 'conversations_history',
      unfurl_id: expect.any(String),
      is_bot_user_member: true,
      links: [
        { domain: 'trk.example.com', url: 'https://trk.example.com/rd/r.php?sid=1&amp;aff_id=2' },
        { domain: 'trk.example.com', url: 'https://deep.trk.example.com/x' },
      ],
    })
    expect(event).not.toHaveProperty('thread_ts')
    expect(await shares(slack, link, general)).toMatchObject({ is_bot_user_member: false })
    expect(await shares(slack, link, botDm(as))).toMatchObject({ channel: botDm(as) })
  })

  test('says the thread', async () => {
    const slack = await workspace(options)
    const delivered = await notingApp(slack)
    await slack.type({ as, channel: cakeOps, text: link, thread_ts: '1.000100' })
    await slack.settle()
    expect(JSON.parse(delivered.at(-1)?.body ?? '').event).toMatchObject({ thread_ts: '1.000100' })
  })

  test('is not sent for other links, without the scope, or for the bot’s own messages', async () => {
    const slack = await workspace(options)
    expect(await shares(slack, 'https://other.example.com and trk.example.com')).toBeUndefined()
    const delivered = await notingApp(slack)
    await client(slack).chat.postMessage({ channel: cakeOps, text: `<${link}>` })
    await slack.settle()
    expect(delivered).toEqual([])
    const deaf = await workspace({ ...options, scopes: ['links:write'] })
    expect(await shares(deaf, link)).toBeUndefined()
  })

  test.each([
    ['a subdomain', '<https://a.b.c.example/>', ['https://a.b.c.example/']],
    ['another domain that ends alike', '<https://evilb.c.example/>', []],
    ['a domain before it', '<https://b.c.example.evil.com/>', []],
    ['any case', '<https://B.C.EXAMPLE/x>', ['https://B.C.EXAMPLE/x']],
    ['a link with words', '<https://b.c.example/|here>', ['https://b.c.example/']],
    ['each once', '<https://b.c.example/> <https://b.c.example/>', ['https://b.c.example/']],
    ['none in code', '`<https://b.c.example/>` ```\n<https://b.c.example/y>\n```', []],
    ['mentions are no links', '<@U1> <#C1|x> <!here>', []],
    ['not an address at all', '<https://>', []],
  ])('%s', (_name, text, urls) => {
    expect(linksTo(['b.c.example'], text).map(({ url }) => url)).toEqual(urls)
  })
})

describe('chat.unfurl', () => {
  const card = { blocks: [section('card')] }
  const unfurl = (slack: SandboxSlack, args: object) =>
    errorOf(client(slack).apiCall('chat.unfurl', { ...args }))

  test('by channel and ts, or by unfurl_id and source; a second time it changes what is shown', async () => {
    const slack = await workspace(options)
    const second = 'https://trk.example.com/2'
    const event = await shares(slack, `${link} ${second}`)
    const where = { channel: event.channel, ts: event.message_ts }
    expect(await unfurl(slack, { ...where, unfurls: { [second]: card } })).toBe('ok')
    const byId = { unfurl_id: event.unfurl_id, source: event.source }
    const escaped = event.links[0].url
    expect(await unfurl(slack, { ...byId, unfurls: { [escaped]: card } })).toBe('ok')
    const changed = { blocks: [section('changed')] }
    expect(await unfurl(slack, { ...byId, unfurls: { [second]: changed } })).toBe('ok')
    expect(slack.messages(cakeOps).at(-1)?.unfurls).toMatchObject([
      { url: link, blocks: [{ text: { text: 'card' } }] },
      { url: second, blocks: [{ text: { text: 'changed' } }] },
    ])
  })

  test('refuses', async () => {
    const slack = await workspace(options)
    const event = await shares(slack, link)
    const where = { channel: event.channel, ts: event.message_ts }
    const unfurls = { [link]: card }
    const [seeded] = slack.messages(cakeOps)
    const cases: [string, object][] = [
      ['missing_unfurls', where],
      ['invalid_unfurls_format', { ...where, unfurls: '{' }],
      ['invalid_unfurls_format', { ...where, unfurls: '[]' }],
      ['missing_channel', { unfurls }],
      ['missing_ts', { channel: cakeOps, unfurls }],
      ['cannot_find_channel', { ...where, channel: 'C0NOWHERE', unfurls }],
      ['cannot_find_message', { ...where, ts: '1.000100', unfurls }],
      ['cannot_unfurl_url', { channel: cakeOps, ts: seeded?.ts, unfurls }],
      ['cannot_unfurl_url', { ...where, unfurls: { 'https://trk.example.com/other': card } }],
      ['missing_source', { unfurl_id: event.unfurl_id, unfurls }],
      ['missing_unfurl_id', { source: 'composer', unfurls }],
      ['invalid_source', { unfurl_id: event.unfurl_id, source: 'dream', unfurls }],
      ['invalid_unfurl_id', { unfurl_id: 'x', source: 'composer', unfurls }],
      ['cannot_parse_attachment', { ...where, unfurls: { [link]: {} } }],
      ['invalid_blocks', { ...where, unfurls: { [link]: { blocks: [section('')] } } }],
    ]
    for (const [error, args] of cases) expect([error, await unfurl(slack, args)]).toEqual([error, error])
    expect(slack.messages(cakeOps).at(-1)).not.toHaveProperty('unfurls')
    expect(await unfurl(slack, { ...where, unfurls })).toBe('ok')
    const readOnly = await workspace({ ...options, scopes: ['links:read'] })
    expect(await unfurl(readOnly, { ...where, unfurls })).toBe('missing_scope')
  })

  test('in a private channel that the bot is not in: by unfurl_id only', async () => {
    const slack = await workspace(options)
    const event = await shares(slack, link, privateRoom, people.admin)
    expect(event).toMatchObject({ channel: privateRoom, is_bot_user_member: false })
    const unfurls = { [link]: card }
    expect(await unfurl(slack, { channel: privateRoom, ts: event.message_ts, unfurls })).toBe(
      'cannot_find_channel',
    )
    expect(await unfurl(slack, { unfurl_id: event.unfurl_id, source: event.source, unfurls })).toBe('ok')
  })

  test('two alike in one message are told apart by their value', async () => {
    const slack = await workspace(options)
    const second = 'https://trk.example.com/2'
    const event = await shares(slack, `${link} ${second}`)
    const valued = (value: string) => ({
      blocks: [
        {
          type: 'actions',
          block_id: 'acts',
          elements: [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value }],
        },
      ],
    })
    const unfurls = { [link]: valued('one'), [second]: valued('two') }
    await unfurl(slack, { channel: event.channel, ts: event.message_ts, unfurls })
    const app = await httpApp(slack)
    const got: unknown[][] = []
    app.action<BlockAction<ButtonAction>>('go', async ({ ack, body, action }) => {
      await ack()
      got.push([action.value, body.container.app_unfurl_url])
    })
    for (const value of ['two', 'one', 'forged'])
      await slack.click({
        as,
        channel: cakeOps,
        ts: event.message_ts,
        action: { type: 'button', block_id: 'acts', action_id: 'go', value },
      })
    expect(got).toEqual([
      ['two', second],
      ['one', link],
      ['one', link],
    ])
  })
})
