import type { Change as Kept } from '../../store/change.ts'
import { dayInZone } from '../days.ts'
import type { Person } from '../person.ts'
import { contextOf, type Desk } from './desk.ts'
import { changed } from './difference.ts'
import { sentences, type FormMeta } from './form.ts'
import type { Governance } from './governance.ts'
import type { Values } from './fields.ts'
import { knownTo, type Reviewed, type Said } from './review.ts'
import { ruleFor, type Rule } from './rules.ts'
import type { KeptDifference } from './said.ts'

const HOUR = 3_600_000

/** What somebody asks for, reviewed. */
export interface Asking {
  readonly said: Said
  readonly reviewed: Reviewed
  readonly reason: string
  readonly person: Person
  readonly meta: FormMeta
  readonly rule: Rule
  readonly governance: Governance
}

/** The rule for a change as it was reviewed. */
export function ruleOf(governance: Governance, { command }: Said, { weight }: Reviewed): Rule {
  return ruleFor(governance.rules, { command, weight, objects: 1 })
}

/**
 * Keeps what is asked, once; the worker tells everybody. `first` is false where this form has asked before.
 * @throws CakeError
 */
export async function ask(
  desk: Desk,
  asking: Asking,
): Promise<{ readonly change: Kept; readonly first: boolean }> {
  const { said, reviewed, reason, person, meta, rule, governance } = asking
  const now = desk.now().getTime()
  const after = changed(reviewed.lines)
  const known = await knownTo(contextOf(desk, dayInZone(desk.now(), desk.cake.zone)), said, after)
  const asked = await desk.store.changes.ask({
    askedKey: meta.key,
    command: said.command,
    input: said.given,
    about: aboutOf(said, reviewed),
    touches: reviewed.touches,
    before: reviewed.before,
    after,
    difference: differenceAsked(said, reviewed, known),
    requester: { userId: person.userId, teamId: person.teamId },
    reason,
    rule,
    approvalsNeeded: rule.approvals,
    askedIn: { channel: meta.channel, thread: meta.thread, name: person.name },
    expiresAt: new Date(now + governance.expiryHours * HOUR),
    remindAt: new Date(now + (governance.expiryHours * HOUR) / 2),
    undoOf: meta.undoOf,
  })
  desk.kick()
  return asked
}

function aboutOf({ change }: Said, { subject, title }: Reviewed) {
  return subject ? { ...subject, title } : { kind: change.makes ?? 'offer', title }
}

function differenceAsked({ change }: Said, reviewed: Reviewed, known: Values): KeptDifference {
  const { lines, derived, impact, guard: own } = reviewed
  const guard = { ...own, ...known }
  return { lines, derived, impact, guard, warnings: sentences(reviewed), isNew: change.subject === undefined }
}
