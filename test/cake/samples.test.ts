import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { endpoints } from '../../src/cake/endpoints.ts'
import type { ReadEndpoint, WriteEndpoint } from '../../src/cake/endpoint.ts'
import { client, json, network } from './network.ts'

interface Sample {
  request: { method: string; url?: string; body?: Record<string, unknown> }
  response: unknown
}

const sample = (name: string): Sample =>
  JSON.parse(readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')) as Sample

/** What is read out of each documented answer, in full. */
const reads = {
  'offers.get': {
    endpoint: endpoints.getOffers,
    params: {
      sort_descending: false,
      offer_status: 'active',
      start_at_row: 0,
      row_limit: 50,
      vertical_id: 3,
      sort_field: 'offer_name',
    },
    answer: {
      rows: [
        {
          offer_id: 12345,
          offer_name: 'Auto Insurance Quote - US',
          offer_status: 'active',
          vertical: { id: 3, name: 'Insurance' },
          advertiser: { id: 101, name: 'SafeDrive Insurance Co.' },
          offer_url: 'https://safedrive.example.com/quote',
          payout: 18.5,
          payout_type: 'cpa',
          revenue: 22,
          currency: 'USD',
          session_hours: 24,
          expiration_date: { day: '2026-12-31', utc: false },
          tags: [{ id: 8, name: 'auto' }],
        },
      ],
      total: 1,
    },
  },
  'affiliate_offer.get': {
    endpoint: endpoints.getAffiliateOffer,
    params: { offer_id: 12345, affiliate_id: 67890 },
    answer: {
      affiliate_id: 67890,
      offer_id: 12345,
      payout: 20,
      payout_type: 'cpa',
      affiliate_offer_status: 'active',
    },
  },
  'campaigns.get': {
    endpoint: endpoints.getCampaigns,
    params: {
      row_limit: 50,
      start_at_row: 1,
      offer_id: 12345,
      affiliate_id: 67890,
      campaign_status: 'active',
    },
    answer: {
      rows: [
        {
          campaign_id: 98001,
          offer_id: 12345,
          offer_name: 'Auto Insurance Quote - US',
          affiliate_id: 67890,
          affiliate_name: 'MediaBridge Partners',
          campaign_status: 'active',
          tracking_link: 'https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890',
          creative_id: 4421,
          sub_affiliate: 'email_blast_june',
          created: { day: '2026-01-15', time: '09:00:00', utc: true },
        },
      ],
      total: 1,
    },
  },
  'creatives.get': {
    endpoint: endpoints.getCreatives,
    params: { offer_id: 12345, creative_status: 'active' },
    answer: {
      rows: [
        {
          creative_id: 4421,
          creative_name: 'Banner 300x250',
          creative_type: 'Banner',
          offer_id: 12345,
          creative_status: 'active',
          width: 300,
          height: 250,
        },
      ],
    },
  },
  'landing_pages.get': {
    endpoint: endpoints.getLandingPages,
    params: { offer_id: 12345, landing_page_status: 'active' },
    answer: {
      rows: [
        {
          landing_page_id: 881,
          landing_page_name: 'Main LP - US',
          offer_id: 12345,
          url: 'https://safedrive.example.com/quote',
          landing_page_status: 'active',
        },
      ],
    },
  },
  'report.offer': {
    endpoint: endpoints.getOfferReport,
    params: {
      start_date: '2026-01-01',
      end_date: '2026-01-31',
      row_limit: 50,
      sort_field: 'conversions',
      sort_descending: true,
    },
    answer: {
      rows: [
        {
          offer_id: 12345,
          offer_name: 'Auto Insurance Quote - US',
          clicks: 8420,
          unique_clicks: 7930,
          conversions: 312,
          payout: 5616,
          revenue: 6864,
        },
      ],
    },
  },
  'report.affiliate': {
    endpoint: endpoints.getAffiliateReport,
    params: {
      start_date: '2026-01-01',
      end_date: '2026-01-31',
      sort_field: 'payout',
      sort_descending: true,
    },
    answer: {
      rows: [
        {
          affiliate_id: 67890,
          affiliate_name: 'MediaBridge Partners',
          clicks: 3210,
          conversions: 142,
          payout: 2556,
        },
      ],
    },
  },
  'report.advertiser': {
    endpoint: endpoints.getAdvertiserReport,
    params: { advertiser_id: 1021, end_date: '2026-01-31', start_date: '2026-01-01' },
    answer: {
      rows: [
        {
          advertiser_id: 1021,
          advertiser_name: 'Acme Financial Services',
          clicks: 12500,
          conversions: 487,
          revenue: 10714,
        },
      ],
    },
  },
}

const writes = {
  'offer.create': {
    endpoint: endpoints.createOffer,
    path: '/api/2/offer.json',
    answer: {
      offer_id: 12346,
      offer_name: 'Home Warranty Lead - Premium',
      offer_status: 'active',
      payout: 24,
      payout_type: 'cpa',
      revenue: 30,
      created: { day: '2026-06-19', time: '09:15:00', utc: false },
      tags: [],
    },
  },
  'offer.update': {
    endpoint: endpoints.updateOffer,
    path: '/api/2/update_offer.json',
    answer: {
      offer_id: 12345,
      offer_name: 'Auto Insurance Quote - US',
      offer_status: 'inactive',
      payout: 20,
      expiration_date: { day: '2026-09-30', time: '23:59:59', utc: false },
      tags: [],
    },
  },
  'affiliate.create': {
    endpoint: endpoints.createAffiliate,
    path: '/api/2/affiliate.json',
    answer: {
      affiliate_id: 67891,
      affiliate_name: 'New Media Group Inc',
      affiliate_status: 'active',
      account_manager: { id: 42, name: 'Jordan Lee' },
      created: { day: '2026-06-19', time: '09:30:00', utc: false },
    },
  },
  'affiliate.update': {
    endpoint: endpoints.updateAffiliate,
    path: '/api/2/update_affiliate.json',
    answer: {
      affiliate_id: 67890,
      affiliate_name: 'MediaBridge Partners',
      affiliate_status: 'suspended',
      account_manager: { id: 7, name: 'Mark Johnson' },
    },
  },
  'campaign.create': {
    endpoint: endpoints.createCampaign,
    path: '/api/2/campaign.json',
    answer: {
      campaign_id: 98002,
      campaign_status: 'active',
      offer_id: 12345,
      affiliate_id: 67890,
      tracking_link: 'https://yourdomain.cakemarketing.com/rd/r.php?sid=98002&aff_id=67890',
      created: { day: '2026-06-19', time: '09:45:00', utc: false },
    },
  },
  'campaign.update': {
    endpoint: endpoints.updateCampaign,
    path: '/api/2/update_campaign.json',
    answer: { campaign_id: 98001, campaign_status: 'paused', creative_id: 4422 },
  },
}

describe('the documented reads', () => {
  test.each(Object.entries(reads))('%s', async (name, { endpoint, params, answer }) => {
    const { request, response } = sample(name)
    const { url, came } = await network((_, res) => json(res, response))
    const { cake } = client(url, { key: 'YOUR_API_KEY' })
    // The table's rows each fit their endpoint; TypeScript only sees the union of them.
    const got = await cake.read(endpoint as ReadEndpoint<unknown, unknown>, params)
    expect(came[0]).toMatchObject({ method: 'GET', url: request.url, body: '' })
    expect(got).toStrictEqual(answer)
  })
})

describe('the documented writes', () => {
  test.each(Object.entries(writes))('%s', async (name, { endpoint, path, answer }) => {
    const { request, response } = sample(name)
    const { api_key, ...params } = request.body ?? {}
    const { url, came } = await network((_, res) => json(res, response))
    const { cake } = client(url, { key: String(api_key) })
    const shuffled = Object.fromEntries(Object.entries(params).toReversed())
    const got = await cake.write(endpoint as WriteEndpoint<unknown, unknown>, shuffled)
    expect(came[0]).toMatchObject({ method: 'POST', url: path, body: JSON.stringify(request.body) })
    expect(came[0]?.headers['content-type']).toBe('application/json')
    expect(got).toStrictEqual(answer)
  })
})

test('every endpoint is tried here, but affiliates.json of which no sample is documented', () => {
  const tried = [...Object.values(reads), ...Object.values(writes)].map(({ endpoint }) => endpoint.path)
  const all = Object.values(endpoints).map(({ path }) => path)
  expect(all.filter((path) => !tried.includes(path))).toEqual(['affiliates.json'])
  expect(all).not.toContain('conversion.json')
})

test('a network below a path of its own is asked there', async () => {
  const { url, came } = await network((_, res) => json(res, sample('creatives.get').response))
  const { cake } = client(`${url}/cake/`, { key: 'a b' })
  await cake.read(endpoints.getCreatives, { offer_id: 1 })
  expect(came[0]?.url).toBe('/cake/api/2/creatives.json?api_key=a%20b&offer_id=1')
})

test('a wrong parameter is named and nothing is sent', async () => {
  const { url, came } = await network((_, res) => json(res, {}))
  const { cake } = client(url)
  await expect(cake.read(endpoints.getOffers, { offer_id: 1.5 })).rejects.toMatchObject({
    name: 'CakeError',
    kind: 'invalid',
    field: 'offer_id',
    endpoint: 'offers.json',
  })
  await expect(cake.write(endpoints.updateOffer, { offer_id: 7, payout: -1 })).rejects.toMatchObject({
    kind: 'invalid',
    field: 'payout',
  })
  expect(came).toEqual([])
})
