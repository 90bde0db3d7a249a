/** Who and what is in the sandbox's workspace, by the ids that Slack would have given them. */
export const people = {
  admin: 'U0ADMIN001',
  approver: 'U0APPROV01',
  manager: 'U0MANAGER1',
  viewer: 'U0VIEWER01',
  guest: 'U0GUEST001',
  /** From another company, by Slack Connect. */
  stranger: 'U0STRANGE1',
  deactivated: 'U0GONE0001',
  someBot: 'U0OTHERBOT',
} as const

export const channels = {
  general: 'C0GENERAL1',
  cakeOps: 'C0CAKEOPS1',
  cakeApprovals: 'C0CAKEAPPR',
  cakeDaily: 'C0CAKEDALY',
  archived: 'C0ARCHIVED',
  /** The admin's alone; the bot is not in it. */
  privateRoom: 'C0PRIVATE1',
} as const

export const userGroups = {
  ops: 'S0CAKEOPS1',
  approvers: 'S0CAKEAPPR',
} as const

export const TEAM_ID = 'T0SANDBOX1'
export const TEAM_DOMAIN = 'cake-sandbox'
export const OTHER_TEAM_ID = 'T0PARTNER1'
export const APP_ID = 'A0CAKEAPP1'
export const BOT_ID = 'B0CAKEBOT1'
export const BOT_USER_ID = 'U0CAKEBOT1'

/** The direct messages between a person and the bot. */
export function botDm(user: string): string {
  return `D0${user.slice(2)}`
}

/**
 * Ids that never repeat: counted on from the time they start at, and not set back by a reset, so that a bot that
 * remembers what it has seen never takes a new delivery for an old one.
 */
export function idMaker(startAt: number): (prefix: string) => string {
  // A thousand to the millisecond: more than a workspace hands out before it can be opened anew.
  let count = startAt * 1000
  return (prefix) => {
    count += 1
    return `${prefix}${count.toString(36).toUpperCase().padStart(9, '0')}`
  }
}
