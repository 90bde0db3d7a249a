import type { Piece } from '../../blocks/message.ts'
import { lines, warning } from '../../blocks/pieces.ts'
import { cronProblem, nextOf, planWhenInWords } from '../../core/digests/slots.ts'
import { wallInWords } from '../../core/digests/words.ts'
import { capital } from '../../core/entries.ts'
import type { PlanWhen } from '../../core/digests/plan.ts'
import { isZone, type Slot } from '../../core/digests/when.ts'

/** A digest is read by people: more often than this is a mistake of the expression. */
const LEAST_MS = 60 * 60_000

/** The next times a digest comes. @throws what the expression is wrong about */
function nextTimes(when: PlanWhen, now: Date, many = 3): Slot[] {
  const slots: Slot[] = []
  for (let after = now; slots.length < many; after = slots.at(-1)?.at ?? now) slots.push(nextOf(when, after))
  return slots
}

const NO_CRON = 'A cron expression has five fields, e.g. 0 9 * * 1-5.'

/** What is wrong with a cron expression, for people; undefined: nothing. @param now for how often it comes */
export function cronTrouble(cron: string, zone: string, now: Date): string | undefined {
  // Nicknames, as @daily, are known to some libraries and not to what is kept.
  const problem = cron.split(' ').length === 5 ? cronProblem(cron) : NO_CRON
  if (problem !== undefined) return problem
  const walls = nextTimes({ cron, zone }, now, 10).map(({ wall }) => Date.parse(`${wall.replace(' ', 'T')}Z`))
  const isTooOften = walls.some((wall, index) => wall - (walls[index - 1] ?? -Infinity) < LEAST_MS)
  return isTooOften ? 'That is more often than once an hour.' : undefined
}

/** A cron expression in words, with the next three times, for the form; or what is wrong with it. */
export function cronInWords(typed: string, zone: string, now: Date): Piece | undefined {
  const cron = typed.trim().replaceAll(/\s+/g, ' ')
  if (cron === '') return undefined
  const known = isZone(zone) ? zone : 'UTC'
  const problem = cronTrouble(cron, known, now)
  return problem === undefined ? timesPiece({ cron, zone: known }, now) : warning(problem)
}

/** When a digest comes, in words, with the next three times. */
export function timesPiece(when: PlanWhen, now: Date): Piece {
  const next = nextTimes(when, now).map(({ wall }) => wallInWords(wall))
  return lines([[{ text: capital(planWhenInWords(when)), bold: true }], [`Next: ${next.join(', ')}`]])
}
