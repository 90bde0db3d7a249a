import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantOf, wallAt } from '../../../src/core/digests/wall.ts'

const ZONES = [
  'America/New_York',
  'Europe/London',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'UTC',
  'America/Sao_Paulo',
]

describe('a time on the wall', () => {
  it.each([
    // The day the clocks go forward: 02:00 is 03:00.
    ['America/New_York', '2026-03-08 01:59', '2026-03-08T06:59:00Z'],
    ['America/New_York', '2026-03-08 02:00', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-03-08 02:30', '2026-03-08T07:00:00Z'],
    ['America/New_York', '2026-03-08 03:00', '2026-03-08T07:00:00Z'],
    // The day they go back: 01:30 is there twice, and the first one counts.
    ['America/New_York', '2026-11-01 01:30', '2026-11-01T05:30:00Z'],
    ['America/New_York', '2026-11-01 02:00', '2026-11-01T07:00:00Z'],
    ['Europe/London', '2026-03-29 01:30', '2026-03-29T01:00:00Z'],
    ['Europe/London', '2026-10-25 01:30', '2026-10-25T00:30:00Z'],
    ['Asia/Kolkata', '2026-03-29 09:00', '2026-03-29T03:30:00Z'],
    // Half an hour only.
    ['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45:00Z'],
    ['UTC', '2026-03-29 02:30', '2026-03-29T02:30:00Z'],
  ])('in %s %s is %s', (zone, wall, instant) => {
    expect(instantOf(wall, zone).toISOString()).toBe(new Date(instant).toISOString())
  })

  it('is shown at its instant, or it does not exist', () => {
    const day = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) })
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), (at, zone) => {
        const wall = wallAt(new Date(at), zone)
        const instant = instantOf(wall, zone)
        expect(wallAt(instant, zone)).toBe(wall)
        // The first of two.
        expect(instant.getTime()).toBeLessThanOrEqual(at)
        expect(at - instant.getTime()).toBeLessThan(2 * 3_600_000)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['', 'soon', '2026-13-01 09:00', '2026-01-01 25:00'])('%j is none', (wall) => {
    expect(() => instantOf(wall, 'UTC')).toThrow(RangeError)
  })
})
