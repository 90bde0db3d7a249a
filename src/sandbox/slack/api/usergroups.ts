import type { UserGroup } from '../directory.ts'
import { TEAM_ID, people } from '../ids.ts'
import { ApiError, flag, required, type Answer, type Args, type Method } from './method.ts'

/** https://docs.slack.dev/reference/methods#usergroups */
export const usergroups: Readonly<Record<string, Method>> = {
  'usergroups.list': {
    token: 'bot',
    scope: 'usergroups:read',
    run: ({ directory }, args) => ({
      usergroups: directory.groups().map((group) => groupObject(group, args)),
    }),
  },
  'usergroups.users.list': {
    token: 'bot',
    scope: 'usergroups:read',
    run: ({ directory }, args) => {
      const id = required(args, 'usergroup')
      const group = directory.groups().find((one) => one.id === id)
      if (group === undefined) throw new ApiError('no_such_subteam')
      return { users: group.members }
    },
  },
}

/** https://docs.slack.dev/reference/objects/usergroup-object */
function groupObject({ id, handle, name, members }: UserGroup, args: Args): Answer {
  return {
    id,
    team_id: TEAM_ID,
    is_usergroup: true,
    is_subteam: true,
    name,
    description: '',
    handle,
    is_external: false,
    date_create: 1763000000,
    date_update: 1763000000,
    date_delete: 0,
    auto_type: null,
    created_by: people.admin,
    updated_by: people.admin,
    deleted_by: null,
    prefs: { channels: [], groups: [] },
    ...(flag(args, 'include_users') && { users: members }),
    ...(flag(args, 'include_count') && { user_count: String(members.length) }),
  }
}
