import type { ChannelView, GroupView, PersonView } from '../page/protocol.ts'
import { BOT_USER_ID } from './ids.ts'
import { actors, everyChannel, everyGroup, everyone } from './roster.ts'

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
  /** Gone for good: nobody finds it any more. */
  readonly isDeleted: boolean
  /** Whether the page shows it. */
  readonly isListed: boolean
}

/** What may become of a channel while the workspace runs. */
export interface ChannelChange {
  readonly name?: string
  readonly topic?: string
  readonly isArchived?: boolean
  /** True: it is gone, and its id answers `channel_not_found`. */
  readonly isDeleted?: boolean
  readonly isPrivate?: boolean
  /** False: the app was removed from it. */
  readonly hasBot?: boolean
  /** User ids; the bot is in it as before unless `hasBot` says otherwise. */
  readonly members?: readonly string[]
}

/** What may become of a person while the workspace runs. */
export type PersonChange = Partial<
  Pick<Person, 'name' | 'realName' | 'title' | 'tz' | 'isAdmin' | 'isGuest' | 'deleted'>
>

/** A user group (`@cake-ops`): https://docs.slack.dev/reference/objects/usergroup-object */
export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly members: readonly string[]
}

/** The people and channels of the workspace, and who may see what. */
export interface Directory {
  person(id: string): Person | undefined
  channel(id: string): Channel | undefined
  everyone(): readonly Person[]
  channels(): readonly Channel[]
  groups(): readonly UserGroup[]
  isMember(channelId: string, user: string): boolean
  /** Throws a RangeError where there is no such channel, person or group; so do the other two. */
  changeChannel(id: string, change: ChannelChange): void
  changePerson(id: string, change: PersonChange): void
  changeGroup(id: string, change: Partial<Omit<UserGroup, 'id'>>): void
  /** As at the start. */
  reset(): void
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): Map<string, T> =>
  new Map(list.map((one) => [one.id, one]))

/** The workspace as it is before anybody did anything. */
export function newDirectory(): Directory {
  let persons = byId(everyone)
  let rooms = byId(everyChannel())
  let teams = byId(everyGroup)
  const found = (id: string): Channel | undefined => {
    const room = rooms.get(id)
    return room?.isDeleted ? undefined : room
  }
  return {
    person: (id) => persons.get(id),
    channel: found,
    everyone: () => [...persons.values()],
    channels: () => [...rooms.values()].filter((one) => !one.isDeleted),
    groups: () => [...teams.values()],
    isMember: (channelId, user) => found(channelId)?.members.has(user) ?? false,
    changeChannel: (id, change) => replace(rooms, id, (room) => changedChannel(room, change)),
    changePerson: (id, change) => replace(persons, id, (person) => ({ ...person, ...change })),
    changeGroup: (id, change) => replace(teams, id, (group) => ({ ...group, ...change })),
    reset: () => {
      persons = byId(everyone)
      rooms = byId(everyChannel())
      teams = byId(everyGroup)
    },
  }
}

function replace<T>(list: Map<string, T>, id: string, change: (one: T) => T): void {
  const one = list.get(id)
  if (one === undefined) throw new RangeError(`This workspace has no ${id}`)
  list.set(id, change(one))
}

function changedChannel(room: Channel, { hasBot, members, ...rest }: ChannelChange): Channel {
  const within = new Set(members ?? room.members)
  if (hasBot ?? room.members.has(BOT_USER_ID)) within.add(BOT_USER_ID)
  else within.delete(BOT_USER_ID)
  return { ...room, ...rest, members: within }
}

/** The people the page offers to act as, and the bot. */
export function peopleViews(directory: Directory): PersonView[] {
  return directory
    .everyone()
    .filter((one) => actors.includes(one.id) || one.id === BOT_USER_ID)
    .map((one) => ({
      id: one.id,
      name: one.realName,
      title: one.deleted ? 'Deactivated' : one.title,
      isBot: one.isBot,
    }))
}

/** The user groups that may be mentioned. */
export function groupViews(directory: Directory): GroupView[] {
  return directory.groups().map(({ id, handle }) => ({ id, handle }))
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
      ...(one.isArchived && { isArchived: true }),
    }))
}
