import { TZDate } from '@date-fns/tz'
import { dayMs, dayNumber, dayText, instantOf, localText } from './cake/days.ts'
import type { ClockMove, ClockView } from './page/protocol.ts'
import type { SandboxClock } from './clock.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** In a zone whose clocks change they do so within this time. */
const longestWait = 400

/**
 * The moment (milliseconds since 1970) that a button moves the clock to; `null` in a zone whose clocks do not change.
 *
 * - `hour`: an hour from now
 * - `morning`: the next 09:00 of the zone
 * - `days`: the same time of the day three days later
 * - `change`: one minute before the clocks are next put forward or back, so that one sees it happen
 *
 * @param now milliseconds since 1970
 * @param zone IANA name
 */
export function momentOf(move: ClockMove, now: number, zone: string): number | null {
  switch (move) {
    case 'hour':
      return now + hourMs
    case 'morning': {
      const today = instantOf(`${localText(now, zone).slice(0, 10)} 09:00:00`, zone)
      return today > now ? today : atSameTime(today, 1, zone)
    }
    case 'days':
      return atSameTime(now, 3, zone)
    case 'change': {
      const change = nextChange(now + minuteMs, zone)
      return change === null ? null : change - minuteMs
    }
  }
}

/** What the page shows of the clock, with the moves that there are now. */
export function clockView({ now, aheadMs }: SandboxClock, zone: string): ClockView {
  const change = momentOf('change', now(), zone)
  const night = change === null ? '' : nightOf(change, zone)
  const moves: ClockView['moves'] = [
    { move: 'hour', label: '1 hour later' },
    { move: 'morning', label: 'Next morning 09:00' },
    { move: 'days', label: '3 days later' },
    { move: 'change', label: `The night the clocks change (${night})` },
  ]
  return { aheadMs, zone, moves: change === null ? moves.slice(0, 3) : moves }
}

function nightOf(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: zone }).format(at)
}

function atSameTime(at: number, days: number, zone: string): number {
  const local = localText(at, zone)
  const day = (dayNumber(local.slice(0, 10)) ?? 0) + days
  return instantOf(`${dayText(day)} ${local.slice(11)}`, zone)
}

/** The first instant after `from` at which the zone is at another offset than just before, to the minute. */
function nextChange(from: number, zone: string): number | null {
  const offset = offsetAt(from, zone)
  for (let day = 1; day <= longestWait; day += 1) {
    const end = from + day * dayMs
    if (offsetAt(end, zone) !== offset) return changeWithin(end - dayMs, end, zone)
  }
  return null
}

/** Halves the time until the minute is found: offsets change at whole minutes. */
function changeWithin(from: number, to: number, zone: string): number {
  const offset = offsetAt(from, zone)
  let before = Math.floor(from / minuteMs)
  let after = Math.ceil(to / minuteMs)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(middle * minuteMs, zone) === offset) before = middle
    else after = middle
  }
  return after * minuteMs
}

function offsetAt(at: number, zone: string): number {
  return new TZDate(at, zone).getTimezoneOffset()
}
