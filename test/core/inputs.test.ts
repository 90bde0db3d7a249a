import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayFromToday, dayInZone, daysBetween, isDay, momentInWords, plusDays } from '../../src/core/days.ts'
import { range, rangeDays } from '../../src/core/inputs.ts'

const today = '2026-11-21' // a Saturday

describe('periods', () => {
  it.each([
    ['today', '2026-11-21', '2026-11-21'],
    ['yesterday', '2026-11-20', '2026-11-20'],
    ['last-7d', '2026-11-14', '2026-11-20'],
    ['last-30d', '2026-10-22', '2026-11-20'],
    ['this-week', '2026-11-16', '2026-11-21'],
    ['last-week', '2026-11-09', '2026-11-15'],
    ['mtd', '2026-11-01', '2026-11-21'],
    ['last-month', '2026-10-01', '2026-10-31'],
    ['2026-01-01..2026-01-31', '2026-01-01', '2026-01-31'],
    ['2026-02-28', '2026-02-28', '2026-02-28'],
  ])('%s', (text, from, to) => {
    expect(range.safeParse(text).success).toBe(true)
    expect(rangeDays(text, today)).toEqual({ from, to })
  })

  it('begins weeks on Monday, on Sundays too', () => {
    expect(rangeDays('this-week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(rangeDays('this-week', '2026-11-23')).toEqual({ from: '2026-11-23', to: '2026-11-23' })
  })

  it.each([
    ['2026-01-31..2026-01-01', /the first must not be after the last/],
    ['2026-02-30..2026-03-01', /the days must exist/],
    ['last-7days', /Did you mean last-7d\?/],
    ['', /is no period/],
    ['a..b..c', /is no period/],
    ['x'.repeat(400), /is no period/],
  ])('refuses %j', (text, sentence) => {
    const result = range.safeParse(text)
    expect(result.success).toBe(false)
    expect(result.error?.issues[0]?.message).toMatch(sentence)
  })
})

describe('days', () => {
  it('are those of the network', () => {
    const late = new Date('2026-11-21T23:30:00Z')
    expect(dayInZone(late, 'UTC')).toBe('2026-11-21')
    expect(dayInZone(late, 'Asia/Kolkata')).toBe('2026-11-22')
    expect(dayInZone(late, 'America/New_York')).toBe('2026-11-21')
  })

  it('count the same over the nights the clocks change', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.integer({ min: -800, max: 800 }), (date, days) => {
        const start = date.toISOString().slice(0, 10)
        expect(daysBetween(start, plusDays(start, days))).toBe(days)
      }),
    )
  })

  it.each([
    ['2026-12-31', 'in 40 days'],
    ['2026-11-21', 'today'],
    ['2026-11-22', 'tomorrow'],
    ['2026-11-18', '3 days ago'],
  ])('%s is %s', (day, words) => {
    expect(dayFromToday(day, today)).toBe(words)
  })

  it('exist or do not', () => {
    expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-13-01'), isDay('yesterday')]).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('moments', () => {
  const now = new Date('2026-11-21T09:00:00Z')

  it.each([
    ['2026-11-21T08:05:00Z', 'UTC', '08:05'],
    ['2026-11-20T23:59:00Z', 'UTC', '20 Nov 2026, 23:59'],
    // Of today in Tokyo, of yesterday in Los Angeles.
    ['2026-11-20T23:59:00Z', 'Asia/Tokyo', '08:59'],
    ['2026-11-21T08:05:00Z', 'America/Los_Angeles', '00:05'],
    ['2026-11-21T07:05:00Z', 'America/Los_Angeles', '20 Nov 2026, 23:05'],
  ])('%s in %s', (instant, zone, said) => {
    expect(momentInWords(new Date(instant), now, zone)).toBe(said)
  })
})
