import { Cron } from 'croner'
import cronstrue from 'cronstrue'
import type { Plan, PlanWhen } from './plan.ts'
import { instantOf, wallAt } from './wall.ts'
import { nextSlot, type Slot, whenInWords } from './when.ts'

/** What was missed by no more than this counts as sent in time: a restart is no delay to speak of. */
const PUNCTUAL_MS = 10 * 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** No more slots that were missed are looked at, and none is told of that lies further back: the latest ones. */
const MOST = 100

/** The first slot after `after`. @throws RangeError for a plan that never comes */
export function nextOf(when: PlanWhen, after: Date): Slot {
  if (!('cron' in when)) return nextSlot(when, after)
  const [slot] = cronSlots(when, after)
  if (!slot) throw new RangeError(`"${when.cron}" never comes.`)
  return slot
}

/** The slots after `after` up to and with `until`, the earliest first; of many the latest. */
export function slotsOf(when: PlanWhen, after: Date, until: Date, most = MOST): Slot[] {
  const slots: Slot[] = []
  for (const slot of 'cron' in when ? cronSlots(when, after) : daySlots(when, after)) {
    if (slot.at > until) break
    slots.push(slot)
    if (slots.length > most) slots.shift()
  }
  return slots
}

function* daySlots(when: Exclude<PlanWhen, { cron: string }>, after: Date): Generator<Slot> {
  for (let slot = nextSlot(when, after); ; slot = nextSlot(when, slot.at)) yield slot
}

/**
 * An expression is read as if the wall's clock were never changed; what it shows is made an instant of by the one rule
 * for all digests. So several times within an hour that does not exist are one slot, and the doubled hour comes once.
 */
function* cronSlots({ cron, zone }: { cron: string; zone: string }, after: Date): Generator<Slot> {
  const job = cronOf(cron)
  // A jump of the clocks may push a slot into the next day, so the day before is looked at as well.
  let asUtc: Date | null = new Date(Date.parse(`${wallAt(after, zone).replace(' ', 'T')}:00Z`) - DAY_MS)
  let last = after
  while ((asUtc = job.nextRun(asUtc)) !== null) {
    const wall = asUtc.toISOString().slice(0, 16).replace('T', ' ')
    const at = instantOf(wall, zone)
    if (at <= last) continue
    last = at
    yield { wall, at }
  }
}

function cronOf(expression: string): Cron {
  return new Cron(expression, { timezone: 'UTC', mode: '5-part' })
}

/** Why this is no cron expression that a digest can go by, as a sentence; undefined: it is one. */
export function cronProblem(expression: string): string | undefined {
  try {
    if (expression.trim().split(/\s+/).length !== 5) throw new TypeError('five fields are wanted')
    if (cronOf(expression).nextRun() === null) return `"${expression}" never comes.`
    // What it has no words for nobody can check.
    if (cronstrue.toString(expression).includes('undefined')) throw new TypeError('it has no words')
    return undefined
  } catch {
    // Both say what is wrong in their own jargon.
    return `"${expression}" is no cron expression: it has five fields, e.g. 0 9 * * 1-5.`
  }
}

/** When a digest comes, in words: `every weekday at 09:00 Europe/London`. */
export function planWhenInWords(when: PlanWhen): string {
  if (!('cron' in when)) return whenInWords(when)
  const words = cronstrue.toString(when.cron, { use24HourTimeFormat: true })
  return `${words.charAt(0).toLowerCase()}${words.slice(1)} ${when.zone}`
}

/** What is to be done with the slots of a digest that have come. */
export interface Due {
  /** The one to be sent: the latest, if it is not too old. */
  readonly send?: Slot & { readonly late: boolean }
  /** Those that are not, the earliest first. */
  readonly skipped: readonly (Slot & { readonly why: string })[]
  readonly next: Slot
}

/** Which slots of a digest that is due are sent, sent late, and skipped: never more than one is sent. */
export function dueOf({ nextWall, nextAt }: Waiting, { when, lateHours }: Plan, now: Date): Due {
  const slots = [{ wall: nextWall, at: nextAt }, ...slotsOf(when, nextAt, now)]
  const latest = slots.pop()
  if (!latest) throw new Error('there is no slot')
  const why = 'the bot was not running then, and a later one has come since'
  const skipped = slots.map((slot) => ({ ...slot, why }))
  const next = nextOf(when, now > latest.at ? now : latest.at)
  const send = { ...latest, late: isLate(latest.at, now) }
  if (!isTooLate(latest.at, lateHours, now)) return { send, skipped, next }
  return { skipped: [...skipped, { ...latest, why: tooLate(lateHours) }], next }
}

/** The slot that a digest waits for, as the store has it. */
interface Waiting {
  readonly nextWall: string
  readonly nextAt: Date
}

/** Whether what was due at `at` is late enough to be said. */
export function isLate(at: Date, now: Date): boolean {
  return now.getTime() - at.getTime() > PUNCTUAL_MS
}

/** Whether it is too late for a slot. @param lateHours as its plan has it */
export function isTooLate(at: Date, lateHours: number, now: Date): boolean {
  return isLate(at, now) && now.getTime() - at.getTime() >= lateHours * HOUR_MS
}

/** Why a slot was skipped that could have been sent no earlier. */
export function tooLate(lateHours: number): string {
  return lateHours === 0
    ? 'it could not be sent in time, and is not to be sent late'
    : `it could not be sent within ${lateHours} hour${lateHours === 1 ? '' : 's'}`
}
