import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayText } from '../../../src/sandbox/cake/days.ts'
import { figures } from '../../../src/sandbox/cake/figures.ts'
import { NOW, sandbox, type Asked, type Json } from './ask.ts'

const week = { start_date: '2026-06-08', end_date: '2026-06-14' }
const yesterday = { start_date: '2026-06-18', end_date: '2026-06-18' }
const all = { row_limit: 10_000 }

type Kind = 'offer' | 'affiliate' | 'advertiser'

async function lines(
  { read }: Asked,
  kind: Kind,
  parameters: Record<string, string | number>,
): Promise<Json[]> {
  return (await read(`report/${kind}.json`, { ...all, ...parameters })).response.data[`${kind}s`]
}

/** In cents, so that sums can be compared exactly. */
function sum(rows: readonly Json[], field: string): number {
  return rows.reduce((total: number, row: Json) => total + Math.round(row[field] * 100), 0)
}

describe('the three reports', () => {
  it('agree with each other', async () => {
    const asked = await sandbox()
    const [offers, affiliates, advertisers] = await Promise.all(
      (['offer', 'affiliate', 'advertiser'] as const).map((kind) => lines(asked, kind, week)),
    )
    expect(offers!.length).toBeGreaterThan(30)
    expect(affiliates!.length).toBeGreaterThan(25)
    expect(advertisers!.length).toBe(12)
    for (const field of ['clicks', 'conversions']) {
      expect(sum(affiliates!, field)).toBe(sum(offers!, field))
      expect(sum(advertisers!, field)).toBe(sum(offers!, field))
    }
    expect(sum(affiliates!, 'payout')).toBe(sum(offers!, 'payout'))
    expect(sum(advertisers!, 'revenue')).toBe(sum(offers!, 'revenue'))
  })

  it('agree for an offer, an affiliate and an advertiser', async () => {
    const asked = await sandbox()
    const [offer] = await lines(asked, 'offer', { ...week, offer_id: 12345 })
    const affiliates = await lines(asked, 'affiliate', { ...week, offer_id: 12345 })
    const [advertiser] = await lines(asked, 'advertiser', { ...week, advertiser_id: 101, offer_id: 12345 })
    expect(affiliates.length).toBeGreaterThan(1)
    expect(sum(affiliates, 'payout')).toBe(sum([offer], 'payout'))
    expect(advertiser.revenue).toBe(offer.revenue)

    const [bridge] = await lines(asked, 'affiliate', { ...week, affiliate_id: 67890 })
    const itsOffers = await lines(asked, 'offer', { ...week, affiliate_id: 67890 })
    expect(sum(itsOffers, 'clicks')).toBe(sum([bridge], 'clicks'))
    expect(sum(itsOffers, 'payout')).toBe(sum([bridge], 'payout'))

    const ofAcme = await lines(asked, 'offer', { ...week, advertiser_id: 1021 })
    const [acme] = await lines(asked, 'advertiser', { ...week, advertiser_id: 1021 })
    expect(acme.advertiser_name).toBe('Acme Financial Services')
    expect(sum(ofAcme, 'revenue')).toBe(sum([acme], 'revenue'))
  })

  it('fall apart without a rest by vertical and by country', async () => {
    const asked = await sandbox()
    const whole = sum(await lines(asked, 'offer', week), 'clicks')
    const bare = sum(await lines(asked, 'offer', { ...week, offer_id: 12321 }), 'clicks')
    const parts = async (name: string, ids: number[]) =>
      sum(
        (await Promise.all(ids.map((id) => lines(asked, 'offer', { ...week, [name]: id })))).flat(),
        'clicks',
      )
    expect(await parts('vertical_id', [1, 2, 3, 4, 5, 6, 7, 8])).toBe(whole - bare)
    expect(await parts('country_id', [1, 2, 3, 4, 5, 6, 7])).toBe(whole)
  })

  it('give as a week what its days give', async () => {
    const asked = await sandbox()
    const days = await Promise.all(
      Array.from({ length: 7 }, (_, n) => {
        const day = dayText(dayNumber(week.start_date)! + n)
        return lines(asked, 'offer', { start_date: day, end_date: day })
      }),
    )
    const whole = await lines(asked, 'offer', week)
    for (const field of ['clicks', 'unique_clicks', 'conversions', 'payout', 'revenue', 'profit']) {
      expect(sum(days.flat(), field)).toBe(sum(whole, field))
    }
  })

  it('leave the last day out where the network reads the end so', async () => {
    const asked = await sandbox()
    const untilSunday = await lines(asked, 'offer', week)
    asked.cake.setVariant({ endDate: 'exclusive' })
    expect(await lines(asked, 'offer', { ...week, end_date: '2026-06-15' })).toEqual(untilSunday)
    expect(await lines(asked, 'offer', yesterday)).toEqual([])
  })

  it('give totals over all rows, in the offer report alone', async () => {
    const { read } = await sandbox()
    const { data } = (await read('report/offer.json', { ...week, row_limit: 3 })).response
    const { data: complete } = (await read('report/offer.json', { ...week, ...all })).response
    expect(data.offers).toHaveLength(3)
    expect(data.totals).toEqual(complete.totals)
    expect(Math.round(data.totals.revenue * 100)).toBe(sum(complete.offers, 'revenue'))
    expect((await read('report/affiliate.json', week)).response.data.totals).toBeUndefined()
    expect((await read('report/advertiser.json', week)).response.data.totals).toBeUndefined()
  })

  it('compute what can be computed', async () => {
    const asked = await sandbox()
    for (const row of await lines(asked, 'offer', week)) {
      expect(row.conversion_rate).toBeCloseTo((row.conversions / row.clicks) * 100, 1)
      expect(row.profit).toBeCloseTo(row.revenue - row.payout, 6)
      expect(row.epc).toBeCloseTo(row.payout / row.clicks, 2)
      expect(row.unique_clicks).toBeLessThanOrEqual(row.clicks)
      expect(row.conversions).toBeLessThanOrEqual(row.unique_clicks)
      expect(row.clicks).toBeGreaterThan(0)
    }
  })

  it.each(['conversions', 'clicks', 'revenue', 'epc'])('sort offers by %s, both ways', async (field) => {
    const asked = await sandbox()
    const up = (await lines(asked, 'offer', { ...week, sort_field: field })).map((row) => row[field])
    const down = (await lines(asked, 'offer', { ...week, sort_field: field, sort_descending: 'true' })).map(
      (row) => row[field],
    )
    expect(up).toEqual(up.toSorted((a: number, b: number) => a - b))
    expect(down).toEqual(up.toReversed())
  })

  it('page without losing or repeating a row', async () => {
    const asked = await sandbox()
    const whole = await lines(asked, 'offer', { ...week, sort_field: 'clicks' })
    const paged: Json[] = []
    for (let start = 1; start <= whole.length; start += 7) {
      paged.push(
        ...(await lines(asked, 'offer', {
          ...week,
          sort_field: 'clicks',
          start_at_row: start,
          row_limit: 7,
        })),
      )
    }
    expect(paged).toEqual(whole)
    const fromZero = await lines(asked, 'offer', {
      ...week,
      sort_field: 'clicks',
      start_at_row: 0,
      row_limit: 7,
    })
    expect(fromZero).toEqual(paged.slice(0, 7))
  })
})

describe('the figures', () => {
  it('are the same whenever they are asked for, and whatever has been changed', async () => {
    const first = await sandbox()
    const before = await lines(first, 'offer', week)
    await first.write('update_offer.json', { offer_id: 12345, payout: 1, offer_status: 'inactive' })
    const after = await lines(await sandbox({ now: () => new Date(+NOW + 3_600_000) }), 'offer', week)
    expect(await lines(first, 'offer', week)).toEqual(before)
    expect(after).toEqual(before)
  })

  it('are empty tomorrow, and grow through today', async () => {
    let now = new Date('2026-06-19T00:00:00Z')
    const asked = await sandbox({ now: () => now })
    const today = { start_date: '2026-06-19', end_date: '2026-06-19' }
    expect(await lines(asked, 'offer', today)).toEqual([])
    expect(await lines(asked, 'offer', { start_date: '2026-06-20', end_date: '2026-06-30' })).toEqual([])
    const grown: number[] = []
    for (const hour of ['06', '12', '18', '23']) {
      now = new Date(`2026-06-19T${hour}:59:59Z`)
      grown.push(sum(await lines(asked, 'offer', today), 'clicks'))
    }
    expect(grown[0]).toBeGreaterThan(0)
    expect(grown).toEqual([...new Set(grown)].toSorted((a, b) => a - b))
  })

  it("begin the day at the network's midnight", async () => {
    const at = new Date('2026-06-19T03:00:00Z')
    const today = { start_date: '2026-06-19', end_date: '2026-06-19' }
    expect(await lines(await sandbox({ now: () => at, zone: 'America/New_York' }), 'offer', today)).toEqual(
      [],
    )
    expect(await lines(await sandbox({ now: () => at, zone: 'Asia/Tokyo' }), 'offer', today)).not.toEqual([])
  })

  it('have no traffic before a campaign was made', async () => {
    const asked = await sandbox()
    const early = { start_date: '2026-01-01', end_date: '2026-01-14' }
    expect(await lines(asked, 'affiliate', { ...early, affiliate_id: 67890, offer_id: 12345 })).toEqual([])
  })

  it('have weekday rhythm', async () => {
    const asked = await sandbox()
    const clicks = async (day: string, vertical: number) =>
      sum(await lines(asked, 'offer', { start_date: day, end_date: day, vertical_id: vertical }), 'clicks')
    expect(await clicks('2026-06-14', 1)).toBeLessThan(0.75 * (await clicks('2026-06-16', 1)))
    expect(await clicks('2026-06-14', 6)).toBeGreaterThan(1.2 * (await clicks('2026-06-16', 6)))
  })

  it('tell of something to look at each morning', async () => {
    const asked = await sandbox()
    const row = async (id: number, start: string, end = start) =>
      (await lines(asked, 'offer', { offer_id: id, start_date: start, end_date: end }))[0]
    const [thursday, wednesday, before] = ['2026-06-18', '2026-06-17', '2026-06-10']
    const dead = await row(12299, thursday)
    expect([dead.clicks > 100, dead.conversions]).toEqual([true, 0])
    expect((await row(12299, wednesday)).conversions).toBeGreaterThan(0)
    expect((await row(12291, thursday)).conversion_rate).toBeLessThan(
      0.6 * (await row(12291, before)).conversion_rate,
    )
    expect((await row(12295, thursday)).clicks).toBeGreaterThan(3 * (await row(12295, wednesday)).clicks)
    expect((await row(12334, thursday)).clicks).toBeLessThan(0.1 * (await row(12334, before)).clicks)
    expect(await row(12308, before)).toBeUndefined()
    expect((await row(12308, thursday)).clicks).toBeGreaterThan(0)
    const loss = await row(12322, '2026-06-01', thursday)
    expect(loss.profit).toBeLessThan(0)
  })

  it('are whole, consistent and fixed for any campaign and day', async () => {
    const { cake } = await sandbox()
    const campaigns = [...cake.network.campaigns.values()]
    const today = { day: dayNumber('2026-06-19')!, gone: 0.4 }
    const anyDay = fc.integer({ min: today.day - 900, max: today.day + 5 })
    fc.assert(
      fc.property(fc.constantFrom(...campaigns), anyDay, (campaign, day) => {
        const made = figures(campaign, day, today)
        expect(figures({ ...campaign, campaign_status: 'deleted' }, day, today)).toEqual(made)
        if (!made) return
        expect(day).toBeLessThanOrEqual(today.day)
        for (const value of Object.values(made)) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
        expect(made.conversions).toBeLessThanOrEqual(made.uniqueClicks)
        expect(made.uniqueClicks).toBeLessThanOrEqual(made.clicks)
      }),
      { numRuns: 500, seed: 1 },
    )
  })
})
