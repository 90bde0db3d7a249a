import { describe, expect, test } from 'vitest'
import type { KnownBlock } from '@slack/types'
import { botDm, channels, people } from '../../../src/sandbox/slack/ids.ts'
import { client, errorOf, next, section, workspace } from './rig.ts'

const { general, cakeOps, archived, privateRoom } = channels

describe('tokens', () => {
  test('are checked, each kind for its methods', async () => {
    const slack = await workspace()
    expect(await errorOf(client(slack).auth.test())).toBe('ok')
    expect(await errorOf(client(slack, 'xoxb-other').auth.test())).toBe('invalid_auth')
    expect(await errorOf(client(slack, '').auth.test())).toBe('not_authed')
    expect(await errorOf(client(slack).apps.connections.open())).toBe('not_allowed_token_type')
    expect(await errorOf(client(slack, slack.appToken).apps.connections.open())).toBe('ok')
    expect(await errorOf(client(slack, slack.appToken).auth.test())).toBe('not_allowed_token_type')
    expect(await errorOf(client(slack).apiCall('chat.sing'))).toBe('unknown_method')
  })

  test('may stand in the body, and a body may be JSON', async () => {
    const slack = await workspace()
    const form = new URLSearchParams({ token: slack.botToken })
    const byForm = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST', body: form })
    expect(await byForm.json()).toMatchObject({ ok: true, team_id: slack.teamId, user_id: slack.botUserId })
    const byJson = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${slack.botToken}`,
      },
      body: JSON.stringify({ channel: cakeOps, text: 'hi', blocks: [section('hi')] }),
    })
    expect(await byJson.json()).toMatchObject({ ok: true, channel: cakeOps })
    const broken = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    })
    expect(await broken.json()).toMatchObject({ ok: false, error: 'invalid_json' })
  })

  test('carry the scopes the app was installed with', async () => {
    const slack = await workspace({ scopes: ['chat:write'] })
    const bot = client(slack)
    await expect(bot.users.info({ user: people.admin })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    })
    expect(await errorOf(bot.chat.postMessage({ channel: general, text: 'x' }))).toBe('not_in_channel')
    expect(await errorOf(bot.conversations.info({ channel: general }))).toBe('missing_scope')
  })
})

describe('chat', () => {
  test('posts with rising timestamps, and keeps mrkdwn and metadata', async () => {
    const slack = await workspace({ now: () => 1_763_694_000_123 })
    const bot = client(slack)
    const first = await bot.chat.postMessage({ channel: general, text: '*a*', mrkdwn: false })
    const second = await bot.chat.postMessage({
      channel: general,
      text: 'b',
      thread_ts: String(first.ts),
      unfurl_links: false,
      metadata: { event_type: 'offer', event_payload: { id: 1 } },
    })
    expect([first.ts, second.ts]).toEqual(['1763694000.000100', '1763694000.000200'])
    const [one, two] = slack.messages(general).slice(-2)
    expect(one).toMatchObject({ text: '*a*', mrkdwn: false, ephemeral: false, edited: false })
    expect(two).toMatchObject({ thread_ts: first.ts, mrkdwn: true, metadata: { event_type: 'offer' } })
  })

  test('refuses what cannot be posted', async () => {
    const slack = await workspace()
    const bot = client(slack)
    const post = (channel: string, text = 'x') => errorOf(bot.chat.postMessage({ channel, text }))
    expect(await post('C0NOWHERE')).toBe('channel_not_found')
    expect(await post(privateRoom)).toBe('channel_not_found')
    expect(await post(archived)).toBe('is_archived')
    expect(await post(general, '')).toBe('no_text')
    expect(await post(general)).toBe('ok')
    expect(await errorOf(bot.chat.postMessage({ channel: general, text: 'x', blocks: '{' as never }))).toBe(
      'invalid_blocks_format',
    )
    const long = Array.from({ length: 5 }, () => section('x'.repeat(2700)))
    expect(await errorOf(bot.chat.postMessage({ channel: general, text: 'x', blocks: long }))).toBe(
      'msg_blocks_too_long',
    )
  })

  test('says what is wrong with blocks, and where', async () => {
    const slack = await workspace()
    const blocks = [section('fine'), section('')]
    const problem = 'must be more than 0 characters [json-pointer:/blocks/1/text/text]'
    await expect(
      client(slack).chat.postMessage({ channel: general, text: 'x', blocks }),
    ).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        errors: [problem],
        response_metadata: { messages: [`[ERROR] ${problem}`] },
      },
    })
    slack.trouble({ refuseBlocks: ['section'] })
    expect(
      await errorOf(client(slack).chat.postMessage({ channel: general, text: 'x', blocks: [section('a')] })),
    ).toBe('invalid_blocks')
  })

  test('cuts text at 40,000 characters', async () => {
    const slack = await workspace()
    await client(slack).chat.postMessage({ channel: general, text: 'x'.repeat(40_001) })
    expect(slack.messages(general).at(-1)?.text).toHaveLength(40_000)
  })

  test('shows an ephemeral message to one person, who must be there', async () => {
    const slack = await workspace()
    const bot = client(slack)
    const whisper = (channel: string, user: string) =>
      errorOf(bot.chat.postEphemeral({ channel, user, text: 'psst' }))
    expect(await whisper(cakeOps, people.guest)).toBe('ok')
    expect(slack.messages(cakeOps, people.guest).at(-1)?.text).toBe('psst')
    expect(slack.messages(cakeOps, people.admin).at(-1)?.text).not.toBe('psst')
    expect(slack.messages(cakeOps).at(-1)).toMatchObject({ ephemeralTo: people.guest })
    expect(await whisper(channels.cakeDaily, people.guest)).toBe('user_not_in_channel')
    expect(await whisper(cakeOps, people.deactivated)).toBe('user_not_in_channel')
    expect(await whisper(general, people.admin)).toBe('not_in_channel')
    expect(slack.messages(channels.cakeDaily, people.guest)).toEqual([])
  })

  test('changes and deletes its own messages only, and never an ephemeral one', async () => {
    const slack = await workspace()
    const bot = client(slack)
    const { ts } = await bot.chat.postMessage({ channel: cakeOps, text: 'a', blocks: [section('a')] })
    const mine = { channel: cakeOps, ts: String(ts) }
    const changed = next(slack, 'changed')
    await bot.chat.update({ ...mine, text: 'b' })
    expect((await changed).message).toMatchObject({
      ts,
      text: 'b',
      edited: true,
      blocks: [{ type: 'section' }],
    })
    await bot.chat.update({ ...mine, text: 'c', blocks: [] })
    expect(slack.messages(cakeOps).at(-1)?.blocks).toEqual([])
    const { message_ts } = await bot.chat.postEphemeral({ channel: cakeOps, user: people.admin, text: 'e' })
    expect(await errorOf(bot.chat.update({ channel: cakeOps, ts: String(message_ts), text: 'f' }))).toBe(
      'message_not_found',
    )
    const theirs = { channel: cakeOps, ts: String(slack.messages(cakeOps)[0]?.ts) }
    expect(await errorOf(bot.chat.update({ ...theirs, text: 'f' }))).toBe('cant_update_message')
    expect(await errorOf(bot.chat.delete(theirs))).toBe('cant_delete_message')
    const deleted = next(slack, 'deleted')
    await bot.chat.delete(mine)
    expect((await deleted).message.ts).toBe(ts)
    expect(await errorOf(bot.chat.delete(mine))).toBe('message_not_found')
  })

  test('takes one message per second and channel', async () => {
    let now = 1_763_694_000_000
    const slack = await workspace({ messagesPerSecond: 1, now: () => now })
    const bot = client(slack)
    const post = (channel: string) => bot.chat.postMessage({ channel, text: 'x' })
    await post(cakeOps)
    await post(general)
    await expect(post(cakeOps)).rejects.toMatchObject({ retryAfter: 1 })
    now += 1000
    await post(cakeOps)
    expect(slack.apiCalls.filter((call) => call.error === 'ratelimited')).toHaveLength(1)
  })
})

describe('people and conversations', () => {
  test('users.info tells who is what', async () => {
    const slack = await workspace()
    const info = async (user: string) => (await client(slack).users.info({ user })).user
    expect(await info(people.admin)).toMatchObject({
      real_name: 'Ada Okafor',
      is_admin: true,
      is_restricted: false,
      deleted: false,
      is_bot: false,
      team_id: slack.teamId,
      profile: { display_name: 'ada' },
    })
    expect(await info(people.guest)).toMatchObject({ is_restricted: true })
    expect(await info(people.stranger)).toMatchObject({
      is_stranger: true,
      team_id: expect.not.stringMatching(slack.teamId),
    })
    expect(await info(people.deactivated)).toMatchObject({ deleted: true })
    expect(await info(people.someBot)).toMatchObject({ is_bot: true })
    expect(await errorOf(client(slack).users.info({ user: 'U0NOBODY' }))).toBe('user_not_found')
  })

  test('conversations', async () => {
    const slack = await workspace({
      scopes: ['im:write', 'im:read', 'channels:read', 'chat:write', 'users:read'],
    })
    const bot = client(slack)
    const opened = await bot.conversations.open({ users: people.viewer })
    expect(opened.channel?.id).toBe(botDm(people.viewer))
    expect(await errorOf(bot.conversations.open({ users: people.deactivated }))).toBe('user_disabled')
    expect(await errorOf(bot.conversations.open({ users: people.someBot }))).toBe('cannot_dm_bot')
    expect((await bot.conversations.info({ channel: cakeOps })).channel).toMatchObject({
      name: 'cake-ops',
      is_member: true,
      is_ext_shared: true,
    })
    expect((await bot.conversations.info({ channel: botDm(people.viewer) })).channel).toMatchObject({
      is_im: true,
      user: people.viewer,
    })
    const page = await bot.conversations.members({ channel: cakeOps, limit: 3 })
    expect(page.members).toHaveLength(3)
    expect(page.response_metadata?.next_cursor).toBe('3')
    expect((await bot.users.list({})).members?.map((one) => one.id)).not.toContain(people.stranger)
  })

  test('views.publish checks the view', async () => {
    const slack = await workspace()
    const bot = client(slack)
    const publish = (blocks: KnownBlock[], more = {}) =>
      errorOf(bot.views.publish({ user_id: people.admin, view: { type: 'home', blocks, ...more } }))
    expect(await publish([section('hello')])).toBe('ok')
    expect(await publish([{ type: 'markdown', text: 'not on a Home' }])).toBe('invalid_arguments')
    expect(await publish([], { private_metadata: 'x'.repeat(3001) })).toBe('invalid_arguments')
    expect(
      await errorOf(bot.views.publish({ user_id: 'U0NOBODY', view: { type: 'home', blocks: [] } })),
    ).toBe('user_not_found')
    expect(
      await errorOf(
        bot.views.publish({ user_id: people.admin, hash: 'old', view: { type: 'home', blocks: [] } }),
      ),
    ).toBe('hash_conflict')
  })
})

describe('files', () => {
  const csv = Array.from({ length: 40 }, (_, row) => `${row},offer ${row}`).join('\n')

  test('filesUploadV2 puts a file with a preview in a direct message', async () => {
    const slack = await workspace()
    const shared = next(slack, 'message')
    await client(slack).filesUploadV2({
      channel_id: botDm(people.viewer),
      filename: 'offers.csv',
      title: 'Offers',
      file: Buffer.from(csv),
      initial_comment: 'All rows',
    })
    const { message } = await shared
    expect(message).toMatchObject({
      text: 'All rows',
      files: [{ name: 'offers.csv', title: 'Offers', mimetype: 'text/csv', size: csv.length }],
    })
    const [file] = message.files ?? []
    expect(file?.preview?.split('\n')).toEqual(csv.split('\n').slice(0, 20))
    expect(Buffer.from(slack.file(file!.id, people.viewer)!.bytes).toString()).toBe(csv)
    expect(slack.file(file!.id, people.admin)).toBeNull()
  })

  test('refuses what does not fit', async () => {
    const slack = await workspace()
    const bot = client(slack)
    const begin = () => bot.files.getUploadURLExternal({ filename: 'a.csv', length: 5 })
    const { upload_url, file_id } = await begin()
    expect((await fetch(String(upload_url), { method: 'POST', body: '123456' })).status).toBe(400)
    expect((await fetch(String(upload_url), { method: 'POST', body: '12345' })).status).toBe(200)
    const complete = (channel_id: string, id = String(file_id)) =>
      errorOf(bot.files.completeUploadExternal({ files: [{ id, title: 'A' }], channel_id }))
    expect(await complete(general)).toBe('not_in_channel')
    expect(await complete(archived)).toBe('is_archived')
    expect(await complete(cakeOps, 'F0NONE')).toBe('file_not_found')
    expect(await complete(cakeOps)).toBe('ok')
    expect(await complete(cakeOps)).toBe('file_not_found')
  })
})

test('troubles: an error, 429, a status, a cut line, and a cut line after the deed', async () => {
  const slack = await workspace()
  const post = () => client(slack).chat.postMessage({ channel: general, text: 'x' })
  const count = () => slack.messages(general).length
  const before = count()
  const trouble = (answer: Parameters<typeof slack.trouble>[0]['calls'] & object) =>
    slack.trouble({ calls: answer })
  trouble([{ method: 'chat.postMessage', answer: { kind: 'error', error: 'fatal_error' } }])
  expect(await errorOf(post())).toBe('fatal_error')
  trouble([{ method: '*', answer: { kind: 'rate-limited', seconds: 7 } }])
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 })
  trouble([{ method: 'chat.postMessage', answer: { kind: 'status', status: 503 } }])
  await expect(post()).rejects.toMatchObject({ statusCode: 503 })
  trouble([{ method: 'chat.postMessage', times: 2, answer: { kind: 'drop' } }])
  await expect(post()).rejects.toThrow()
  await expect(post()).rejects.toThrow()
  expect(count()).toBe(before)
  trouble([{ method: 'chat.postMessage', answer: { kind: 'drop-after' } }])
  await expect(post()).rejects.toThrow()
  expect(count()).toBe(before + 1)
  trouble([{ method: 'chat.postMessage', answer: { kind: 'status-after', status: 502 } }])
  await expect(post()).rejects.toMatchObject({ statusCode: 502 })
  expect(count()).toBe(before + 2)
  trouble([{ method: '*', times: Infinity, answer: { kind: 'error', error: 'account_inactive' } }])
  for (let n = 0; n < 3; n += 1) expect(await errorOf(post())).toBe('account_inactive')
  trouble([])
  expect(await errorOf(post())).toBe('ok')
  expect(slack.apiCalls.at(-1)).toMatchObject({ method: 'chat.postMessage', ok: true, body: { text: 'x' } })
  expect(JSON.stringify(slack.apiCalls)).not.toContain(slack.botToken)
})

test('troubles: a call that is carried out and never answered', async () => {
  const slack = await workspace()
  const before = slack.messages(general).length
  const giveUp = new AbortController()
  slack.trouble({ calls: [{ method: 'chat.postMessage', answer: { kind: 'hang-after' } }] })
  const posted = next(slack, 'message')
  const call = fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    signal: giveUp.signal,
    body: new URLSearchParams({ token: slack.botToken, channel: general, text: 'x' }),
  })
  await posted
  giveUp.abort()
  await expect(call).rejects.toThrow('aborted')
  expect(slack.messages(general)).toHaveLength(before + 1)
})

test('troubles of an upload: cut before it, and cut or answered 500 when it is there', async () => {
  const slack = await workspace()
  const { files } = client(slack)
  const upload = async () => {
    const { upload_url: url = '' } = await files.getUploadURLExternal({ filename: 'a.csv', length: 3 })
    return await fetch(url, { method: 'POST', body: 'a,b' })
  }
  slack.trouble({ calls: [{ method: 'upload', answer: { kind: 'drop' } }] })
  await expect(upload()).rejects.toThrow('fetch failed')
  slack.trouble({ calls: [{ method: 'upload', answer: { kind: 'drop-after' } }] })
  await expect(upload()).rejects.toThrow('fetch failed')
  slack.trouble({ calls: [{ method: 'upload', answer: { kind: 'status-after', status: 500 } }] })
  expect((await upload()).status).toBe(500)
  expect((await upload()).status).toBe(200)
})
