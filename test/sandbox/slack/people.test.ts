import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { botDm, channels, people, userGroups } from '../../../src/sandbox/slack/ids.ts'
import { notingApp } from './noting-app.ts'
import { client, errorOf, workspace } from './rig.ts'

test('user groups, with their people when asked for', async () => {
  const slack = await workspace({ moreScopes: ['usergroups:read'] })
  const { usergroups } = client(slack)
  const bare = await usergroups.list({})
  expect(bare.usergroups).toMatchObject([
    { id: userGroups.ops, handle: 'cake-ops', team_id: slack.teamId, date_delete: 0 },
    { id: userGroups.approvers, handle: 'cake-approvers' },
  ])
  expect(bare.usergroups?.[0]).not.toHaveProperty('users')
  const full = await usergroups.list({ include_users: true, include_count: true })
  expect(full.usergroups).toMatchObject([
    { users: [people.manager, people.approver] },
    { users: [people.approver, people.admin] },
  ])
  const { users } = await usergroups.users.list({ usergroup: userGroups.approvers })
  expect(users).toEqual([people.approver, people.admin])
  expect(await errorOf(usergroups.users.list({ usergroup: 'S0NONE' }))).toBe('no_such_subteam')
})

test('user groups need their scope; scopes can be added or set', async () => {
  const usual = client(await workspace({ scopes: ['users:read'] }))
  await expect(usual.usergroups.list({})).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'usergroups:read' },
  })
  expect(await errorOf(usual.users.info({ user: people.admin }))).toBe('ok')
  const more = client(
    await workspace({ scopes: ['users:read'], moreScopes: ['channels:read', 'users:read'] }),
  )
  await expect(more.chat.postMessage({ channel: 'C1', text: 'x' })).rejects.toMatchObject({
    data: { error: 'missing_scope', provided: 'users:read,channels:read' },
  })
})

test('app_home_opened says the tab, and brings the view of the Home tab', async () => {
  const slack = await workspace()
  const delivered = await notingApp(slack)
  const events = () => delivered.map(({ body }) => JSON.parse(body).event)
  await slack.openHome(people.viewer)
  await client(slack).views.publish({
    user_id: people.viewer,
    view: { type: 'home', blocks: [{ type: 'divider' }], callback_id: 'home' },
  })
  await slack.openHome(people.viewer, 'home')
  await slack.openHome(people.viewer, 'messages')
  const common = { type: 'app_home_opened', user: people.viewer, channel: botDm(people.viewer) }
  const [first, second, third] = events()
  expect(first).toMatchObject({ ...common, tab: 'home' })
  expect(first).not.toHaveProperty('view')
  expect(second).toMatchObject({ ...common, tab: 'home', view: { type: 'home', callback_id: 'home' } })
  expect(third).toMatchObject({ ...common, tab: 'messages' })
  expect(third).not.toHaveProperty('view')
})

test('the app has by default what the manifest asks for', async () => {
  const manifest = parse(readFileSync(join(import.meta.dirname, '../../../manifest.yml'), 'utf8'))
  const slack = await workspace()
  expect(slack.shortcuts).toEqual(manifest.features.shortcuts)
  const link = `https://${manifest.features.unfurl_domains[0]}/rd/r.php`
  const delivered = await notingApp(slack)
  await slack.type({ as: people.viewer, channel: channels.cakeOps, text: link })
  await slack.settle()
  expect(JSON.parse(delivered[0]?.body ?? '{}').event).toMatchObject({ type: 'link_shared' })
  const answer = await fetch(`${slack.apiUrl}api.test`)
  const scopes = answer.headers.get('x-oauth-scopes')?.split(',')
  expect(scopes?.toSorted()).toEqual(manifest.oauth_config.scopes.bot.toSorted())
})

test('conversations.info and conversations.members', async () => {
  const slack = await workspace({ moreScopes: ['channels:read', 'im:read'] })
  const { conversations } = client(slack)
  const info = async (channel: string, more = {}) => (await conversations.info({ channel, ...more })).channel
  expect(await info(channels.general)).toMatchObject({
    is_private: false,
    is_member: false,
    is_general: true,
  })
  expect(await info(channels.cakeOps)).not.toHaveProperty('num_members')
  expect(await info(channels.cakeOps, { include_num_members: true })).toMatchObject({ num_members: 9 })
  expect(await errorOf(conversations.info({ channel: channels.privateRoom }))).toBe('channel_not_found')
  const members = (more = {}) => conversations.members({ channel: channels.cakeOps, ...more })
  const first = await members({ limit: 5 })
  const rest = await members({ limit: 5, cursor: first.response_metadata?.next_cursor })
  expect(rest.response_metadata?.next_cursor).toBe('')
  expect(new Set([...first.members!, ...rest.members!]).size).toBe(9)
  expect(await errorOf(members({ cursor: 'nonsense' }))).toBe('invalid_cursor')
  for (const limit of [0, -1, 1001, 1.5])
    expect([limit, await errorOf(members({ limit }))]).toEqual([limit, 'invalid_limit'])
})
