import { describe, expect, it } from 'vitest'
import type { Variant } from '../../../src/sandbox/cake/variant.ts'
import { sandbox, type Json } from './ask.ts'

const one = { offer_id: 12345 }
const period = { start_date: '2026-06-01', end_date: '2026-06-07' }

async function asking(
  variant: Partial<Variant>,
  path: string,
  parameters: Record<string, string | number>,
): Promise<Json> {
  const { cake, read } = await sandbox()
  cake.setVariant(variant)
  return read(path, parameters)
}

describe('a network that answers otherwise', () => {
  it('puts lists at the top', async () => {
    const top = await asking({ envelope: 'top' }, 'offers.json', one)
    expect(Object.keys(top)).toEqual(['request_status', 'offers', 'total_rows'])
    const report = await asking({ envelope: 'top' }, 'report/offer.json', period)
    expect(Object.keys(report)).toEqual(['request_status', 'offers', 'totals'])
    const pair = await asking({ envelope: 'top' }, 'affiliate_offer.json', { ...one, affiliate_id: 67890 })
    expect(pair.affiliate_offer.payout).toBe(20)
  })

  it('puts all in d', async () => {
    const { d, ...rest } = await asking({ envelope: 'd' }, 'offers.json', one)
    expect([d.response.offers[0].offer.offer_id, rest]).toEqual([12345, {}])
  })

  it('names reports otherwise', async () => {
    const { response } = await asking({ reports: 'named' }, 'report/affiliate.json', period)
    expect(Object.keys(response.data)).toEqual(['affiliate_report'])
    const offers = await asking({ reports: 'named', envelope: 'top' }, 'report/offer.json', period)
    expect(Object.keys(offers)).toEqual(['request_status', 'offer_report', 'totals'])
    const list = await asking({ reports: 'named' }, 'offers.json', one)
    expect(Object.keys(list.response)).toEqual(['offers', 'total_rows'])
  })

  it('wraps nothing', async () => {
    const { response } = await asking({ wrapped: false }, 'offers.json', one)
    expect(response.offers[0].offer_id).toBe(12345)
    expect(
      (await asking({ wrapped: false }, 'affiliates.json', {})).response.affiliates[0].affiliate_id,
    ).toBe(67851)
  })

  it('sends numbers as text', async () => {
    const { response } = await asking({ numbers: 'string' }, 'offers.json', one)
    expect(response.total_rows).toBe('1')
    expect(response.offers[0].offer).toMatchObject({
      offer_id: '12345',
      payout: '18.50',
      session_hours: '24',
    })
    const report = await asking({ numbers: 'string' }, 'report/offer.json', period)
    expect(report.response.data.totals.revenue).toMatch(/^\d+\.\d\d$/)
    expect(report.response.data.offers[0].clicks).toMatch(/^\d+$/)
  })

  it('words statuses otherwise', async () => {
    const capital = await asking({ statuses: 'capital' }, 'offers.json', one)
    expect(capital.response.offers[0].offer.offer_status).toBe('Active')
    const object = await asking({ statuses: 'object' }, 'affiliates.json', { affiliate_id: 67890 })
    expect(object.response.affiliates[0].affiliate.affiliate_status).toEqual({ id: 1, name: 'Active' })
    expect(object.request_status).toBe('Success')
    const pair = await asking({ statuses: 'object' }, 'affiliate_offer.json', { ...one, affiliate_id: 67888 })
    expect(pair.response.affiliate_offer.affiliate_offer_status).toHaveProperty('name')
  })

  it.each([
    ['day', '2026-12-31', '2026-01-15'],
    ['local', '2026-12-31 23:59:59', '2026-01-15 04:00:00'],
    ['iso', '2027-01-01T04:59:59Z', '2026-01-15T09:00:00Z'],
    ['documented', '2026-12-31', '2026-01-15T09:00:00Z'],
  ] as const)('writes all dates as %s', async (dates, expiry, created) => {
    const { cake, read } = await sandbox({ zone: 'America/New_York' })
    cake.setVariant({ dates })
    expect((await read('offers.json', one)).response.offers[0].offer.expiration_date).toBe(expiry)
    const { campaigns } = (await read('campaigns.json', { campaign_id: 98001 })).response
    expect(campaigns[0].date_created).toBe(created)
  })

  it('gives ids for parties', async () => {
    const { offer } = (await asking({ parties: false }, 'offers.json', one)).response.offers[0]
    expect(offer).toMatchObject({ vertical_id: 3, advertiser_id: 101 })
    expect(offer).not.toHaveProperty('vertical')
    const { affiliate } = (await asking({ parties: false }, 'affiliates.json', {})).response.affiliates[0]
    expect(affiliate.account_manager_id).toBe(42)
  })

  it('sends null for nothing', async () => {
    const absent = (await asking({}, 'offers.json', { offer_id: 12321 })).response.offers[0].offer
    expect(absent).not.toHaveProperty('payout')
    const empty = (await asking({ empty: 'null' }, 'offers.json', { offer_id: 12321 })).response.offers[0]
      .offer
    expect(empty).toMatchObject({ payout: null, vertical: null, tags: null })
  })

  it('gives rates as fractions', async () => {
    const percent = (await asking({}, 'report/offer.json', { ...period, ...one })).response.data.offers[0]
    const fraction = (await asking({ rates: 'fraction' }, 'report/offer.json', { ...period, ...one }))
      .response.data.offers[0]
    expect(fraction.conversion_rate).toBeCloseTo(percent.conversion_rate / 100, 6)
  })

  it('counts rows not at all, or under another name', async () => {
    expect((await asking({ totals: false }, 'offers.json', one)).response).not.toHaveProperty('total_rows')
    expect((await asking({ totals: false }, 'report/offer.json', period)).response.data).not.toHaveProperty(
      'totals',
    )
    expect((await asking({ totalName: 'total_records' }, 'offers.json', one)).response.total_records).toBe(1)
  })

  it('caps pages without a word', async () => {
    const { response } = await asking({ maxRows: 20 }, 'campaigns.json', { row_limit: 5000 })
    expect([response.campaigns.length, response.total_rows]).toEqual([20, 150])
  })

  it.each([
    [0, 12289],
    [1, 12288],
    ['documented', 12289],
  ] as const)('counts rows from %s', async (rowBase, third) => {
    const { response } = await asking({ rowBase }, 'offers.json', { start_at_row: 3, row_limit: 1 })
    expect(response.offers[0].offer.offer_id).toBe(third)
  })

  it('has no affiliates.json', async () => {
    const { cake, get } = await sandbox()
    cake.setVariant({ affiliatesJson: false })
    expect((await get('affiliates.json')).status).toBe(404)
  })

  it.each([
    ['http-400', 400, { request_status: 'Failure', message: 'Offer 9 was not found.' }],
    ['http-200', 200, { request_status: 'Failure', message: 'Offer 9 was not found.' }],
    ['classic', 200, { success: false, message: 'Offer 9 was not found.' }],
  ] as const)('refuses the %s way', async (failures, expected, content) => {
    const { cake, post } = await sandbox()
    cake.setVariant({ failures })
    const { status, text } = await post('update_offer.json', { offer_id: 9, payout: 1 })
    expect([status, JSON.parse(text)]).toEqual([expected, content])
  })
})
