import { describe, expect, test } from 'vitest'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { client, errorOf, workspace } from './rig.ts'

const { general, cakeDaily, cakeOps, privateRoom } = channels
const moreScopes = ['channels:history', 'groups:history', 'im:history']
const slot = (id: string) => ({ event_type: 'digest_sent', event_payload: { slot: id } })

/** A quiet channel of the bot's with these messages in it, one a second, and their ts. */
async function said(...texts: readonly string[]) {
  let now = 1_800_000_000_000
  const slack = await workspace({ moreScopes, now: () => (now += 1000) })
  const bot = client(slack)
  const ts: string[] = []
  for (const text of texts)
    ts.push(String((await bot.chat.postMessage({ channel: cakeDaily, text, metadata: slot(text) })).ts))
  const oldest = ts[0] ?? ''
  const read = async (more: object = {}) =>
    await bot.conversations.history({ channel: cakeDaily, oldest, inclusive: true, ...more })
  return { slack, bot, ts, read }
}

const texts = ({ messages }: { messages?: readonly { text?: string }[] }) => messages?.map((one) => one.text)

describe('conversations.history', () => {
  test('gives the newest first, with metadata only where it is asked for', async () => {
    const { read } = await said('a', 'b')
    const bare = await read()
    expect(texts(bare)).toEqual(['b', 'a'])
    expect(bare).toMatchObject({ has_more: false, response_metadata: { next_cursor: '' } })
    expect(bare.messages?.[0]).not.toHaveProperty('metadata')
    const full = await read({ include_all_metadata: true })
    expect(full.messages?.map((one) => one.metadata)).toEqual([slot('b'), slot('a')])
    expect(full.messages?.[0]).toMatchObject({ type: 'message', bot_id: expect.any(String) })
  })

  test('has what began a thread, not what was answered, and nothing that one person alone sees', async () => {
    const { bot, ts, read } = await said('a', 'b')
    const answer = { channel: cakeDaily, thread_ts: String(ts[0]), text: 'more' }
    await bot.chat.postMessage(answer)
    const last = await bot.chat.postMessage(answer)
    await bot.chat.postEphemeral({ channel: cakeDaily, user: people.admin, text: 'psst' })
    const found = await read()
    expect(texts(found)).toEqual(['b', 'a'])
    expect(found.messages?.[0]).not.toHaveProperty('thread_ts')
    expect(found.messages?.[1]).toMatchObject({
      thread_ts: ts[0],
      reply_count: 2,
      reply_users_count: 1,
      latest_reply: last.ts,
    })
  })

  test('has an answer too that stands in the channel as well', async () => {
    const { bot, ts, read } = await said('a')
    await bot.chat.postMessage({
      channel: cakeDaily,
      thread_ts: String(ts[0]),
      text: 'news',
      reply_broadcast: true,
    })
    const found = await read()
    expect(texts(found)).toEqual(['news', 'a'])
    expect(found.messages?.[0]).toMatchObject({ subtype: 'thread_broadcast', thread_ts: ts[0] })
  })

  test('keeps to oldest and latest, themselves only when inclusive', async () => {
    const { ts, read } = await said('a', 'b', 'c')
    const between = { oldest: ts[0], latest: ts[2] }
    expect(texts(await read({ ...between, inclusive: false }))).toEqual(['b'])
    expect(texts(await read(between))).toEqual(['c', 'b', 'a'])
    expect(texts(await read({ oldest: ts[1], latest: ts[1] }))).toEqual(['b'])
    expect(texts(await read({ oldest: ts[2]?.replace(/\..*/, '') }))).toEqual(['c'])
  })

  test('pages by a cursor that nothing said meanwhile shifts', async () => {
    const { bot, read } = await said('a', 'b', 'c', 'd', 'e')
    const first = await read({ limit: 2 })
    await bot.chat.postMessage({ channel: cakeDaily, text: 'f' })
    const second = await read({ limit: 2, cursor: first.response_metadata?.next_cursor })
    const third = await read({ limit: 2, cursor: second.response_metadata?.next_cursor })
    expect([first, second, third].map(texts)).toEqual([['e', 'd'], ['c', 'b'], ['a']])
    expect([first, second, third].map((one) => one.has_more)).toEqual([true, true, false])
  })

  test('has the talk that was there before, in its order', async () => {
    const slack = await workspace({ moreScopes })
    slack.reset()
    const { messages } = await client(slack).conversations.history({ channel: cakeDaily })
    const ts = messages?.map((one) => Number(one.ts)) ?? []
    expect(ts.length).toBeGreaterThan(0)
    expect(ts).toEqual(ts.toSorted((one, other) => other - one))
  })

  test('tells of files', async () => {
    const { bot, read } = await said('a')
    await bot.filesUploadV2({ channel_id: cakeDaily, filename: 'all.csv', content: 'a,b', title: 'All rows' })
    expect((await read()).messages?.[0]?.files).toMatchObject([{ name: 'all.csv', title: 'All rows' }])
  })

  test.each([
    [{ channel: 'C0NOWHERE' }, 'channel_not_found'],
    [{ channel: privateRoom }, 'channel_not_found'],
    [{ channel: general }, 'not_in_channel'],
    [{ latest: 'yesterday' }, 'invalid_ts_latest'],
    [{ oldest: '-1' }, 'invalid_ts_oldest'],
    [{ limit: 1000 }, 'invalid_limit'],
    [{ cursor: 'bmV4dA==' }, 'invalid_cursor'],
  ])('refuses %j with %s', async (more, error) => {
    const { read } = await said('a')
    expect(await errorOf(read(more))).toBe(error)
  })

  test('needs the scope of its kind of conversation', async () => {
    const slack = await workspace({ scopes: ['chat:write'] })
    slack.channel(privateRoom, { hasBot: true })
    const needed = async (channel: string) => {
      const refused = client(slack).conversations.history({ channel })
      await expect(refused).rejects.toMatchObject({ data: { error: 'missing_scope' } })
      return await refused.catch((error: { data: { needed: string } }) => error.data.needed)
    }
    expect(await needed(cakeOps)).toBe('channels:history')
    expect(await needed(privateRoom)).toBe('groups:history')
    expect(await needed(botDm(people.viewer))).toBe('im:history')
  })
})

describe('conversations.replies', () => {
  test('gives a thread, the oldest first, what began it first of all', async () => {
    const { bot, ts } = await said('a', 'b')
    const [first = '', other = ''] = ts
    const answers: string[] = []
    for (const text of ['1', '2', '3'])
      answers.push(
        String(
          (await bot.chat.postMessage({ channel: cakeDaily, thread_ts: first, text, metadata: slot(text) }))
            .ts,
        ),
      )
    const read = (more: object = {}) => bot.conversations.replies({ channel: cakeDaily, ts: first, ...more })
    expect(texts(await read())).toEqual(['a', '1', '2', '3'])
    expect(texts(await read({ oldest: answers[1] }))).toEqual(['a', '3'])
    const page = await read({ limit: 2 })
    expect(texts(page)).toEqual(['a', '1'])
    expect(texts(await read({ cursor: page.response_metadata?.next_cursor }))).toEqual(['2', '3'])
    const full = await read({ include_all_metadata: true })
    expect(full.messages?.at(-1)).toMatchObject({ metadata: slot('3'), thread_ts: first })
    expect(texts(await read({ ts: answers[1] }))).toEqual(['2'])
    expect(texts(await read({ ts: other }))).toEqual(['b'])
    expect(await errorOf(read({ ts: '1.000001' }))).toBe('thread_not_found')
    expect(await errorOf(read({ channel: general }))).toBe('not_in_channel')
  })
})

describe('metadata', () => {
  const metadataOf = (slack: SandboxSlack) => slack.messages(cakeDaily).at(-1)?.metadata

  test('stays with an update that names none, is replaced, and goes with an empty one', async () => {
    const { slack, bot, ts } = await said('a')
    const update = (more: object) =>
      bot.chat.update({ channel: cakeDaily, ts: ts[0] ?? '', text: 'b', ...more })
    await update({})
    expect(metadataOf(slack)).toEqual(slot('a'))
    await update({ metadata: slot('z') })
    expect(metadataOf(slack)).toEqual(slot('z'))
    await update({ metadata: {} as never })
    expect(metadataOf(slack)).toBeUndefined()
  })

  test.each([
    ['{', 'invalid_metadata_format'],
    [[], 'invalid_metadata_format'],
    [{ event_type: 'x' }, 'invalid_metadata_format'],
    [{ event_type: '', event_payload: {} }, 'invalid_metadata_format'],
    [{ event_type: 'x', event_payload: 'y' }, 'invalid_metadata_format'],
    [{ event_type: 'x', event_payload: { y: 'z'.repeat(17_000) } }, 'metadata_too_large'],
    [{ event_type: 'x', event_payload: {} }, 'ok'],
    [{ entities: [] }, 'ok'],
  ])('%j is answered with %s', async (metadata, error) => {
    const { bot } = await said()
    const post = bot.chat.postMessage({ channel: cakeDaily, text: 'x', metadata: metadata as never })
    expect(await errorOf(post)).toBe(error)
  })
})

test('the link to an answer says its thread', async () => {
  const { slack, bot, ts } = await said('a')
  const first = ts[0] ?? ''
  const answer = await bot.chat.postMessage({ channel: cakeDaily, text: 'x', thread_ts: first })
  const link = async (message_ts: string) =>
    (await bot.chat.getPermalink({ channel: cakeDaily, message_ts })).permalink
  const archives = `${new URL(slack.apiUrl).origin}/archives/${cakeDaily}`
  expect(await link(first)).toBe(`${archives}/p${first.replace('.', '')}`)
  expect(await link(String(answer.ts))).toBe(
    `${archives}/p${String(answer.ts).replace('.', '')}?thread_ts=${first}&cid=${cakeDaily}`,
  )
})
