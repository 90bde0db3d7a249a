import { describe, expect, test } from 'vitest'
import type { WorkspaceEvent } from '../../../src/sandbox/slack/core.ts'
import { channels, people, userGroups } from '../../../src/sandbox/slack/ids.ts'
import { client, errorOf, workspace } from './rig.ts'

const { cakeDaily, cakeOps, general } = channels
const moreScopes = ['channels:read', 'groups:read', 'im:read', 'channels:history', 'usergroups:read']

describe('a channel', () => {
  test('is archived and brought back: nobody posts in it meanwhile, what was said can be read', async () => {
    const slack = await workspace({ moreScopes })
    const bot = client(slack)
    const post = () => errorOf(bot.chat.postMessage({ channel: cakeDaily, text: 'x' }))
    slack.channel(cakeDaily, { isArchived: true })
    expect(await post()).toBe('is_archived')
    const whisper = bot.chat.postEphemeral({ channel: cakeDaily, user: people.admin, text: 'x' })
    expect(await errorOf(whisper)).toBe('is_archived')
    const { channel } = await bot.conversations.info({ channel: cakeDaily })
    expect(channel).toMatchObject({ is_archived: true })
    expect(await errorOf(bot.conversations.history({ channel: cakeDaily }))).toBe('ok')
    expect(await slack.type({ as: people.admin, channel: cakeDaily, text: 'hello' })).toEqual({
      ok: false,
      error: 'This channel is archived.',
    })
    slack.channel(cakeDaily, { isArchived: false })
    expect(await post()).toBe('ok')
  })

  test('without the bot: refused where it may not post unasked', async () => {
    const slack = await workspace({ scopes: ['chat:write', 'channels:history'] })
    const bot = client(slack)
    const post = () => errorOf(bot.chat.postMessage({ channel: cakeDaily, text: 'x' }))
    slack.channel(cakeDaily, { hasBot: false })
    expect(await post()).toBe('not_in_channel')
    expect(await errorOf(bot.conversations.history({ channel: cakeDaily }))).toBe('not_in_channel')
    slack.channel(cakeDaily, { isPrivate: true })
    expect(await post()).toBe('channel_not_found')
    slack.channel(cakeDaily, { hasBot: true })
    expect(await post()).toBe('ok')
    const open = await workspace()
    open.channel(cakeDaily, { hasBot: false })
    expect(await errorOf(client(open).chat.postMessage({ channel: cakeDaily, text: 'x' }))).toBe('ok')
  })

  test('is gone', async () => {
    const slack = await workspace({ moreScopes })
    slack.channel(cakeDaily, { isDeleted: true })
    const bot = client(slack)
    expect(await errorOf(bot.chat.postMessage({ channel: cakeDaily, text: 'x' }))).toBe('channel_not_found')
    expect(await errorOf(bot.conversations.info({ channel: cakeDaily }))).toBe('channel_not_found')
    expect(slack.channelsOf(people.admin).map((one) => one.id)).not.toContain(cakeDaily)
    expect(slack.messages(cakeDaily, people.admin)).toEqual([])
  })

  test('is renamed and keeps its id', async () => {
    const slack = await workspace({ moreScopes })
    slack.channel(cakeDaily, { name: 'numbers', topic: 'Each morning' })
    const bot = client(slack)
    expect((await bot.chat.postMessage({ channel: '#numbers', text: 'x' })).channel).toBe(cakeDaily)
    const { channel } = await bot.conversations.info({ channel: cakeDaily })
    expect(channel).toMatchObject({ name: 'numbers', topic: { value: 'Each morning' } })
  })

  test('has other people in it', async () => {
    const slack = await workspace()
    slack.channel(cakeOps, { members: [people.admin] })
    expect(slack.channelsOf(people.viewer).map((one) => one.id)).not.toContain(cakeOps)
    const bot = client(slack)
    const whisper = (user: string) => errorOf(bot.chat.postEphemeral({ channel: cakeOps, user, text: 'x' }))
    expect(await whisper(people.viewer)).toBe('user_not_in_channel')
    expect(await whisper(people.admin)).toBe('ok')
  })
})

test('a person is deactivated: no direct messages, and Slack says so', async () => {
  const slack = await workspace({ moreScopes })
  const bot = client(slack)
  const dm = String((await bot.conversations.open({ users: people.manager })).channel?.id)
  slack.person(people.manager, { deleted: true })
  expect(await errorOf(bot.conversations.open({ users: people.manager }))).toBe('user_disabled')
  for (const channel of [dm, people.manager])
    expect(await errorOf(bot.chat.postMessage({ channel, text: 'x' }))).toBe('channel_not_found')
  expect((await bot.users.info({ user: people.manager })).user).toMatchObject({ deleted: true })
  expect((await bot.conversations.info({ channel: dm })).channel).toMatchObject({ is_user_deleted: true })
  expect(slack.people.find((one) => one.id === people.manager)?.title).toBe('Deactivated')
})

test('a person becomes a guest, another an admin, and a group has other people', async () => {
  const slack = await workspace({ moreScopes })
  const { users, usergroups } = client(slack)
  slack.person(people.viewer, { isGuest: true, title: 'Guest' })
  slack.person(people.manager, { isAdmin: true })
  expect((await users.info({ user: people.viewer })).user).toMatchObject({ is_restricted: true })
  expect((await users.info({ user: people.manager })).user).toMatchObject({ is_admin: true })
  slack.userGroup(userGroups.approvers, { members: [people.viewer] })
  expect((await usergroups.users.list({ usergroup: userGroups.approvers })).users).toEqual([people.viewer])
})

test('changes are told, refused for what is not there, and gone after a reset', async () => {
  const slack = await workspace({ moreScopes })
  const heard: WorkspaceEvent['type'][] = []
  slack.on((event) => heard.push(event.type))
  slack.channel(general, { name: 'all' })
  slack.person(people.viewer, { deleted: true })
  slack.userGroup(userGroups.ops, { members: [] })
  expect(heard).toEqual(['directory', 'directory', 'directory'])
  expect(() => slack.channel('C0NOWHERE', {})).toThrow(RangeError)
  expect(() => slack.person('U0NOBODY', {})).toThrow(RangeError)
  expect(() => slack.userGroup('S0NONE', {})).toThrow(RangeError)
  slack.reset()
  expect(slack.channels.map((one) => one.name)).toContain('general')
  const { users, usergroups } = client(slack)
  expect((await users.info({ user: people.viewer })).user).toMatchObject({ deleted: false })
  const { users: ops } = await usergroups.users.list({ usergroup: userGroups.ops })
  expect(ops).toEqual([people.manager, people.approver])
})
