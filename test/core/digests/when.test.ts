import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plusDays } from '../../../src/core/days.ts'
import { comparedWith, COMPARISONS, periodOn, PERIODS } from '../../../src/core/digests/period.ts'
import { wallAt } from '../../../src/core/digests/wall.ts'
import {
  isOn,
  nextSlot,
  slotsBetween,
  weekday,
  whenInWords,
  type When,
} from '../../../src/core/digests/when.ts'

const daily: When = {
  time: '09:00',
  days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] },
  zone: 'America/New_York',
}
const at = (when: When, after: string) => {
  const { wall, at: instant } = nextSlot(when, new Date(after))
  return [wall, instant.toISOString()]
}

describe('the next slot', () => {
  it.each([
    [daily, '2026-11-21T13:59:59Z', '2026-11-21 09:00', '2026-11-21T14:00:00.000Z'],
    [daily, '2026-11-21T14:00:00Z', '2026-11-22 09:00', '2026-11-22T14:00:00.000Z'],
    // Over both changes of the clocks it stays at nine.
    [daily, '2026-03-07T20:00:00Z', '2026-03-08 09:00', '2026-03-08T13:00:00.000Z'],
    [daily, '2026-10-31T20:00:00Z', '2026-11-01 09:00', '2026-11-01T14:00:00.000Z'],
    // The hour that does not exist comes at the first minute that does; the doubled one once.
    [{ ...daily, time: '02:30' }, '2026-03-08T05:00:00Z', '2026-03-08 02:30', '2026-03-08T07:00:00.000Z'],
    [{ ...daily, time: '02:30' }, '2026-03-08T07:00:00Z', '2026-03-09 02:30', '2026-03-09T06:30:00.000Z'],
    [{ ...daily, time: '01:30' }, '2026-11-01T05:29:00Z', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
    [{ ...daily, time: '01:30' }, '2026-11-01T05:30:00Z', '2026-11-02 01:30', '2026-11-02T06:30:00.000Z'],
  ] satisfies [When, string, string, string][])('of %o after %s', (when, after, wall, instant) => {
    expect(at(when, after)).toEqual([wall, instant])
  })

  it('comes on its days only', () => {
    const mondays: When = { ...daily, days: { kind: 'week', days: [1] } }
    expect(at(mondays, '2026-11-21T00:00:00Z')[0]).toBe('2026-11-23 09:00')
    const last: When = { ...daily, days: { kind: 'month', days: [31] } }
    expect(
      slotsBetween(last, new Date('2026-01-01T00:00:00Z'), new Date('2026-05-01T12:00:00Z')).map(
        ({ wall }) => wall,
      ),
    ).toEqual(['2026-01-31 09:00', '2026-02-28 09:00', '2026-03-31 09:00', '2026-04-30 09:00'])
    expect(() => nextSlot({ ...daily, days: { kind: 'week', days: [] } }, new Date())).toThrow(RangeError)
  })

  it('comes once a day, whatever the zone, the time and the day', () => {
    const zone = fc.constantFrom(
      'America/New_York',
      'Europe/London',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'UTC',
    )
    const minute = fc.integer({ min: 0, max: 1439 })
    const start = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) })
    fc.assert(
      fc.property(zone, minute, start, (of, m, from) => {
        const time = new Date(m * 60_000).toISOString().slice(11, 16)
        const when = { ...daily, zone: of, time }
        const first = nextSlot(when, new Date(from))
        const second = nextSlot(when, first.at)
        expect(first.at.getTime()).toBeGreaterThan(from)
        expect(second.wall.slice(0, 10)).toBe(plusDays(first.wall.slice(0, 10), 1))
        // It is shown then as planned, or later on the same day where that time does not exist.
        const shown = wallAt(first.at, of)
        expect(shown >= first.wall && shown.slice(0, 10) === first.wall.slice(0, 10)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('says itself in words', () => {
    expect(whenInWords(daily)).toBe('every day at 09:00 America/New_York')
    expect(whenInWords({ ...daily, days: { kind: 'week', days: [5, 1, 2, 3, 4] } })).toBe(
      'every weekday at 09:00 America/New_York',
    )
    expect(whenInWords({ ...daily, days: { kind: 'week', days: [1, 4] }, zone: 'UTC' })).toBe(
      'on Mondays and Thursdays at 09:00 UTC',
    )
    expect(whenInWords({ ...daily, days: { kind: 'month', days: [1, 2, 11, 23] }, zone: 'UTC' })).toBe(
      'on the 1st, 2nd, 11th and 23rd of the month at 09:00 UTC',
    )
  })

  it('knows the days of the week', () => {
    expect(weekday('2026-11-21')).toBe(6)
    expect(isOn({ kind: 'month', days: [30] }, '2026-02-28')).toBe(true)
    expect(isOn({ kind: 'month', days: [30] }, '2026-03-31')).toBe(false)
  })
})

describe('periods', () => {
  it.each([
    ['yesterday', '2026-11-21', '2026-11-20', '2026-11-20'],
    ['last 7 days', '2026-11-21', '2026-11-14', '2026-11-20'],
    ['month to date', '2026-11-21', '2026-11-01', '2026-11-20'],
    ['month to date', '2026-11-01', '2026-10-01', '2026-10-31'],
    ['last week', '2026-11-21', '2026-11-09', '2026-11-15'],
    ['last week', '2026-11-16', '2026-11-09', '2026-11-15'],
    ['last month', '2026-03-31', '2026-02-01', '2026-02-28'],
  ] as const)('%s on %s', (name, today, from, to) => {
    expect(periodOn(name, today)).toEqual({ from, to })
  })

  it.each([
    ['the period before', '2026-11-20', '2026-11-20', [['2026-11-19', '2026-11-19']]],
    ['the period before', '2026-11-14', '2026-11-20', [['2026-11-07', '2026-11-13']]],
    ['the period before', '2026-03-01', '2026-03-31', [['2026-02-01', '2026-02-28']]],
    ['the same weekday a week ago', '2026-11-20', '2026-11-20', [['2026-11-13', '2026-11-13']]],
    ['the same weekday a week ago', '2026-11-01', '2026-11-20', [['2026-10-11', '2026-10-30']]],
    ['the same days last month', '2026-03-01', '2026-03-30', [['2026-02-01', '2026-02-28']]],
    ['the same days last month', '2026-11-01', '2026-11-20', [['2026-10-01', '2026-10-20']]],
    ['the same days last month', '2026-10-30', '2026-11-02', [['2026-09-29', '2026-10-02']]],
  ] as const)('%s of %s to %s', (name, from, to, compared) => {
    expect(comparedWith(name, { from, to })).toEqual(compared.map(([a, b]) => ({ from: a, to: b })))
  })

  it('compares with four weekdays, and never with days of the period itself', () => {
    expect(
      comparedWith('the average of the last 4 same weekdays', { from: '2026-11-20', to: '2026-11-20' }),
    ).toEqual(['2026-11-13', '2026-11-06', '2026-10-30', '2026-10-23'].map((day) => ({ from: day, to: day })))
    fc.assert(
      fc.property(
        fc.constantFrom(...PERIODS),
        fc.constantFrom(...COMPARISONS),
        fc.integer({ min: 0, max: 1500 }),
        (period, comparison, ahead) => {
          const own = periodOn(period, plusDays('2025-01-01', ahead))
          for (const other of comparedWith(comparison, own)) {
            expect(other.from <= other.to).toBe(true)
            expect(other.to < own.from).toBe(true)
          }
        },
      ),
    )
  })
})
