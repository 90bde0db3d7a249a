import { describe, expect, test } from 'vitest'
import { conversionRate, epc, margin, marginPercent } from '../../src/cake/figures.ts'
import { addDays, dayAt, dayIn, readTime } from '../../src/cake/time.ts'

describe('figures', () => {
  test('are worked out of counts and money', () => {
    const row = { clicks: 8420, conversions: 312, payout: 5616, revenue: 6864 }
    expect(conversionRate(row)).toBeCloseTo(3.7055, 4)
    expect(epc(row)).toBeCloseTo(0.667, 3)
    expect(margin(row)).toBe(1248)
    expect(marginPercent(row)).toBeCloseTo(18.1818, 4)
  })

  test.each([
    [0.3, 0.1, 0.2],
    [22, 18.5, 3.5],
    [1.1, 1.1, 0],
    [0.1, 0.3, -0.2],
    [1_234_567.89, 0.01, 1_234_567.88],
    [0.0004, 0.0001, 0.0003],
    [0.1, 0.1 + 1e-17, 0],
  ])('a revenue of %s less a payout of %s is %s, to the cent', (revenue, payout, left) => {
    expect(margin({ revenue, payout })).toBe(left)
  })

  test('are undefined when they cannot be told', () => {
    expect(conversionRate({ clicks: 0, conversions: 0 })).toBeUndefined()
    expect(conversionRate({ clicks: 10 })).toBeUndefined()
    expect(conversionRate({ conversions: 10 })).toBeUndefined()
    expect(epc({ clicks: 0, payout: 5 })).toBeUndefined()
    expect(epc({ clicks: 5 })).toBeUndefined()
    expect(margin({ revenue: 5 })).toBeUndefined()
    expect(margin({ payout: 5 })).toBeUndefined()
    expect(marginPercent({ revenue: 0, payout: 5 })).toBeUndefined()
  })

  test('of nothing sold are 0, not unknown', () => {
    expect(conversionRate({ clicks: 10, conversions: 0 })).toBe(0)
    expect(margin({ revenue: 0, payout: 0 })).toBe(0)
  })
})

describe("CAKE's times", () => {
  test.each([
    ['2026-12-31', { day: '2026-12-31', utc: false }],
    [' 2026-12-31 ', { day: '2026-12-31', utc: false }],
    ['2026-06-19 09:15:00', { day: '2026-06-19', time: '09:15:00', utc: false }],
    ['2026-06-19T09:15', { day: '2026-06-19', time: '09:15:00', utc: false }],
    ['2026-06-19T09:15:00.123', { day: '2026-06-19', time: '09:15:00', utc: false }],
    ['2026-01-15T09:00:00Z', { day: '2026-01-15', time: '09:00:00', utc: true }],
    ['2026-01-15T01:00:00+02:00', { day: '2026-01-14', time: '23:00:00', utc: true }],
    ['2026-01-15T23:30:00-0130', { day: '2026-01-16', time: '01:00:00', utc: true }],
    ['/Date(1768467600000)/', { day: '2026-01-15', time: '09:00:00', utc: true }],
    ['2028-02-29', { day: '2028-02-29', utc: false }],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-01-01 24:00:00', undefined],
    ['2026-01-01 12:61:00', undefined],
    ['1900-01-01', undefined],
    ['0001-01-01T00:00:00', undefined],
    ['/Date(-62135596800000)/', undefined],
    ['/Date(999999999999999)/', undefined],
    ['soon', undefined],
    [1768467600, undefined],
    [null, undefined],
  ])('%j', (written, time) => {
    expect(readTime(written)).toEqual(time)
  })

  test('fall on a day in the zone of the network', () => {
    const zone = 'America/Los_Angeles'
    expect(dayIn({ day: '2026-01-15', time: '03:00:00', utc: true }, zone)).toBe('2026-01-14')
    expect(dayIn({ day: '2026-01-15', time: '08:00:00', utc: true }, zone)).toBe('2026-01-15')
    expect(dayIn({ day: '2026-01-15', time: '03:00:00', utc: false }, zone)).toBe('2026-01-15')
    expect(dayIn({ day: '2026-01-15', utc: true }, zone)).toBe('2026-01-15')
    expect(dayAt(new Date('2026-07-01T12:00:00Z'), 'Pacific/Auckland')).toBe('2026-07-02')
  })

  test('days are counted over changes of the clock', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })
})
