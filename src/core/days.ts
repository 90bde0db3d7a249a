import { addDays } from 'date-fns/addDays'
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays'
import { dayAt, dayIn, type CakeTime } from '../cake/time.ts'

/**
 * Days are 'YYYY-MM-DD' texts, in the network's zone. Arithmetic on them is done at noon UTC, where no clock change can
 * turn one day into another.
 */

/** The day it is at `instant` in `zone` (IANA). */
export function dayInZone(instant: Date, zone: string): string {
  return dayAt(instant, zone)
}

/** The time of day at `instant` in `zone`, HH:MM. */
export function timeInZone(instant: Date, zone: string): string {
  return clockIn(zone).format(instant)
}

/** A moment as people say it on the day of `now`: `09:00`; on any other day `20 Nov 2026, 09:00`. */
export function momentInWords(instant: Date, now: Date, zone: string): string {
  const day = dayInZone(instant, zone)
  const time = timeInZone(instant, zone)
  return day === dayInZone(now, zone) ? time : `${dayInWords(day)}, ${time}`
}

/** `days` after `day` (before it, when negative). */
export function plusDays(day: string, days: number): string {
  return addDays(noon(day), days).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return differenceInCalendarDays(noon(to), noon(from))
}

/** True for a day that exists: 2026-02-30 does not. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    noon(text).toString() !== 'Invalid Date' &&
    noon(text).toISOString().startsWith(text)
  )
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day as people write it: `31 Dec 2026`. */
export function dayInWords(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`
}

/** The day that a time of CAKE's falls on in `zone`; undefined without one, and past the calendar's last year. */
export function dayOf(time: CakeTime | undefined, zone: string): string | undefined {
  const day = time && dayIn(time, zone)
  return day !== undefined && isDay(day) ? day : undefined
}

/** A day beside today: `in 40 days`, `tomorrow`, `3 days ago`. */
export function dayFromToday(day: string, today: string): string {
  return relative.format(daysBetween(today, day), 'day')
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** Formats by zone: making one takes a thousand times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockIn(zone: string): Intl.DateTimeFormat {
  const made =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(zone, made)
  return made
}
