/** What somebody may do. Each role stands alone: an approver who should also look things up has both. */
export type Role = 'viewer' | 'requester' | 'approver' | 'admin'

/** Who asks: always looked up from Slack's current data, never taken from what a button carries. */
export interface Person {
  readonly userId: string
  readonly teamId: string
  readonly name: string
  readonly roles: ReadonlySet<Role>
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

/**
 * What a Slack user may do here: full members look and ask; the admins of the configuration also approve; guests look
 * only where the configuration lets them; everybody else nothing.
 */
export function standing(user: SlackUser, trust: Trust): Standing {
  if (user.isBot || user.isDeactivated) return { allowed: false, sentence: null }
  if (user.isStranger || user.teamId !== trust.teamId) {
    return { allowed: false, sentence: 'This bot answers only members of the workspace it is installed in.' }
  }
  if (user.isGuest) {
    return trust.guestLookups
      ? allow(user, ['viewer'])
      : { allowed: false, sentence: 'Guests cannot use this bot. Ask a full member of the workspace.' }
  }
  return allow(
    user,
    trust.admins.includes(user.id) ? ['viewer', 'requester', 'approver', 'admin'] : ['viewer', 'requester'],
  )
}

function allow(user: SlackUser, roles: readonly Role[]): Standing {
  return {
    allowed: true,
    person: { userId: user.id, teamId: user.teamId, name: user.name, roles: new Set(roles) },
  }
}
