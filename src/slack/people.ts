import type { webApi } from '@slack/bolt'
import type { UserGroup } from '../core/directory.ts'
import type { SlackUser } from '../core/person.ts'
import { recentFigures } from '../core/recent.ts'
import { failure, whenAllowed } from './failure.ts'
import type { WebClient } from './web.ts'

export interface People {
  /**
   * Who this is, as Slack says now or said within the last minute.
   * @throws what the Web API throws: then nobody knows who asks, and nothing may be answered.
   */
  find(userId: string): Promise<SlackUser>
  /**
   * Which of these user groups somebody is in, as Slack says now or said within the last minute.
   * @throws what the Web API throws
   */
  groupsOf(userId: string, groups: ReadonlySet<string>): Promise<ReadonlySet<string>>
  /** All user groups that are not disabled. @throws what the Web API throws */
  userGroups(): Promise<readonly UserGroup[]>
}

/** Long enough for a few clicks in a row, short enough that who was removed is soon nobody here. In milliseconds. */
const KEEP = 60_000
const MOST = 5_000

type User = NonNullable<webApi.UsersInfoResponse['user']>

/** Looks people up, each at most once a minute. @param teamId the workspace the bot is installed in */
export function createPeople(client: WebClient, teamId: () => string, clock: () => number): People {
  const recent = recentFigures(() => new Date(clock()), KEEP, MOST)
  return {
    find: (userId) => recent.get(userId, () => lookUp(client, userId, teamId())),
    async groupsOf(userId, groups) {
      const members = await Promise.all(
        [...groups].map(async (group) => {
          const users = await recent.get(`group ${group}`, () => membersOf(client, group))
          return users.has(userId) ? [group] : []
        }),
      )
      return new Set(members.flat())
    },
    userGroups: () => recent.get('user groups', () => groupsIn(client)),
  }
}

async function groupsIn(client: WebClient): Promise<UserGroup[]> {
  const { usergroups = [] } = await whenAllowed(() => client.usergroups.list({}))
  return usergroups.flatMap(({ id, handle = '', name = handle, date_delete }) =>
    id === undefined || (date_delete ?? 0) > 0 ? [] : [{ id, handle, name }],
  )
}

/** The people of a user group; nobody where it is gone or disabled: then it lets nobody do anything. */
async function membersOf(client: WebClient, usergroup: string): Promise<ReadonlySet<string>> {
  try {
    const { users = [] } = await whenAllowed(() => client.usergroups.users.list({ usergroup }))
    return new Set(users)
  } catch (error) {
    const failed = failure(error)
    if (failed?.kind === 'refused' && failed.code === 'no_such_subteam') return new Set()
    throw error
  }
}

async function lookUp(client: WebClient, userId: string, teamId: string): Promise<SlackUser> {
  const { user } = await whenAllowed(() => client.users.info({ user: userId }))
  if (!user) throw new Error('users.info answered without a user')
  return asSlackUser(user, userId, teamId)
}

/** What of Slack's record decides: https://docs.slack.dev/reference/objects/user-object */
export function asSlackUser(user: User, userId: string, teamId: string): SlackUser {
  // In an Enterprise organisation `team_id` may be another of its workspaces: all of the person's are listed.
  const here = user.team_id === teamId || user.enterprise_user?.teams?.includes(teamId) === true
  return {
    id: userId,
    teamId: here ? teamId : (user.team_id ?? ''),
    name: user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || userId,
    // Slackbot's record says that it is no bot.
    isBot: user.is_bot === true || user.is_workflow_bot === true || userId === 'USLACKBOT',
    isDeactivated: user.deleted === true,
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    isStranger: user.is_stranger === true,
  }
}
