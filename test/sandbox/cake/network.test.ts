import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Network } from '../../../src/sandbox/cake/network/network.ts'
import { sandbox } from './ask.ts'

const now = new Date('2026-11-21T09:00:00Z')
const network = (offers = 60, at = now, zone = 'UTC') => new Network({ zone, offers, now: at })
const everything = ({ offers, affiliates, campaigns, creatives, landingPages }: Network) =>
  [offers, affiliates, campaigns, creatives, landingPages].map((shelf) => [...shelf.values()])

describe('the network', () => {
  it('is the same whenever it is made', () => {
    expect(everything(network())).toEqual(everything(network()))
  })

  it('has what a network of its size has', () => {
    const { offers, affiliates, campaigns } = network()
    expect([offers.size, affiliates.size, campaigns.size]).toEqual([60, 40, 150])
    const all = [...offers.values()]
    const kinds = (field: 'offer_status' | 'payout_type' | 'currency' | 'advertiser_id' | 'vertical_id') =>
      new Set(all.map((offer) => offer[field]).filter((value) => value !== undefined))
    expect(kinds('payout_type')).toEqual(new Set(['cpa', 'cpc', 'cpm', 'revshare']))
    expect(kinds('currency')).toEqual(new Set(['USD', 'EUR', 'GBP', 'JPY']))
    expect(kinds('offer_status')).toEqual(new Set(['active', 'inactive', 'pending']))
    expect([kinds('advertiser_id').size, kinds('vertical_id').size]).toEqual([12, 8])
  })

  it('refers to nothing that is not there', () => {
    const { offers, affiliates, campaigns, creatives, landingPages } = network(100)
    for (const campaign of campaigns.values()) {
      expect(offers.get(campaign.offer_id)).toBeDefined()
      expect(affiliates.get(campaign.affiliate_id)).toBeDefined()
      expect(creatives.get(campaign.creative_id!)?.offer_id).toBe(campaign.offer_id)
    }
    for (const row of [...creatives.values(), ...landingPages.values()])
      expect(offers.get(row.offer_id)).toBeDefined()
  })

  it('has names that try something', () => {
    const names = [...network().offers.values()].map((offer) => offer.offer_name)
    for (const name of [
      '<!channel> Flash & Sale',
      '*Bold* _it_ ~x~ `code`',
      '=HYPERLINK("http://x","y")',
      '</script><img src=x onerror=alert(1)> Install',
    ]) {
      expect(names).toContain(name)
    }
    expect(names.map((name) => name.length)).toContain(4000)
    expect(names.some((name) => /[\u0600-\u06ff]/.test(name))).toBe(true)
    expect(names.some((name) => /\p{Extended_Pictographic}/u.test(name))).toBe(true)
    expect(names.some((name) => name.includes('\u202e'))).toBe(true)
  })

  it('has affiliates with such names in its reports', async () => {
    const { read } = await sandbox()
    const { affiliates } = (
      await read('report/affiliate.json', { start_date: '2026-06-01', end_date: '2026-06-18' })
    ).response.data
    expect(affiliates.map((row: { affiliate_name: string }) => row.affiliate_name)).toEqual(
      expect.arrayContaining([
        "=cmd|' /C calc'!A0",
        '<@U012ABC> & Sons <#C012ABC>',
        'Two\nLines\tand a tab Traffic',
      ]),
    )
  })

  it('has an offer with 500 tags, one with next to nothing, and one that loses money', () => {
    const { offers } = network()
    expect(offers.get(12320)!.tags).toHaveLength(500)
    expect(JSON.parse(JSON.stringify(offers.get(12321)))).toEqual({
      offer_id: 12321,
      offer_name: 'Bare Bones',
      offer_status: 'active',
      advertiser_id: 111,
    })
    expect(offers.get(12322)!.payout).toBeGreaterThan(offers.get(12322)!.revenue!)
  })

  it.each([
    ['UTC', '2026-11-24'],
    ['Pacific/Auckland', '2026-11-24'],
    ['America/Los_Angeles', '2026-11-24'],
  ])('has offers that expire 3, 10 and 13 days from now in %s', (zone, inThree) => {
    const dates = [...network(60, now, zone).offers.values()].map((offer) => offer.expiration_date)
    expect(dates).toEqual(
      expect.arrayContaining([`${inThree} 23:59:59`, '2026-12-01 23:59:59', '2026-12-04 23:59:59']),
    )
    expect(dates).toContain('2026-11-16 23:59:59')
  })

  it('keeps the documented date while it can, and then the end of the year', () => {
    const expiry = (at: string) => network(60, new Date(at)).offers.get(12345)!.expiration_date
    expect(expiry('2026-01-05T00:00:00Z')).toBe('2026-12-31 23:59:59')
    expect(expiry('2026-12-31T23:00:00Z')).toBe('2026-12-31 23:59:59')
    expect(expiry('2027-01-01T00:00:00Z')).toBe('2027-12-31 23:59:59')
  })
})

describe('a network of 100,000 offers', () => {
  it('takes next to no memory until it is looked at', () => {
    const before = heldBytes()
    const large = network(100_000)
    expect((heldBytes() - before) / 1e6).toBeLessThan(20)
    expect([large.offers.size, large.campaigns.size]).toEqual([100_000, 299_970])
  })

  it('answers lists, searches, single rows and changes', async () => {
    const { cake, read, write } = await sandbox({ offers: 100_000 })
    const page = (await read('offers.json', { start_at_row: 99_998, row_limit: 5000 })).response
    expect([page.offers.length, page.total_rows]).toEqual([2, 100_000])
    const { offer } = page.offers[1]
    const { campaigns } = (await read('campaigns.json', { offer_id: offer.offer_id })).response
    expect(campaigns.map((row: { offer_name: string }) => row.offer_name)).toEqual(
      Array(3).fill(offer.offer_name),
    )
    await write('update_offer.json', {
      offer_id: offer.offer_id,
      offer_name: 'Changed',
      offer_status: 'inactive',
    })
    expect(cake.network.offers.get(offer.offer_id)?.offer_name).toBe('Changed')
    expect((await read('offers.json', { start_at_row: 99_999 })).response.offers[0].offer.offer_name).toBe(
      'Changed',
    )
    const made = await write('offer.json', {
      offer_name: 'N',
      advertiser_id: 101,
      vertical_id: 1,
      offer_url: 'https://n',
    })
    expect(made.offer.offer_id).toBe(12346)
  })

  it('reports one day over all of them, page by page, with the same totals', async () => {
    const { read } = await sandbox({ offers: 100_000 })
    const day = { start_date: '2026-06-18', end_date: '2026-06-18', row_limit: 10_000 }
    const first = (await read('report/offer.json', day)).response.data
    const second = (await read('report/offer.json', { ...day, start_at_row: 10_001 })).response.data
    expect([first.offers.length, second.offers.length]).toEqual([10_000, 10_000])
    expect(second.offers[0].offer_id).toBeGreaterThan(first.offers.at(-1).offer_id)
    expect(second.totals).toEqual(first.totals)
  })
})

/** The bytes of JavaScript's memory that are still in use, by this test or by another in the same process. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  collectGarbage()
  return process.memoryUsage().heapUsed
}
