import { describe, expect, it } from 'vitest'
import { COMPARISONS, PERIODS } from '../../../src/core/digests/period.ts'
import { periodTitle, thanWords, timesOf } from '../../../src/core/digests/times.ts'
import { plan, ZONE } from './world.ts'

const now = new Date('2026-11-21T14:00:00Z')

describe('a digest is of the days', () => {
  const of = (slot: string, at = now, zone = ZONE) => timesOf({ plan: plan(), slot, now: at }, zone).period.to

  it('of the time it was due, however late it is sent', () => {
    expect(of('2026-11-21 09:00')).toBe('2026-11-20')
    expect(of('2026-11-21 09:00', new Date('2026-11-22T04:00:00Z'))).toBe('2026-11-20')
    expect(of('2026-11-21 09:00', new Date('2026-11-22T14:00:00Z'))).toBe('2026-11-20')
  })

  it('of the time that is on record, whatever zone its plan has by now', () => {
    const moved = plan({ when: { cron: '0 9 * * *', zone: 'Pacific/Kiritimati' } })
    const given = { plan: moved, slot: '2026-11-21 09:00', dueAt: now, now }
    expect(timesOf(given, ZONE).period.to).toBe('2026-11-20')
    const byHand = { plan: plan(), slot: 'now 7f3c', dueAt: now, now: new Date('2026-11-22T05:00:00Z') }
    expect(timesOf(byHand, ZONE).period.to).toBe('2026-11-20')
  })

  it('of this moment, where it is sent now', () => {
    expect(of('now 7f3c', new Date('2026-11-22T04:59:00Z'))).toBe('2026-11-20')
    expect(of('now 7f3c', new Date('2026-11-22T05:00:00Z'))).toBe('2026-11-21')
  })

  it('of the network’s zone, whatever that of its time', () => {
    // Nine in the evening in New York is the next day in Kolkata.
    expect(of('2026-11-21 21:00', now, 'Asia/Kolkata')).toBe('2026-11-21')
  })
})

it('each period and comparison has its words', () => {
  const words = PERIODS.flatMap((period) =>
    COMPARISONS.map((compare) => {
      const times = timesOf({ plan: plan({ period, compare }), slot: '2026-11-21 09:00', now }, ZONE)
      return `${periodTitle(period, times.period, true)} | ${thanWords(compare, times.period, times.compared)}`
    }),
  )
  expect(words.join('\n')).toMatchInlineSnapshot(`
    "Yesterday, Friday 20 Nov 2026 | the Thursday before
    Yesterday, Friday 20 Nov 2026 | the Friday before
    Yesterday, Friday 20 Nov 2026 | the average of 4 Fridays
    Yesterday, Friday 20 Nov 2026 | 20 Oct
    Last 7 days, 14–20 Nov 2026 | 7–13 Nov
    Last 7 days, 14–20 Nov 2026 | 7–13 Nov
    Last 7 days, 14–20 Nov 2026 | the average of the 4 such periods before
    Last 7 days, 14–20 Nov 2026 | 14–20 Oct
    Month to date, 1–20 Nov 2026 | 12–31 Oct
    Month to date, 1–20 Nov 2026 | 11–30 Oct
    Month to date, 1–20 Nov 2026 | the average of the 4 such periods before
    Month to date, 1–20 Nov 2026 | 1–20 Oct
    Last week, 9–15 Nov 2026 | 2–8 Nov
    Last week, 9–15 Nov 2026 | 2–8 Nov
    Last week, 9–15 Nov 2026 | the average of the 4 such periods before
    Last week, 9–15 Nov 2026 | 9–15 Oct
    Last month, 1–31 Oct 2026 | 1–30 Sep
    Last month, 1–31 Oct 2026 | 27 Aug – 26 Sep
    Last month, 1–31 Oct 2026 | the average of the 4 such periods before
    Last month, 1–31 Oct 2026 | 1–30 Sep"
  `)
})

it('what was yesterday of another day is not called so', () => {
  expect(periodTitle('yesterday', { from: '2026-11-20', to: '2026-11-20' }, false)).toBe('Friday 20 Nov 2026')
})
