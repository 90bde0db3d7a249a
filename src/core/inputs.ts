import { z } from 'zod'
import { isDay, plusDays } from './days.ts'
import { nearest } from './suggest.ts'

/** The pieces that inputs of commands are made of. Values arrive as text; messages are whole sentences for people. */

/** An id of CAKE's: a whole number from 1. `what` names the thing: 'offer'. */
export function id(what: string) {
  return z
    .string()
    .regex(/^\d+$/, `The ${what} must be an id, a whole number.`)
    .regex(/^\d{1,15}$/, `The ${what} must be an id: no id of CAKE has more than 15 digits.`)
    .transform(Number)
    .refine((value) => value > 0, `The ${what} must be an id, a whole number from 1.`)
}

/** Free words, at most `max` characters. */
export function freeText(max = 500) {
  return z.string().trim().min(1).max(max, `Use at most ${max} characters.`)
}

/** One of a few words, in any case; `what` names the filter. */
export function oneOf<const W extends readonly [string, ...string[]]>(what: string, words: W) {
  return z
    .string()
    .transform((text) => text.toLowerCase())
    .refine((text): text is W[number] => words.includes(text), {
      error: (issue) => notOneOf(what, String(issue.input), words),
    })
}

function notOneOf(what: string, given: string, words: readonly string[]): string {
  const near = nearest(given, words)
  const shown = given.slice(0, 40)
  return `${what} cannot be "${shown}"; it is one of ${words.join(', ')}.${near ? ` Did you mean ${near}?` : ''}`
}

/** The page of a list, from 1. */
export const page = z
  .string()
  .regex(/^\d{1,5}$/, 'The page must be a whole number.')
  .transform((text) => Math.max(1, Number(text)))
  .default(1)

/** A whole number from `min` to `max`. */
export function wholeNumber(what: string, min: number, max: number) {
  const sentence = `${what} must be a whole number from ${min} to ${max}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= min && value <= max, sentence)
}

/** Days from and to, both included, in the network's zone. */
export interface Range {
  readonly from: string
  readonly to: string
}

const RANGES = [
  'today',
  'yesterday',
  'last-7d',
  'last-30d',
  'this-week',
  'last-week',
  'mtd',
  'last-month',
] as const

/** A range's name, or `2026-01-01..2026-01-31`, or one day; `rangeDays` makes days of it. */
export const range = z
  .string()
  .transform((text) => text.toLowerCase())
  .refine((text) => isRange(text), {
    error: (issue) => badRange(String(issue.input)),
  })

/** The days of a range. Weeks begin on Monday; 'last-7d' are the last 7 full days, without today. */
export function rangeDays(text: string, today: string): Range {
  const yesterday = plusDays(today, -1)
  const monday = plusDays(today, -((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7))
  const first = `${today.slice(0, 8)}01`
  switch (text) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: yesterday, to: yesterday }
    case 'last-7d':
      return { from: plusDays(today, -7), to: yesterday }
    case 'last-30d':
      return { from: plusDays(today, -30), to: yesterday }
    case 'this-week':
      return { from: monday, to: today }
    case 'last-week':
      return { from: plusDays(monday, -7), to: plusDays(monday, -1) }
    case 'mtd':
      return { from: first, to: today }
    case 'last-month': {
      const end = plusDays(first, -1)
      return { from: `${end.slice(0, 8)}01`, to: end }
    }
    default: {
      const [from = text, to = from] = text.split('..')
      return { from, to }
    }
  }
}

/** Before the first network and after the last plan; it also keeps arithmetic inside the calendar. */
const FIRST_DAY = '2000-01-01'
const LAST_DAY = '2100-12-31'

/** Whether `range` takes these words. */
export function isRange(text: string): boolean {
  if ((RANGES as readonly string[]).includes(text)) return true
  const [from = '', to = from, ...more] = text.split('..')
  return more.length === 0 && isDay(from) && isDay(to) && FIRST_DAY <= from && from <= to && to <= LAST_DAY
}

function badRange(text: string): string {
  const shown = text.slice(0, 40)
  if (/^\d{4}-\d{2}-\d{2}(\.\.\d{4}-\d{2}-\d{2})?$/.test(text)) {
    return `"${shown}" is no period: the days must exist, from 2000 to 2100, and the first must not be after the last.`
  }
  const near = nearest(text, RANGES)
  const meant = near ? ` Did you mean ${near}?` : ''
  return `"${shown}" is no period. Use ${RANGES.join(', ')} or 2026-01-01..2026-01-31.${meant}`
}
