import type { Workspace } from '../core.ts'
import type { Person } from '../directory.ts'
import { BOT_ID, BOT_USER_ID, TEAM_ID } from '../ids.ts'
import { ApiError, required, type Answer, type Method } from './method.ts'

/** https://docs.slack.dev/reference/methods#users */
export const users: Readonly<Record<string, Method>> = {
  'users.info': {
    token: 'bot',
    scope: 'users:read',
    run: ({ directory }, args) => {
      const person = directory.person(required(args, 'user'))
      if (person === undefined) throw new ApiError('user_not_found')
      return { user: userObject(person) }
    },
  },
  'users.list': {
    token: 'bot',
    scope: 'users:read',
    run: (workspace: Workspace) => ({
      members: workspace.directory
        .everyone()
        .filter((one) => one.teamId === TEAM_ID)
        .map(userObject),
      response_metadata: { next_cursor: '' },
    }),
  },
}

/** https://docs.slack.dev/reference/objects/user-object. A deactivated person's has few fields. */
function userObject(person: Person): Answer {
  const profile = {
    real_name: person.realName,
    display_name: person.name,
    real_name_normalized: person.realName,
    display_name_normalized: person.name,
    team: person.teamId,
    ...(person.id === BOT_USER_ID && { bot_id: BOT_ID, api_app_id: 'A0CAKEAPP1' }),
  }
  const basic = {
    id: person.id,
    team_id: person.teamId,
    name: person.name,
    deleted: person.deleted,
    profile,
    is_bot: person.isBot,
    is_app_user: false,
    updated: 1763000000,
  }
  if (person.deleted) return basic
  return {
    ...basic,
    real_name: person.realName,
    tz: person.tz,
    is_admin: person.isAdmin,
    is_owner: person.isAdmin,
    is_primary_owner: person.isAdmin,
    is_restricted: person.isGuest,
    is_ultra_restricted: false,
    ...(person.teamId !== TEAM_ID && { is_stranger: true }),
  }
}
