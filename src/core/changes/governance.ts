import { z } from 'zod'
import { Rules } from './rules.ts'

const Audience = z.strictObject({
  /** Every full member of the workspace. */
  everyone: z.boolean().default(false),
  users: z
    .array(z.string().regex(/^[UW][A-Z0-9]{2,}$/))
    .max(200)
    .default([]),
  groups: z
    .array(z.string().regex(/^S[A-Z0-9]{2,}$/))
    .max(50)
    .default([]),
})
/** Who: everyone, or these people and the people of these user groups. */
export type Audience = z.infer<typeof Audience>

/** How changes are governed, as `/cake settings` sets it: the one setting of this name in the store. */
export type Governance = z.infer<typeof Governance>
export const Governance = z.strictObject({
  viewers: Audience.default({ everyone: true, users: [], groups: [] }),
  requesters: Audience.default({ everyone: true, users: [], groups: [] }),
  /** Beside the admins of the configuration. */
  approvers: Audience.default({ everyone: false, users: [], groups: [] }),
  admins: Audience.default({ everyone: false, users: [], groups: [] }),
  /** Who sees payouts, revenue and margins. */
  money: Audience.default({ everyone: true, users: [], groups: [] }),
  /** Slack's id of a channel; absent: as the configuration says. */
  approvalsChannel: z
    .string()
    .regex(/^[CG][A-Z0-9]{2,}$/)
    .optional(),
  rules: Rules.default([]),
  /** How long a request waits, and then how long an approved one may take to be carried out. */
  expiryHours: z.number().int().min(1).max(720).default(24),
})

export const GOVERNANCE = 'governance'

/** The settings cannot be understood: a newer version of the program has stored them. Then nobody may do anything. */
export class UnreadableSettings extends Error {
  override readonly name = 'UnreadableSettings'
}

export const UNREADABLE =
  'The settings of this bot were stored by a newer version of it, so it lets nobody do anything until it is updated.'

/** The setting as it was stored. @throws UnreadableSettings */
export function readGovernance(stored: unknown): Governance {
  const read = Governance.safeParse(stored ?? {})
  if (read.success) return read.data
  throw new UnreadableSettings(UNREADABLE, { cause: read.error })
}

/** Nobody has set anything yet: every full member may look and ask. */
export const UNGOVERNED: Governance = Governance.parse({})

/** All user groups that it names anywhere. */
export function groupsIn({ viewers, requesters, approvers, admins, money, rules }: Governance): Set<string> {
  const audiences = [
    viewers,
    requesters,
    approvers,
    admins,
    money,
    ...rules.map(({ approvers: some }) => some),
  ]
  return new Set(audiences.flatMap((audience) => audience?.groups ?? []))
}

/** Whether an audience has this person. */
export function isIn(
  { everyone, users, groups }: Audience,
  person: { readonly userId: string; readonly groups: ReadonlySet<string> },
): boolean {
  return everyone || users.includes(person.userId) || groups.some((group) => person.groups.has(group))
}
