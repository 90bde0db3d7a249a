/** A user group of the workspace. */
export interface UserGroup {
  /** Slack's id: S… */
  readonly id: string
  /** `@cake-ops`, without the sign. */
  readonly handle: string
  readonly name: string
}

/** What is known of the people of the workspace: the port to Slack for what no click stands behind. */
export interface Directory {
  /** All user groups. @throws what the Web API throws */
  userGroups(): Promise<readonly UserGroup[]>
  /** Which of these user groups somebody is in at this moment. @throws what the Web API throws */
  groupsOf(userId: string, groups: ReadonlySet<string>): Promise<ReadonlySet<string>>
  /** Whether somebody may see money at this moment. @throws what the Web API throws */
  seesMoney(userId: string): Promise<boolean>
  /** Whether somebody's account is one that people still use. @throws what the Web API throws */
  isActive(userId: string): Promise<boolean>
  /** A channel as it is at this moment; undefined where Slack does not let the bot know. @throws Unpostable for one that is gone */
  channel(id: string): Promise<ChannelFacts | undefined>
  /** Whether somebody is in a channel at this moment. @throws Unpostable for one that is gone, and what else the Web API throws */
  isIn(userId: string, channel: string): Promise<boolean>
}

/** What matters of a channel for whoever speaks in it. */
export interface ChannelFacts {
  /** `cake-daily`, at this moment; absent for direct messages. */
  readonly name?: string
  readonly isArchived: boolean
  /** Whether the bot is in it. */
  readonly isMember: boolean
  /** Not everybody may know of it: a private channel, or direct messages. */
  readonly isPrivate: boolean
  /** With another company, or with another workspace: not all who read there are of this one. */
  readonly isShared: boolean
}

/** The select of user groups, by its action_id: it fills as people type. */
export const USER_GROUPS = 'user-groups'

/** How a user group reads in a select. */
export function groupLabel({ name, handle }: Pick<UserGroup, 'name' | 'handle'>): string {
  return `${name} (@${handle})`
}
