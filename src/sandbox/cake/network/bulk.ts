import { chance, pick } from '../chance.ts'
import { dayMs } from '../days.ts'
import type { Affiliate, Campaign, Creative, LandingPage, Offer, WritableOfferStatus } from './records.ts'
import type { MadeRows } from './shelf.ts'

/**
 * The offers beyond the sixty written ones, for a network as large as wanted: all their rows are pure functions of
 * their ids and take no memory until somebody looks at them. Ids stay far above the written ones and what is created.
 */
export interface Bulk {
  readonly offers: MadeRows<Offer>
  readonly affiliates: MadeRows<Affiliate>
  readonly campaigns: MadeRows<Campaign>
  readonly creatives: MadeRows<Creative>
  readonly landingPages: MadeRows<LandingPage>
}

const firstOffer = 1_000_001
const firstAffiliate = 500_001
const firstCampaign = 10_000_001
const campaignsPerOffer = 3
const offersPerAffiliate = 20

const products = (
  'Car Insurance,Home Insurance,Payday Loan,Credit Card,Solar Quote,Roof Repair,Puzzle Game,Strategy Game,' +
  'Hotel Deals,Flight Finder,Dating App,Language Course,Online Degree,Vitamin Pack,Skin Care Kit,Meal Box,' +
  'VPN Trial,Antivirus,Phone Plan,Fibre Switch,Pet Food Box,Wine Club,Gym Pass,Tax Help,Mortgage Compare'
).split(',')
const styles = 'Direct,Premium,Express,Smart,First,Family,Student,Senior,Weekend,Local,Green,Easy'.split(',')
const places = 'US,CA,UK,DE,FR,AU,ES,IT,NL,BR'.split(',')
const groups = 'Media,Digital,Leads,Clicks,Traffic,Network,Partners,Performance'.split(',')
const rootWords =
  'Amber,Birch,Cedar,Delta,Ember,Falcon,Granite,Harbor,Indigo,Juniper,Lagoon,Maple,Nova'.split(',')
const advertiserIds = [101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 1021]
const flatWeek = [0.9, 1.03, 1.05, 1.04, 1.03, 1, 0.95]

/** @param count how many offers to make beyond the written ones */
export function bulkRows(count: number): Bulk {
  const affiliates = count > 0 ? Math.max(10, Math.floor(count / offersPerAffiliate)) : 0
  const has = (offerId: number) => offerId >= firstOffer && offerId < firstOffer + count
  const sameId = (offerId: number) => (has(offerId) ? [offerId] : [])
  return {
    offers: { first: firstOffer, count, make: bulkOffer, ofOffer: sameId },
    affiliates: { first: firstAffiliate, count: affiliates, make: bulkAffiliate, ofOffer: () => [] },
    campaigns: {
      first: firstCampaign,
      count: count * campaignsPerOffer,
      make: (id) => bulkCampaign(id, affiliates),
      sleeps: (id) => !isAwake(offerOf(id)),
      ofOffer: (offerId) => (has(offerId) ? [0, 1, 2].map((n) => campaignIdOf(offerId) + n) : []),
    },
    creatives: { first: firstOffer, count, make: bulkCreative, ofOffer: sameId },
    landingPages: { first: firstOffer, count, make: bulkLandingPage, ofOffer: sameId },
  }
}

function campaignIdOf(offerId: number): number {
  return firstCampaign + (offerId - firstOffer) * campaignsPerOffer
}

/** An offer's money and status, which its campaigns need too. */
function termsOf(id: number): { payout: number; revenue: number; status: WritableOfferStatus } {
  const revenue = Math.round(200 + chance(id, 41) * 6000) / 100
  const odds = chance(id, 42)
  const status = odds < 0.8 ? 'active' : odds < 0.95 ? 'inactive' : 'pending'
  return { payout: Math.round(revenue * 75) / 100, revenue, status }
}

function bulkOffer(id: number): Offer {
  const { payout, revenue, status } = termsOf(id)
  return {
    offer_id: id,
    offer_name: `${pick(styles, id, 43)} ${pick(products, id, 44)} - ${pick(places, id, 45)} ${id - firstOffer + 1}`,
    offer_status: status,
    advertiser_id: pick(advertiserIds, id, 46),
    vertical_id: 1 + Math.floor(chance(id, 47) * 8),
    offer_url: `https://offers.example.com/${id}`,
    payout,
    payout_type: 'cpa',
    revenue,
    currency: 'USD',
    session_hours: 24,
    expiration_date: chance(id, 49) < 0.5 ? '2099-12-31 23:59:59' : undefined,
    tags: [1 + Math.floor(chance(id, 48) * 15)],
  }
}

function bulkAffiliate(id: number): Affiliate {
  return {
    affiliate_id: id,
    affiliate_name: `${pick(rootWords, id, 51)} ${pick(groups, id, 52)} ${id - firstAffiliate + 1}`,
    affiliate_status: chance(id, 53) < 0.9 ? 'active' : 'inactive',
    account_manager_id: pick([7, 11, 23, 42], id, 54),
    website: `https://aff${id}.example.com`,
    created: Date.UTC(2022, 0, 3, 10) + Math.floor(chance(id, 55) * 900) * dayMs,
  }
}

function offerOf(campaignId: number): number {
  return firstOffer + Math.floor((campaignId - firstCampaign) / campaignsPerOffer)
}

/** Of a large network's offers only a part runs in any week. */
function isAwake(offerId: number): boolean {
  return chance(offerId, 65) < 0.3
}

function bulkCampaign(id: number, affiliates: number): Campaign {
  const offerId = offerOf(id)
  const { payout, revenue, status } = termsOf(offerId)
  const created = Date.UTC(2024, 5, 3, 8) + Math.floor(chance(id, 61) * 500) * dayMs
  return {
    campaign_id: id,
    offer_id: offerId,
    affiliate_id: firstAffiliate + Math.floor(chance(id, 62) * affiliates),
    campaign_status: 'active',
    creative_id: offerId,
    country_id: 1 + Math.floor(chance(offerId, 45) * places.length),
    created,
    traffic: {
      clicks: 2 + chance(id, 63) * 60,
      rate: 0.01 + chance(id, 64) * 0.05,
      payoutType: 'cpa',
      payout,
      revenue,
      from: Math.floor(created / dayMs) + 1,
      to: status === 'active' && isAwake(offerId) ? Number.POSITIVE_INFINITY : 0,
      week: flatWeek,
      events: [],
    },
  }
}

function bulkCreative(id: number): Creative {
  return {
    creative_id: id,
    creative_name: 'Banner 300x250',
    creative_type_id: 1,
    offer_id: id,
    creative_status: 'active',
    width: 300,
    height: 250,
  }
}

function bulkLandingPage(id: number): LandingPage {
  return {
    landing_page_id: id,
    landing_page_name: 'Main LP',
    offer_id: id,
    url: `https://offers.example.com/${id}`,
    landing_page_status: 'active',
  }
}
