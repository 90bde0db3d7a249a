import { TZDate } from '@date-fns/tz'

export const dayMs = 86_400_000

/** `2026-01-31` as days since 1970; `null` if there is no such day. */
export function dayNumber(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return dayText(ms / dayMs) === text ? ms / dayMs : null
}

/** Days since 1970 as `2026-01-31`. */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7
}

/** An instant as the clock on the wall shows it in the zone: `2026-06-19 09:15:00`. */
export function localText(at: number, zone: string): string {
  return new TZDate(at, zone).toISOString().slice(0, 19).replace('T', ' ')
}

/** The instant (milliseconds since 1970) at which the zone's clock shows `2026-06-19 09:15:00`. */
export function instantOf(local: string, zone: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = local.split(/[- :]/).map(Number)
  return new TZDate(year, month - 1, day, hour, minute, second, zone).getTime()
}

/** True for `YYYY-MM-DD HH:MM:SS` that can be on a clock, the form that writes take. */
export function isLocalText(text: string): boolean {
  const [day = '', time = ''] = text.split(' ')
  return (
    dayNumber(day) !== null && text === `${day} ${time}` && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)
  )
}

/** Which day it is, and how much of it has gone (0 to 1), by the network's clock. */
export interface Today {
  readonly day: number
  readonly gone: number
}

/** @param local the network's clock, `YYYY-MM-DD HH:MM:SS` */
export function todayAt(local: string): Today {
  const [hour = 0, minute = 0, second = 0] = local.slice(11).split(':').map(Number)
  return { day: dayNumber(local.slice(0, 10)) ?? 0, gone: (hour * 3600 + minute * 60 + second) / 86_400 }
}
