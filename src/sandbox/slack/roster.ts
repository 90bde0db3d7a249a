import type { Channel, Person, UserGroup } from './directory.ts'
import { BOT_USER_ID, OTHER_TEAM_ID, TEAM_ID, botDm, channels, people, userGroups } from './ids.ts'

function person(
  id: string,
  name: string,
  realName: string,
  title: string,
  more: Partial<Person> = {},
): Person {
  return {
    id,
    name,
    realName,
    title,
    teamId: TEAM_ID,
    tz: 'America/New_York',
    isAdmin: false,
    isBot: false,
    isGuest: false,
    deleted: false,
    ...more,
  }
}

/** All people of the workspace, and the bot. */
export const everyone: readonly Person[] = [
  person(people.admin, 'ada', 'Ada Okafor', 'Admin', { isAdmin: true }),
  person(people.approver, 'sam', 'Sam Rivera', 'Approver'),
  person(people.manager, 'mia', 'Mia Chen', 'Account manager', { tz: 'America/Los_Angeles' }),
  person(people.viewer, 'noah', 'Noah Berg', 'Viewer', { tz: 'Europe/Berlin' }),
  person(people.guest, 'gus', 'Gus Lindqvist', 'Guest', { isGuest: true, tz: 'Europe/Stockholm' }),
  person(people.stranger, 'priya', 'Priya Nair', 'Slack Connect', { teamId: OTHER_TEAM_ID }),
  person(people.deactivated, 'lena', 'Lena Fischer', 'Deactivated', { deleted: true }),
  person(people.someBot, 'deploys', 'Deploys', 'App', { isBot: true }),
  person(BOT_USER_ID, 'cake', 'CAKE', 'App', { isBot: true }),
]

/** The five one can act as on the page, in its order. */
export const actors: readonly string[] = [
  people.admin,
  people.approver,
  people.manager,
  people.viewer,
  people.guest,
]
const staff = actors.filter((id) => id !== people.guest)

function channel(id: string, name: string, topic: string, members: readonly string[]): Channel {
  return {
    id,
    name,
    topic,
    members: new Set(members),
    isDm: id.startsWith('D'),
    isPrivate: id === channels.privateRoom,
    isArchived: id === channels.archived,
    isDeleted: false,
    isListed: id !== channels.archived && id !== channels.privateRoom,
  }
}

export const everyGroup: readonly UserGroup[] = [
  {
    id: userGroups.ops,
    handle: 'cake-ops',
    name: 'CAKE operations',
    members: [people.manager, people.approver],
  },
  {
    id: userGroups.approvers,
    handle: 'cake-approvers',
    name: 'CAKE approvers',
    members: [people.approver, people.admin],
  },
]

/** The channels and direct messages, made anew each time. */
export function everyChannel(): readonly Channel[] {
  const ops = [...actors, people.stranger, people.deactivated, people.someBot, BOT_USER_ID]
  return [
    channel(channels.general, 'general', 'Everyone, about everything', staff),
    channel(channels.cakeOps, 'cake-ops', 'Offers, affiliates and links: ask here', ops),
    channel(channels.cakeApprovals, 'cake-approvals', 'Changes that wait for a yes', [...staff, BOT_USER_ID]),
    channel(channels.cakeDaily, 'cake-daily', 'The morning numbers', [...staff, BOT_USER_ID]),
    channel(channels.archived, 'cake-2019', '', [...staff, BOT_USER_ID]),
    channel(channels.privateRoom, 'leads', '', [people.admin]),
    ...[...actors, people.stranger].map((user) => channel(botDm(user), 'CAKE', '', [user, BOT_USER_ID])),
  ]
}
