import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarms } from '../../../src/core/digests/attention.ts'
import { headline } from '../../../src/core/digests/headline.ts'
import { largest, movers } from '../../../src/core/digests/movers.ts'
import { averageOf, totalsOf, type Row, type Sheet } from '../../../src/core/digests/sheet.ts'

const counts = ['clicks', 'conversions', 'payout', 'revenue'] as const
const row = (id: number, revenue: number, more: Partial<Row['totals']> = {}): Row => ({
  id,
  name: `Offer ${id}`,
  totals: { clicks: 100, conversions: 5, payout: revenue * 0.8, revenue, ...more },
})
const sheet = (...rows: Row[]): Sheet => ({ counts, rows })

describe('totals', () => {
  it('are the sums, and their averages over several periods', () => {
    const [a, b] = [sheet(row(1, 10), row(2, 20)), sheet(row(1, 30))]
    expect(totalsOf(a)).toEqual({ clicks: 200, conversions: 10, payout: 24, revenue: 30 })
    expect(averageOf([a, b])).toEqual({ clicks: 150, conversions: 7.5, payout: 24, revenue: 30 })
    expect(averageOf([])).toBeUndefined()
  })

  it('lack what any row lacks', () => {
    expect(totalsOf(sheet(row(1, 10), row(2, 5, { payout: undefined }))).payout).toBeUndefined()
  })
})

describe('movers', () => {
  it('are ranked by their part in money, new and gone ones too', () => {
    const all = movers({
      now: sheet(row(1, 10), row(2, 100), row(4, 50)),
      before: [sheet(row(1, 12), row(2, 40), row(3, 70))],
    })
    const found = largest(all, 3)
    expect(found.map(({ id, change, kind }) => [id, change, kind])).toEqual([
      [3, -70, 'gone'],
      [2, 60, 'moved'],
      [4, 50, 'new'],
    ])
  })

  it('are none without anything to compare with, and none of what has no figure', () => {
    expect(movers({ now: sheet(row(1, 10)) })).toEqual([])
    expect(movers({ now: sheet(row(1, 10)), before: [] })).toEqual([])
    expect(movers({ now: sheet(row(1, 0, { revenue: undefined })), before: [sheet(row(1, 9))] })).toEqual([])
  })

  it('of all together explain the whole change', () => {
    const rows = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 10_000 })),
      {
        selector: ([id]) => id,
      },
    )
    fc.assert(
      fc.property(rows, rows, (now, before) => {
        const [is, was] = [now, before].map((all) => sheet(...all.map(([id, cents]) => row(id, cents / 100))))
        const explained = movers({ now: is!, before: [was!] }).reduce((sum, { change }) => sum + change, 0)
        const all = (totalsOf(is!).revenue ?? 0) - (totalsOf(was!).revenue ?? 0)
        expect(explained).toBeCloseTo(all, 6)
      }),
    )
  })
})

describe('what needs a look', () => {
  const watch = { leastClicks: 50, earlier: new Map() }

  it.each([
    ['negative margin', row(1, 10, { payout: 11 })],
    ['no conversions', row(1, 0, { conversions: 0, payout: 0 })],
  ] as const)('%s', (kind, of) => {
    expect(alarms([of], watch).map(({ alarm }) => alarm.kind)).toEqual([kind])
  })

  it('says nothing of little traffic, and nothing of what is usual', () => {
    expect(alarms([row(1, 0, { clicks: 49, conversions: 0, payout: 0 }), row(2, 10)], watch)).toEqual([])
    const usual = { clicks: 100, conversions: 5, payout: 8, revenue: 10 }
    expect(alarms([row(1, 10)], { ...watch, earlier: new Map([[1, [usual, usual, usual, usual]]]) })).toEqual(
      [],
    )
  })

  it('knows what chance does to few conversions', () => {
    const week = (conversions: number) => ({
      clicks: 200,
      conversions,
      payout: conversions * 10,
      revenue: 9999,
    })
    const earlier = new Map([[1, [week(8), week(8), week(8), week(8)]]])
    const of = (conversions: number) => alarms([{ id: 1, totals: week(conversions) }], { ...watch, earlier })
    // Of eight expected conversions three are no news, with all weeks alike though they were.
    expect(of(3)).toEqual([])
    expect(of(20)).toMatchObject([{ alarm: { figure: 'CVR', now: 10, usual: 4 } }])
  })

  it('knows each by its own band', () => {
    const week = (conversions: number) => ({
      clicks: 1000,
      conversions,
      payout: conversions * 10,
      revenue: 0,
    })
    const earlier = new Map([[1, [week(50), week(52), week(48), week(50)]]])
    const of = (conversions: number) =>
      alarms([{ id: 1, totals: { ...week(conversions), revenue: 9999 } }], { ...watch, earlier })
    expect(of(45)).toEqual([])
    expect(of(20)).toMatchObject([{ alarm: { kind: 'unlike itself', figure: 'CVR', now: 2, usual: 5 } }])
    expect(of(90)).toMatchObject([{ alarm: { kind: 'unlike itself' } }])
    // Two weeks are no habit.
    expect(
      alarms([{ id: 1, totals: { ...week(20), revenue: 9999 } }], {
        ...watch,
        earlier: new Map([[1, [week(50), week(50)]]]),
      }),
    ).toEqual([])
  })
})

describe('the headline', () => {
  const now = { clicks: 10, conversions: 1, payout: 37_893, revenue: 48_210 }
  const write = { total: (_: string, value?: number) => `$${(value ?? 0).toLocaleString('en-US')}` }
  const none: string[] = []
  it.each([
    [
      {
        now,
        before: { ...now, payout: 35_250, revenue: 45_481 },
        than: 'the Tuesday before',
        alarming: ['3 offers'],
      },
      'Revenue $48,210, up 6 % on the Tuesday before; margin 21.4 %, down 1.1 points; 3 offers need a look.',
    ],
    [{ now, than: 'the day before', alarming: none }, 'Revenue $48,210; margin 21.4 %.'],
    [
      { now, before: now, than: 'the day before', alarming: ['1 offer'] },
      'Revenue $48,210, as on the day before; margin 21.4 %; 1 offer needs a look.',
    ],
    [
      {
        now,
        before: { ...now, revenue: 0, payout: 0 },
        than: 'the day before',
        alarming: ['1 offer', '2 affiliates'],
      },
      'Revenue $48,210, after none on the day before; margin 21.4 %; 1 offer and 2 affiliates need a look.',
    ],
    [
      {
        now: { clicks: 5, payout: 3 },
        before: { clicks: 4, payout: 6 },
        than: 'the day before',
        alarming: none,
      },
      'Payout $3, down 50 % on the day before.',
    ],
    // What would round to 10.0 % is 10 %.
    [
      { now: { payout: 109.97 }, before: { payout: 100 }, than: 'the day before', alarming: none },
      'Payout $109.97, up 10 % on the day before.',
    ],
    [
      { now: { clicks: 0, conversions: 0, payout: 0, revenue: 0 }, than: '', alarming: none },
      'No traffic: CAKE reports no clicks and no conversions.',
    ],
  ])('of %o', (given, sentence) => {
    expect(headline(given, write)).toBe(sentence)
  })
})
