import type { ChannelView, PersonView } from '../page/protocol.ts'
import { BOT_USER_ID, OTHER_TEAM_ID, TEAM_ID, botDm, channels, people, userGroups } from './ids.ts'

export interface Person {
  readonly id: string
  readonly teamId: string
  /** The handle. */
  readonly name: string
  readonly realName: string
  readonly title: string
  readonly tz: string
  readonly isAdmin: boolean
  readonly isBot: boolean
  readonly isGuest: boolean
  readonly deleted: boolean
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly topic: string
  readonly members: Set<string>
  readonly isDm: boolean
  readonly isPrivate: boolean
  readonly isArchived: boolean
  /** Whether the page shows it. */
  readonly isListed: boolean
}

/** A user group (`@cake-ops`): https://docs.slack.dev/reference/objects/usergroup-object */
export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly members: readonly string[]
}

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

const everyone: readonly Person[] = [
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
const actors: readonly string[] = [people.admin, people.approver, people.manager, people.viewer, people.guest]
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
    isListed: id !== channels.archived && id !== channels.privateRoom,
  }
}

const groups: readonly UserGroup[] = [
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

/** The people and channels of the workspace, and who may see what. */
export interface Directory {
  person(id: string): Person | undefined
  channel(id: string): Channel | undefined
  everyone(): readonly Person[]
  channels(): readonly Channel[]
  groups(): readonly UserGroup[]
  isMember(channelId: string, user: string): boolean
}

/** The workspace as it is before anybody did anything. */
export function newDirectory(): Directory {
  const ops = [...actors, people.stranger, people.deactivated, people.someBot, BOT_USER_ID]
  const list = [
    channel(channels.general, 'general', 'Everyone, about everything', staff),
    channel(channels.cakeOps, 'cake-ops', 'Offers, affiliates and links: ask here', ops),
    channel(channels.cakeApprovals, 'cake-approvals', 'Changes that wait for a yes', [...staff, BOT_USER_ID]),
    channel(channels.cakeDaily, 'cake-daily', 'The morning numbers', [...staff, BOT_USER_ID]),
    channel(channels.archived, 'cake-2019', '', [...staff, BOT_USER_ID]),
    channel(channels.privateRoom, 'leads', '', [people.admin]),
    ...[...actors, people.stranger].map((user) => channel(botDm(user), 'CAKE', '', [user, BOT_USER_ID])),
  ]
  const byId = new Map(everyone.map((one) => [one.id, one]))
  const channelsById = new Map(list.map((one) => [one.id, one]))
  return {
    person: (id) => byId.get(id),
    channel: (id) => channelsById.get(id),
    everyone: () => everyone,
    channels: () => list,
    groups: () => groups,
    isMember: (channelId, user) => channelsById.get(channelId)?.members.has(user) ?? false,
  }
}

/** The people the page offers to act as, and the bot. */
export function peopleViews(): PersonView[] {
  return everyone
    .filter((one) => actors.includes(one.id) || one.id === BOT_USER_ID)
    .map((one) => ({ id: one.id, name: one.realName, title: one.title, isBot: one.isBot }))
}

/** The channels the page shows to this person (to nobody in particular: all it ever shows). */
export function channelViews(directory: Directory, as?: string): ChannelView[] {
  return directory
    .channels()
    .filter((one) => one.isListed && (as === undefined || one.members.has(as)))
    .map((one) => ({
      id: one.id,
      name: one.name,
      kind: one.isDm ? 'dm' : 'channel',
      topic: one.topic,
      members: [...one.members],
    }))
}
