import { z } from 'zod'
import type { Weight } from './change.ts'

const share = z.number().min(0).max(100_000)
const people = z.object({
  /** Slack's ids of people (U…, W…). */
  users: z.array(z.string().regex(/^[UW][A-Z0-9]{2,}$/)).default([]),
  /** Slack's ids of user groups (S…). */
  groups: z.array(z.string().regex(/^S[A-Z0-9]{2,}$/)).default([]),
})

/** When a rule applies: all that is given must hold. Nothing given: always. */
const Condition = z.strictObject({
  /** `offer pause`, `offer` for all of a noun, … any of them. */
  commands: z.array(z.string().min(1).max(60)).max(50).optional(),
  creates: z.boolean().optional(),
  deletes: z.boolean().optional(),
  /** The payout rises, or falls, by at least so much (in its currency), or so many percent. */
  payoutUpBy: z.number().nonnegative().optional(),
  payoutUpPercent: share.optional(),
  payoutDownBy: z.number().nonnegative().optional(),
  payoutDownPercent: share.optional(),
  /** Revenue less payout is below zero afterwards. */
  marginBelowZero: z.boolean().optional(),
  /** What is paused had at least so many clicks yesterday. */
  pausesClicks: z.number().int().nonnegative().optional(),
  /** At least so many objects at once. */
  objects: z.number().int().positive().optional(),
})

/** What it takes to carry out a change. */
export type Rule = z.infer<typeof Rule>
export const Rule = z.strictObject({
  name: z.string().trim().min(1).max(80),
  when: Condition.default({}),
  /** 0: none is needed. The requester's own never counts. */
  approvals: z.number().int().min(0).max(5),
  /** Who may approve; absent: every approver. */
  approvers: people.optional(),
})

export const Rules = z.array(Rule).max(30)

/** Everything needs one approval, by any approver. */
export const DEFAULT_RULE: Rule = { name: 'default', when: {}, approvals: 1 }

/** A change as the rules see it. */
export interface Weighed {
  /** `offer pause` */
  readonly command: string
  readonly weight: Weight
  readonly objects: number
}

/**
 * The first rule that applies; without one, the default. What another command does as well never needs less than that
 * command: an edit is no way around what a pause needs.
 */
export function ruleFor(rules: readonly Rule[], change: Weighed): Rule {
  const own = firstOf(rules, change)
  const { does } = change.weight
  if (!does) return own
  const other = firstOf(rules, { ...change, command: does.command })
  const isNamed = own.when.commands?.includes(change.command) ?? false
  return does.isAll && !isNamed ? other : stricter(own, other)
}

function firstOf(rules: readonly Rule[], change: Weighed): Rule {
  return rules.find((rule) => applies(rule, change)) ?? DEFAULT_RULE
}

/** More approvals; of as many, those that only certain people can give. */
function stricter(one: Rule, other: Rule): Rule {
  if (one.approvals !== other.approvals) return one.approvals > other.approvals ? one : other
  return one.approvers === undefined ? other : one
}

function applies({ when }: Rule, { command, weight, objects }: Weighed): boolean {
  return (
    (when.commands === undefined || when.commands.some((one) => isOf(command, one))) &&
    (when.creates === undefined || when.creates === (weight.creates === true)) &&
    (when.deletes === undefined || when.deletes === (weight.deletes === true)) &&
    payoutMoves(when, weight) &&
    (when.marginBelowZero === undefined || when.marginBelowZero === (weight.marginAfter ?? 0) < 0) &&
    (when.pausesClicks === undefined || (weight.pausesClicks ?? -1) >= when.pausesClicks) &&
    (when.objects === undefined || objects >= when.objects)
  )
}

function isOf(command: string, named: string): boolean {
  return command === named || command.startsWith(`${named} `)
}

/** From nothing, any rise is above every share. */
function payoutMoves(when: Rule['when'], { payoutBefore = 0, payoutAfter = payoutBefore }: Weight): boolean {
  const up = exact(payoutAfter - payoutBefore)
  const percent = up === 0 ? 0 : payoutBefore === 0 ? Infinity : exact((Math.abs(up) / payoutBefore) * 100)
  const least = (limit: number | undefined, by: number) => limit === undefined || (by > 0 && by >= limit)
  return (
    least(when.payoutUpBy, up) &&
    least(when.payoutUpPercent, up > 0 ? percent : 0) &&
    least(when.payoutDownBy, -up) &&
    least(when.payoutDownPercent, up < 0 ? percent : 0)
  )
}

/** Without what binary fractions leave: $22.20 is 20 % above $18.50, and not 19.999999999999996 %. */
function exact(number: number): number {
  return Math.round(number * 1e8) / 1e8
}

/** Whether a rule lets this person approve; that they are an approver, and not the requester, is looked at apart. */
export function mayApprove(
  rule: Rule,
  requester: string,
  person: { readonly userId: string; readonly groups: ReadonlySet<string> },
): boolean {
  if (person.userId === requester) return false
  const { approvers } = rule
  if (approvers === undefined) return true
  return approvers.users.includes(person.userId) || approvers.groups.some((group) => person.groups.has(group))
}

/** A rule in words, for the card and the record: `2 approvals (payout up by 20 %)`. */
export function ruleInWords({ name, approvals }: Rule): string {
  const why = name === DEFAULT_RULE.name ? '' : ` (${name})`
  if (approvals === 0) return `no approval${why}`
  return `${approvals === 1 ? 'one approval' : `${approvals} approvals`}${why}`
}
