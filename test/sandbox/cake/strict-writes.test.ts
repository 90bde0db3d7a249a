import { describe, expect, it } from 'vitest'
import { KEY, request, sandbox } from './ask.ts'

describe('a POST is refused', () => {
  const offer = {
    offer_name: 'New',
    advertiser_id: 101,
    vertical_id: 3,
    offer_url: 'https://a.example.com/{offer_id}',
  }
  const affiliate = { affiliate_name: 'New', account_manager_id: 42 }
  const campaign = { offer_id: 12345, affiliate_id: 67890 }
  const cases: [string, string, Record<string, unknown>, string][] = [
    [
      'an offer without name',
      'offer.json',
      { ...offer, offer_name: undefined },
      `Missing required parameter 'offer_name'.`,
    ],
    ['an offer with an empty name', 'offer.json', { ...offer, offer_name: ' ' }, `'offer_name'`],
    [
      'an advertiser nobody knows',
      'offer.json',
      { ...offer, advertiser_id: 9 },
      'Advertiser 9 was not found.',
    ],
    ['a vertical nobody knows', 'offer.json', { ...offer, vertical_id: 99 }, 'Vertical 99 was not found.'],
    ['a currency nobody knows', 'offer.json', { ...offer, currency_id: 99 }, 'Currency 99 was not found.'],
    ['a URL that is none', 'offer.json', { ...offer, offer_url: 'example' }, 'a URL'],
    [
      'the readable word for inactive',
      'offer.json',
      { ...offer, offer_status: 'paused' },
      'active, inactive, pending',
    ],
    ['a payout as text', 'offer.json', { ...offer, payout: '24.00' }, `'payout'`],
    ['a negative payout', 'offer.json', { ...offer, payout: -1 }, `'payout'`],
    ['a payout type as read', 'offer.json', { ...offer, payout_type: 'CPA' }, 'cpa, cpc, cpm, revshare'],
    ['tags, which cannot be written', 'offer.json', { ...offer, tags: [8] }, `Unknown parameter 'tags'.`],
    ['a change without offer', 'update_offer.json', { payout: 1 }, `Missing required parameter 'offer_id'.`],
    ['an id as text', 'update_offer.json', { offer_id: '12345' }, `'offer_id'`],
    ['a change of no offer', 'update_offer.json', { offer_id: 9, payout: 1 }, 'Offer 9 was not found.'],
    [
      'an expired status',
      'update_offer.json',
      { offer_id: 12345, offer_status: 'expired' },
      `'offer_status'`,
    ],
    [
      'a day without time',
      'update_offer.json',
      { offer_id: 12345, expiration_date: '2026-09-30' },
      '2026-09-30 23:59:59',
    ],
    [
      'an hour that is not',
      'update_offer.json',
      { offer_id: 12345, expiration_date: '2026-09-30 24:00:00' },
      `'expiration_date'`,
    ],
    [
      'a cap, which is not documented',
      'update_offer.json',
      { offer_id: 12345, cap: 5 },
      `Unknown parameter 'cap'.`,
    ],
    ['an affiliate without manager', 'affiliate.json', { affiliate_name: 'New' }, `'account_manager_id'`],
    [
      'a manager nobody knows',
      'affiliate.json',
      { ...affiliate, account_manager_id: 1 },
      'Account manager 1 was not found.',
    ],
    [
      'a suspended newcomer',
      'affiliate.json',
      { ...affiliate, affiliate_status: 'suspended' },
      'active, inactive, pending',
    ],
    ['a change of no affiliate', 'update_affiliate.json', { affiliate_id: 9 }, 'Affiliate 9 was not found.'],
    [
      'a new manager nobody knows',
      'update_affiliate.json',
      { affiliate_id: 67890, account_manager_id: 1 },
      'Account manager 1',
    ],
    ['a campaign of no offer', 'campaign.json', { ...campaign, offer_id: 9 }, 'Offer 9 was not found.'],
    [
      'a campaign of no affiliate',
      'campaign.json',
      { ...campaign, affiliate_id: 9 },
      'Affiliate 9 was not found.',
    ],
    [
      'a campaign on a paused offer',
      'campaign.json',
      { ...campaign, offer_id: 12341 },
      'is paused: a campaign needs an active offer',
    ],
    ['a campaign on a pending offer', 'campaign.json', { ...campaign, offer_id: 12342 }, 'is pending'],
    ['a campaign on an expired offer', 'campaign.json', { ...campaign, offer_id: 12343 }, 'is expired'],
    ['a fourth link type', 'campaign.json', { ...campaign, display_link_type_id: 4 }, 'from 1 to 3'],
    [
      'a creative of another offer',
      'campaign.json',
      { ...campaign, creative_id: 4423 },
      'Offer 12345 has no creative 4423.',
    ],
    [
      'a page of another offer',
      'update_campaign.json',
      { campaign_id: 98001, landing_page_id: 883 },
      'no landing page 883',
    ],
    ['a change of no campaign', 'update_campaign.json', { campaign_id: 9 }, 'Campaign 9 was not found.'],
    [
      'a campaign that is inactive',
      'update_campaign.json',
      { campaign_id: 98001, campaign_status: 'inactive' },
      'active, paused, deleted',
    ],
  ]

  it.each(cases)('%s, and changes nothing', async (_, path, body, message) => {
    const { cake, post } = await sandbox()
    const { version } = cake.network
    const { status, text } = await post(path, body)
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({ request_status: 'Failure', message: expect.stringContaining(message) })
    expect(cake.network.version).toBe(version)
    expect(cake.network.writes).toEqual([])
  })

  const json = { 'content-type': 'application/json' }
  const good = JSON.stringify({ api_key: KEY, offer_id: 12345, payout: 1 })
  const raw: [string, string, RequestInit, number][] = [
    [
      'a form',
      '',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: `api_key=${KEY}` },
      415,
    ],
    ['JSON that does not say so', '', { headers: { 'content-type': 'text/plain' }, body: good }, 415],
    ['no JSON', '', { headers: json, body: '{' }, 400],
    ['no body', '', { headers: json }, 400],
    ['a list', '', { headers: json, body: '[]' }, 400],
    ['the key in the URL', `?api_key=${KEY}`, { headers: json, body: good }, 400],
    ['far too much', '', { headers: json, body: `"${'x'.repeat(1_100_000)}"` }, 400],
  ]

  it.each(raw)('%s', async (_, query, init, status) => {
    const { cake } = await sandbox()
    const answer = await request(`${cake.url}/api/2/update_offer.json${query}`, { method: 'POST', ...init })
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.text).request_status).toBe('Failure')
    expect(cake.network.writes).toEqual([])
  })
})
