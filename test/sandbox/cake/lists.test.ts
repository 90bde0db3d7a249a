import { describe, expect, it } from 'vitest'
import { sandbox, type Asked, type Json } from './ask.ts'

type Parameters = Record<string, string | number>

async function offers({ read }: Asked, parameters: Parameters = {}): Promise<Json[]> {
  return (await read('offers.json', parameters)).response.offers.map(({ offer }: Json) => offer)
}

async function affiliates({ read }: Asked, parameters: Parameters = {}): Promise<Json[]> {
  return (await read('affiliates.json', parameters)).response.affiliates.map(
    ({ affiliate }: Json) => affiliate,
  )
}

async function campaigns({ read }: Asked, parameters: Parameters = {}): Promise<Json[]> {
  return (await read('campaigns.json', parameters)).response.campaigns
}

describe('lists', () => {
  it('give 100 rows where nothing else is asked, and count them all', async () => {
    const { read } = await sandbox()
    const { campaigns, total_rows: total } = (await read('campaigns.json')).response
    expect([campaigns.length, total]).toEqual([100, 150])
  })

  it.each(['offers.json', 'affiliates.json', 'campaigns.json', 'creatives.json', 'landing_pages.json'])(
    'are empty for an id that is not there: %s',
    async (path) => {
      const asked = await sandbox()
      const name = path === 'landing_pages.json' ? 'landing_page_id' : path.replace('s.json', '_id')
      const answer = await asked.read(path, { [name]: 7 })
      const [list] = Object.values(answer.response ?? answer).filter(Array.isArray)
      expect([answer.request_status, list]).toEqual(['Success', []])
    },
  )

  it('of offers filter by each parameter and by several', async () => {
    const asked = await sandbox()
    const ids = async (parameters: Parameters) =>
      (await offers(asked, parameters)).map(({ offer_id: id }) => id)
    expect(await ids({ advertiser_id: 101, offer_status: 'expired' })).toEqual([12343])
    expect(await ids({ vertical_id: 3, offer_status: 'pending' })).toEqual([12314, 12342])
    expect(await ids({ tag_id: 8 })).toEqual([12314, 12329, 12344, 12345])
    expect(await ids({ tag_id: 1500 })).toEqual([12320])
    expect(await ids({ offer_id: 12345, vertical_id: 1 })).toEqual([])
    expect((await ids({ advertiser_id: 1021 })).length).toBeGreaterThan(5)
  })

  it('of offers sort by name and id, both ways', async () => {
    const asked = await sandbox()
    const names = async (parameters: Parameters) =>
      (await offers(asked, parameters)).map(({ offer_name: name }) => name.toLowerCase())
    const up = await names({ sort_field: 'offer_name' })
    expect(up).toEqual(up.toSorted((a, b) => (a < b ? -1 : 1)))
    expect(await names({ sort_field: 'offer_name', sort_descending: 'true' })).toEqual(up.toReversed())
    const [last] = await offers(asked, { sort_field: 'offer_id', sort_descending: 'true' })
    expect(last.offer_id).toBe(12345)
  })

  it('of affiliates filter by part of the name, manager, status and tag', async () => {
    const asked = await sandbox()
    const names = async (parameters: Parameters) =>
      (await affiliates(asked, parameters)).map((row) => row.affiliate_name)
    expect(await names({ affiliate_name: 'mediab' })).toEqual(['MediaBridge Partners'])
    expect(await names({ affiliate_name: 'DIA', account_manager_id: 42 })).toEqual([
      'BlueHarbor Media',
      'MediaBridge Partners',
    ])
    expect(await names({ affiliate_status: 'pending' })).toEqual(['Nimbus Native Ads', 'Fresh Feed Media'])
    expect(await names({ affiliate_status: 'suspended' })).toEqual(['Rapid Reach Ltd'])
    expect(await names({ tag_id: 10 })).toEqual(['Quiver Ads', 'Kestrel Mobile'])
    const sorted = await names({ sort_field: 'affiliate_name', sort_descending: 'true' })
    expect(sorted).toHaveLength(40)
    expect(sorted[0]).toMatch(/東京/)
  })

  it('of campaigns filter by each parameter', async () => {
    const asked = await sandbox()
    const of = async (parameters: Parameters) => campaigns(asked, { row_limit: 5000, ...parameters })
    const all = await of({})
    for (const field of ['offer_id', 'affiliate_id', 'campaign_status'] as const) {
      const value = all[3][field]
      expect(await of({ [field]: value })).toEqual(all.filter((row) => row[field] === value))
    }
    expect(new Set(all.map((row) => row.campaign_status))).toEqual(new Set(['active', 'paused', 'deleted']))
    expect(new Set(all.map((row) => row.tracking_link)).size).toBe(150)
  })

  it('of creatives have all four types, with a size where there is one', async () => {
    const { read } = await sandbox()
    for (const [index, type] of ['Banner', 'Text Link', 'Email', 'HTML'].entries()) {
      const { creatives } = await read('creatives.json', { creative_type_id: index + 1 })
      expect(creatives.length).toBeGreaterThan(3)
      for (const creative of creatives) {
        expect(creative.creative_type).toBe(type)
        expect('width' in creative).toBe(type === 'Banner' || type === 'HTML')
      }
    }
    const deleted = await read('landing_pages.json', { landing_page_status: 'deleted' })
    expect(deleted.landing_pages.length).toBeGreaterThan(0)
  })

  it('page by the first row the documentation names: 0 for offers, 1 for campaigns', async () => {
    const asked = await sandbox()
    const whole = await offers(asked)
    expect(await offers(asked, { start_at_row: 10, row_limit: 5 })).toEqual(whole.slice(10, 15))
    expect(await offers(asked, { start_at_row: 58, row_limit: 5 })).toEqual(whole.slice(58))
    expect(await offers(asked, { start_at_row: 60 })).toEqual([])
    const some = await campaigns(asked)
    expect(await campaigns(asked, { start_at_row: 11, row_limit: 5 })).toEqual(some.slice(10, 15))
    expect(await campaigns(asked, { start_at_row: 0, row_limit: 5 })).toEqual(some.slice(0, 5))
  })

  it("say an affiliate's access to an offer", async () => {
    const asked = await sandbox()
    const access = async (affiliate_id: number, offer_id: number) =>
      (await asked.read('affiliate_offer.json', { affiliate_id, offer_id })).response.affiliate_offer
    expect(await access(67890, 12345)).toMatchObject({ payout: 20, affiliate_offer_status: 'active' })
    const rows = [...asked.cake.network.campaigns.values()].filter((row) => row.campaign_status !== 'deleted')
    const special = rows.find((row) => row.payout !== undefined)!
    const usual = rows.find((row) => row.payout === undefined && row.offer_id !== 12321)!
    expect((await access(special.affiliate_id, special.offer_id)).payout).toBe(special.payout)
    expect((await access(usual.affiliate_id, usual.offer_id)).payout).toBe(
      asked.cake.network.offers.get(usual.offer_id)!.payout,
    )
    const others = await Promise.all(
      [...asked.cake.network.affiliates.values()].map((row) => access(row.affiliate_id, 12345)),
    )
    expect(new Set(others.map((row) => row.affiliate_offer_status))).toEqual(
      new Set(['active', 'pending', 'not applied']),
    )
    expect(others.find((row) => row.affiliate_offer_status === 'not applied')).not.toHaveProperty('payout')
  })
})
