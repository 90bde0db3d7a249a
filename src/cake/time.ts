import { z } from 'zod'

/**
 * A day or a moment as CAKE gives it: `2026-12-31`, `2026-06-19 09:15:00` (in the network's own zone, which no
 * answer names) or `2026-01-15T09:00:00Z` (`utc`).
 */
export type CakeTime = z.infer<typeof CakeTime>
export const CakeTime = z.object({
  /** `YYYY-MM-DD` */
  day: z.string(),
  /** `HH:MM:SS`; absent where CAKE gives only a day. */
  time: z.string().optional(),
  /** Whether day and time are UTC; otherwise they are the network's own. */
  utc: z.boolean(),
})

const written =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i
/** What .NET services send for a moment: milliseconds since 1970. */
const ticks = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/

/** @returns the time, or undefined for anything that is not certainly one (also the `0001-01-01` of an unset date) */
export function readTime(value: unknown): CakeTime | undefined {
  if (typeof value !== 'string') return undefined
  const trimmed = value.trim()
  const since = ticks.exec(trimmed)?.[1]
  if (since !== undefined) return inUtc(Number(since))
  const [, day, minutes, seconds = '00', zone] = written.exec(trimmed) ?? []
  if (day === undefined || !isDay(day)) return undefined
  if (minutes === undefined) return { day, utc: false }
  const time = `${minutes}:${seconds}`
  const moment = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(moment) || minutes.startsWith('24')) return undefined
  if (zone === undefined) return { day, time, utc: false }
  return /^z$/i.test(zone) ? { day, time, utc: true } : inUtc(moment - offsetOf(zone))
}

/**
 * The day a CAKE time falls on in the network's zone.
 * @param zone the network's IANA zone
 * @returns `YYYY-MM-DD`
 */
export function dayIn(time: CakeTime, zone: string): string {
  if (!time.utc || time.time === undefined) return time.day
  return dayAt(new Date(`${time.day}T${time.time}Z`), zone)
}

/** The day a moment falls on in a zone, as `YYYY-MM-DD`. */
export function dayAt(moment: Date, zone: string): string {
  return calendarIn(zone).format(moment)
}

/** Formats by zone: making one takes a thousand times as long as using it. */
const calendars = new Map<string, Intl.DateTimeFormat>()

/** Swedish is the locale that writes days as YYYY-MM-DD. */
function calendarIn(zone: string): Intl.DateTimeFormat {
  const made = calendars.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
  calendars.set(zone, made)
  return made
}

/** A day some days later (or earlier), as `YYYY-MM-DD`. Days are counted, not hours: no zone is involved. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Whether it is a real day of the calendar, written `YYYY-MM-DD`, and not the one that stands for 'not set'. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < '1900-01-02') return false
  const moment = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(day)
}

function inUtc(moment: number): CakeTime | undefined {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return undefined
  const [day = '', rest = ''] = date.toISOString().split('T')
  return isDay(day) ? { day, time: rest.slice(0, 8), utc: true } : undefined
}

function offsetOf(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
