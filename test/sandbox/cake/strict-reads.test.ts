import { describe, expect, it } from 'vitest'
import { KEY, request, sandbox } from './ask.ts'

const january = { start_date: '2026-01-01', end_date: '2026-01-31' }

describe('a GET is refused', () => {
  const cases: [string, string, Record<string, string | number>, string][] = [
    ['an unknown parameter', 'offers.json', { offerid: 1 }, `Unknown parameter 'offerid'.`],
    [
      'an id that is not a number',
      'offers.json',
      { offer_id: 'abc' },
      `'offer_id': it must be a whole number above 0`,
    ],
    ['an id with a fraction', 'offers.json', { offer_id: '1.5' }, `'offer_id'`],
    ['an id of 0', 'offers.json', { offer_id: 0 }, `'offer_id'`],
    ['an empty id', 'offers.json', { offer_id: '' }, `'offer_id'`],
    [
      'the writable word for paused',
      'offers.json',
      { offer_status: 'inactive' },
      'active, paused, pending, expired',
    ],
    ['a status in capitals', 'offers.json', { offer_status: 'Active' }, `'offer_status'`],
    [
      'too many offers',
      'offers.json',
      { row_limit: 5001 },
      `'row_limit': it must be a whole number from 1 to 5000`,
    ],
    ['no rows', 'offers.json', { row_limit: 0 }, `'row_limit'`],
    ['a negative row', 'offers.json', { start_at_row: '-1' }, `'start_at_row'`],
    ['an unknown order', 'offers.json', { sort_field: 'payout' }, 'offer_name, offer_id'],
    ['a flag that is none', 'offers.json', { sort_descending: 'yes' }, 'true or false'],
    ['too many affiliates', 'affiliates.json', { row_limit: 501 }, 'from 1 to 500'],
    [
      'an affiliate status of offers',
      'affiliates.json',
      { affiliate_status: 'paused' },
      `'affiliate_status'`,
    ],
    ['too many campaigns', 'campaigns.json', { row_limit: 5001 }, 'from 1 to 5000'],
    [
      'a sort of campaigns',
      'campaigns.json',
      { sort_field: 'campaign_id' },
      `Unknown parameter 'sort_field'`,
    ],
    ['a page of creatives', 'creatives.json', { row_limit: 10 }, `Unknown parameter 'row_limit'`],
    ['a fifth type', 'creatives.json', { creative_type_id: 5 }, 'from 1 to 4'],
    [
      'a landing page that is expired',
      'landing_pages.json',
      { landing_page_status: 'expired' },
      'active, paused, deleted',
    ],
    [
      'half a pair',
      'affiliate_offer.json',
      { affiliate_id: 67890 },
      `Missing required parameter 'offer_id'.`,
    ],
    [
      'a pair of no affiliate',
      'affiliate_offer.json',
      { affiliate_id: 1, offer_id: 12345 },
      'Affiliate 1 was not found.',
    ],
    [
      'a pair of no offer',
      'affiliate_offer.json',
      { affiliate_id: 67890, offer_id: 1 },
      'Offer 1 was not found.',
    ],
    ['no dates', 'report/offer.json', {}, `Missing required parameter 'start_date'.`],
    [
      'no end',
      'report/affiliate.json',
      { start_date: '2026-01-01' },
      `Missing required parameter 'end_date'.`,
    ],
    [
      'a day that is not',
      'report/offer.json',
      { ...january, end_date: '2026-02-30' },
      'a day like 2026-01-31',
    ],
    [
      'a date the American way',
      'report/offer.json',
      { ...january, start_date: '01/01/2026' },
      `'start_date'`,
    ],
    ['a date with time', 'report/offer.json', { ...january, end_date: '2026-01-31 00:00:00' }, `'end_date'`],
    [
      'the end first',
      'report/advertiser.json',
      { start_date: '2026-02-01', end_date: '2026-01-31' },
      'must not be after',
    ],
    ['too many lines', 'report/offer.json', { ...january, row_limit: 10_001 }, 'from 1 to 10000'],
    [
      'offers by payout',
      'report/offer.json',
      { ...january, sort_field: 'payout' },
      'conversions, clicks, revenue, epc',
    ],
    [
      'affiliates by revenue',
      'report/affiliate.json',
      { ...january, sort_field: 'revenue' },
      'clicks, conversions, payout, epc',
    ],
    [
      'a sort of advertisers',
      'report/advertiser.json',
      { ...january, sort_field: 'clicks' },
      `Unknown parameter 'sort_field'`,
    ],
    [
      'affiliates by advertiser',
      'report/affiliate.json',
      { ...january, advertiser_id: 101 },
      `Unknown parameter`,
    ],
  ]

  it.each(cases)('%s', async (_, path, parameters, message) => {
    const { get } = await sandbox()
    const { status, text } = await get(path, parameters)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({ request_status: 'Failure', message: expect.stringContaining(message) })
  })

  it('a parameter sent twice', async () => {
    const { cake } = await sandbox()
    const { status } = await request(`${cake.url}/api/2/offers.json?api_key=${KEY}&offer_id=1&offer_id=2`)
    expect(status).toBe(400)
  })
})
