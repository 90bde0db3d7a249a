import { type Audience, type Governance, isIn } from './changes/governance.ts'

/** What somebody may do. Each role stands alone: an approver who should also look things up has both. */
export type Role = 'viewer' | 'requester' | 'approver' | 'admin'

/** Who asks: always looked up from Slack's current data, never taken from what a button carries. */
export interface Person {
  readonly userId: string
  readonly teamId: string
  readonly name: string
  readonly roles: ReadonlySet<Role>
  /** Slack's ids of the user groups they are in, as far as anybody asks for groups. */
  readonly groups: ReadonlySet<string>
  /** Whether they may see payouts, revenue and margins. */
  readonly money: boolean
}

/** What Slack says of a user (users.info), as far as it decides what they may do. */
export interface SlackUser {
  readonly id: string
  readonly teamId: string
  readonly name: string
  readonly isBot: boolean
  readonly isDeactivated: boolean
  /** A single- or multi-channel guest. */
  readonly isGuest: boolean
  /** Somebody of another organisation in a shared (Slack Connect) channel. */
  readonly isStranger: boolean
}

/** Who this workspace trusts with what, from the configuration. */
export interface Trust {
  readonly teamId: string
  readonly admins: readonly string[]
  readonly guestLookups: boolean
}

export type Standing =
  | { readonly allowed: true; readonly person: Person }
  /** `sentence` is what they are told; null where there is nobody to tell (a bot, a deactivated user). */
  | { readonly allowed: false; readonly sentence: string | null }

/** What decides besides Slack's record of the user. */
export interface Governed {
  readonly governance: Governance
  /** Slack's ids of those user groups of the governance that the user is in. */
  readonly groups: ReadonlySet<string>
}

/**
 * What a Slack user may do here: full members what the governance says (at first: look and ask), the admins of the
 * configuration everything; guests look only where the configuration lets them; everybody else nothing.
 */
export function standing(user: SlackUser, trust: Trust, governed: Governed): Standing {
  if (user.isBot || user.isDeactivated) return { allowed: false, sentence: null }
  if (user.isStranger || user.teamId !== trust.teamId) {
    return { allowed: false, sentence: 'This bot answers only members of the workspace it is installed in.' }
  }
  if (user.isGuest) {
    return trust.guestLookups
      ? allow(user, ['viewer'], governed)
      : { allowed: false, sentence: 'Guests cannot use this bot. Ask a full member of the workspace.' }
  }
  const roles = rolesOf(user, trust, governed)
  return roles.length > 0
    ? allow(user, roles, governed, trust.admins)
    : {
        allowed: false,
        sentence: 'You have no access to this bot. An admin can give it with /cake settings.',
      }
}

function rolesOf({ id: userId }: SlackUser, { admins }: Trust, { governance, groups }: Governed): Role[] {
  if (admins.includes(userId)) return ['viewer', 'requester', 'approver', 'admin']
  const has = (audience: Audience) => isIn(audience, { userId, groups })
  return [
    ...(has(governance.viewers) ? (['viewer'] as const) : []),
    ...(has(governance.requesters) ? (['requester'] as const) : []),
    ...(has(governance.approvers) ? (['approver'] as const) : []),
    ...(has(governance.admins) ? (['admin'] as const) : []),
  ]
}

function allow(
  user: SlackUser,
  roles: readonly Role[],
  { governance, groups }: Governed,
  admins: readonly string[] = [],
): Standing {
  const { id: userId, teamId, name } = user
  const money = admins.includes(userId) || isIn(governance.money, { userId, groups })
  return { allowed: true, person: { userId, teamId, name, roles: new Set(roles), groups, money } }
}
