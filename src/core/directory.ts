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
}

/** The select of user groups, by its action_id: it fills as people type. */
export const USER_GROUPS = 'user-groups'

/** How a user group reads in a select. */
export function groupLabel({ name, handle }: Pick<UserGroup, 'name' | 'handle'>): string {
  return `${name} (@${handle})`
}
