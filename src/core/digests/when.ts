import { listed } from '../../blocks/text.ts'
import { isDay, plusDays } from '../days.ts'
import { instantOf, wallAt } from './wall.ts'

/** On which days a digest comes. */
export type Days =
  /** 1 = Monday … 7 = Sunday; all of them = every day. */
  | { readonly kind: 'week'; readonly days: readonly number[] }
  /** 1 … 31; in a month that is shorter the last day stands for those it does not have. */
  | { readonly kind: 'month'; readonly days: readonly number[] }

/** When a digest comes: at a time on the wall of its zone, on some days. */
export interface When {
  /** `09:00` */
  readonly time: string
  readonly days: Days
  /** IANA */
  readonly zone: string
}

/** One time at which a digest is due. */
export interface Slot {
  /** As the wall has it, `2026-11-21 09:00`: what a slot is known by, also where that time does not exist. */
  readonly wall: string
  /** When it is due. */
  readonly at: Date
}

/** No plan looks further: every one has a slot within a month or so. */
const LONGEST = 400

/** The first slot after `after`. @throws RangeError for a plan without any day */
export function nextSlot(when: When, after: Date): Slot {
  const { zone, time } = when
  // A jump of the clocks may push a slot into the next day, so the day before is looked at as well.
  const today = wallAt(after, zone).slice(0, 10)
  for (let ahead = -1; ahead < LONGEST; ahead += 1) {
    const day = plusDays(today, ahead)
    if (!isOn(when.days, day)) continue
    const wall = `${day} ${time}`
    const at = instantOf(wall, zone)
    if (at > after) return { wall, at }
  }
  throw new RangeError('A digest needs a day to come on.')
}

/** The slots after `after` up to and with `until`, the earliest first; at most `most`, the latest of them. */
export function slotsBetween(when: When, after: Date, until: Date, most = 100): Slot[] {
  const slots: Slot[] = []
  for (let slot = nextSlot(when, after); slot.at <= until; slot = nextSlot(when, slot.at)) {
    slots.push(slot)
    if (slots.length > most) slots.shift()
  }
  return slots
}

/** Whether a digest comes on this day of its zone. */
export function isOn(days: Days, day: string): boolean {
  if (days.kind === 'week') return days.days.includes(weekday(day))
  const date = Number(day.slice(8))
  const isLast = plusDays(day, 1).slice(8) === '01'
  return days.days.includes(date) || (isLast && days.days.some((wanted) => wanted > date))
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: string): number {
  return ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
}

/** From Monday on. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** What a day's weekday is called: `Monday`. */
export function weekdayName(day: string): string {
  return WEEKDAYS[weekday(day) - 1] ?? ''
}

/** A plan in words: `every weekday at 09:00 America/New_York`. */
export function whenInWords({ time, days, zone }: When): string {
  return `${daysInWords(days)} at ${time} ${zone}`
}

function daysInWords({ kind, days }: Days): string {
  const sorted = days.toSorted((a, b) => a - b)
  if (kind === 'month') return `on the ${listed(sorted.map(ordinal))} of the month`
  const key = sorted.join('')
  if (key === '1234567') return 'every day'
  if (key === '12345') return 'every weekday'
  return `on ${listed(sorted.map((day) => `${WEEKDAYS[day - 1] ?? ''}s`))}`
}

function ordinal(day: number): string {
  const ending = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  return `${day}${ending}`
}

/** Whether this is a time of day, `09:00`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** Whether the zone is one that Intl knows. */
export function isZone(zone: string): boolean {
  try {
    return /^[A-Z]/i.test(zone) && isDay(wallAt(new Date(0), zone).slice(0, 10))
  } catch {
    // Intl's way of saying that it knows no such zone.
    return false
  }
}
