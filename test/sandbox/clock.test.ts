import { describe, expect, test } from 'vitest'
import { localText } from '../../src/sandbox/cake/days.ts'
import { clockView, momentOf } from '../../src/sandbox/clock-moves.ts'
import { newClock } from '../../src/sandbox/clock.ts'
import type { ClockMove } from '../../src/sandbox/page/protocol.ts'

const at = (iso: string): number => Date.parse(iso)
/** Where the zone's clocks are after the move, and where they are one minute later. */
const moved = (move: ClockMove, from: string, zone: string): string[] | null => {
  const moment = momentOf(move, at(from), zone)
  return moment === null ? null : [moment, moment + 60_000].map((one) => localText(one, zone))
}

describe('the clock', () => {
  test('goes like the real one, ahead of it by what it was moved, and tells of each move', () => {
    let real = 1000
    const clock = newClock(() => real)
    const heard: number[] = []
    const stop = clock.on((now) => heard.push(now))
    expect([clock.now(), clock.aheadMs]).toEqual([1000, 0])
    clock.moveTo(5000)
    real = 1500
    expect([clock.now(), clock.aheadMs]).toEqual([5500, 4000])
    clock.moveTo(new Date(6000))
    expect([clock.now(), clock.aheadMs]).toEqual([6000, 4500])
    stop()
    clock.moveTo(7000)
    expect(heard).toEqual([5000, 6000])
  })

  test('is not moved back, nor to a time that is none', () => {
    const clock = newClock(() => 1000)
    expect(() => clock.moveTo(999)).toThrow(RangeError)
    expect(() => clock.moveTo(Number.NaN)).toThrow(RangeError)
    expect(clock.now()).toBe(1000)
    clock.moveTo(1000)
    expect(clock.aheadMs).toBe(0)
  })
})

describe('it is moved', () => {
  test('by an hour, also through the doubled one', () => {
    expect(momentOf('hour', at('2026-11-01T05:30:00Z'), 'America/New_York')).toBe(at('2026-11-01T06:30:00Z'))
    expect(moved('hour', '2026-11-01T05:30:00Z', 'America/New_York')?.[0]).toBe('2026-11-01 01:30:00')
  })

  test.each([
    ['2026-11-21T09:15:00Z', 'UTC', '2026-11-22 09:00:00'],
    ['2026-11-21T08:59:00Z', 'UTC', '2026-11-21 09:00:00'],
    ['2026-11-21T09:00:00Z', 'UTC', '2026-11-22 09:00:00'],
    ['2026-11-21T02:00:00Z', 'America/New_York', '2026-11-21 09:00:00'],
    ['2026-10-31T20:00:00Z', 'America/New_York', '2026-11-01 09:00:00'],
    ['2026-11-21T09:15:00Z', 'Asia/Kolkata', '2026-11-22 09:00:00'],
  ])('from %s in %s to the next morning', (from, zone, expected) => {
    expect(moved('morning', from, zone)?.[0]).toBe(expected)
  })

  test('by three days, to the same time of the day whatever the clocks did', () => {
    expect(moved('days', '2026-10-30T13:00:00Z', 'America/New_York')?.[0]).toBe('2026-11-02 09:00:00')
    expect(moved('days', '2026-11-29T20:00:00Z', 'UTC')?.[0]).toBe('2026-12-02 20:00:00')
  })

  test.each([
    ['America/New_York', '2026-10-20T12:00:00Z', ['2026-11-01 01:59:00', '2026-11-01 01:00:00']],
    ['America/New_York', '2026-11-21T12:00:00Z', ['2027-03-14 01:59:00', '2027-03-14 03:00:00']],
    ['Europe/London', '2026-11-21T12:00:00Z', ['2027-03-28 00:59:00', '2027-03-28 02:00:00']],
    ['Europe/London', '2027-04-01T12:00:00Z', ['2027-10-31 01:59:00', '2027-10-31 01:00:00']],
    ['Australia/Lord_Howe', '2026-11-21T12:00:00Z', ['2027-04-04 01:59:00', '2027-04-04 01:30:00']],
    ['Australia/Lord_Howe', '2027-04-21T12:00:00Z', ['2027-10-03 01:59:00', '2027-10-03 02:30:00']],
  ])('in %s from %s to the minute before the clocks change', (zone, from, expected) => {
    expect(moved('change', from, zone)).toEqual(expected)
  })

  test('to the following change from the minute before one, not to the same again', () => {
    const zone = 'America/New_York'
    const first = momentOf('change', at('2026-10-20T12:00:00Z'), zone) ?? 0
    expect(localText(momentOf('change', first, zone) ?? 0, zone)).toBe('2027-03-14 01:59:00')
  })

  test.each(['Asia/Kolkata', 'UTC'])('in %s the clocks never change, so nothing is offered', (zone) => {
    expect(moved('change', '2026-11-21T12:00:00Z', zone)).toBeNull()
    const { moves } = clockView(
      newClock(() => at('2026-11-21T12:00:00Z')),
      zone,
    )
    expect(moves.map((one) => one.move)).toEqual(['hour', 'morning', 'days'])
  })

  test('by buttons that say where to', () => {
    const view = clockView(
      newClock(() => at('2026-11-21T12:00:00Z')),
      'America/New_York',
    )
    expect(view).toEqual({
      aheadMs: 0,
      zone: 'America/New_York',
      moves: [
        { move: 'hour', label: '1 hour later' },
        { move: 'morning', label: 'Next morning 09:00' },
        { move: 'days', label: '3 days later' },
        { move: 'change', label: 'The night the clocks change (14 Mar)' },
      ],
    })
  })
})
