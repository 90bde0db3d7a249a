import { chance, pick } from '../chance.ts'
import { dayMs, dayNumber, localText, todayAt } from '../days.ts'
import { isHostile } from './hostile.ts'
import type { SeedOffer, Story } from './offers.ts'
import { readableStatus, type Affiliate, type Campaign, type Traffic, type TrafficEvent } from './records.ts'

/** Campaigns besides the documentation's; with it there are 150. Ids run up to its 98001. */
const others = 149
const firstId = 98_001 - others

/** Visitors by weekday, Sunday first: people look for loans at work and for games and company when they are not. */
const office = [0.62, 1.14, 1.18, 1.16, 1.12, 1.02, 0.76]
const leisure = [1.22, 0.86, 0.84, 0.88, 0.94, 1.06, 1.2]
const even = [1.02, 0.98, 0.97, 0.99, 1, 1.01, 1.03]
const weekOf: Readonly<Record<number, readonly number[]>> = {
  1: office,
  3: office,
  7: office,
  8: office,
  4: leisure,
  6: leisure,
}

const subAffiliates = [
  'newsletter_a',
  'search_brand',
  'fb_retarget',
  'homepage_hero',
  'push_evening',
  'native_ros',
]

/**
 * The 150 campaigns: each offer that has had traffic gets two or three, run by affiliates that are or were active.
 * What is odd about yesterday is counted from `now` and does not move afterwards.
 * @param now milliseconds since 1970
 * @param creativesOf ids of an offer's active creatives
 */
export function seedCampaigns(
  offers: readonly SeedOffer[],
  affiliates: readonly Affiliate[],
  creativesOf: (offerId: number) => readonly number[],
  now: number,
  zone: string,
): readonly Campaign[] {
  const running = offers.filter(({ clicks }) => clicks > 0)
  const partners = affiliates.filter(
    ({ affiliate_status: status }) => status !== 'pending' && status !== 'rejected',
  )
  const local = localText(now, zone)
  const campaigns: Campaign[] = []
  for (let k = 0; k < others; k += 1) {
    const seed = running[k % running.length]
    if (!seed) break
    const affiliate = partnerFor(seed, Math.floor(k / running.length), partners)
    const share = [0.5, 0.3, 0.2][Math.floor(k / running.length)] ?? 0.1
    const creatives = creativesOf(seed.offer.offer_id)
    campaigns.push(campaign({ id: firstId + k, seed, affiliate, share, creatives, local, now }))
  }
  return [...campaigns, documentedCampaign(offers)]
}

/** MediaBridge runs these besides the documented offer, so that its card has something to show. */
const mediaBridge = new Set([12287, 12291, 12298, 12336])

/**
 * The nth affiliate of an offer: a different one for each n. MediaBridge has one campaign of 12345, the documented
 * one; and those with hostile names run the smallest offers, so that reports have them, but not at their top.
 */
function partnerFor({ offer, clicks }: SeedOffer, n: number, partners: readonly Affiliate[]): Affiliate {
  const id = offer.offer_id
  const hostile = partners.filter(({ affiliate_name: name }) => isHostile(name))
  if (n === 1 && clicks <= 100) return known(hostile[id % hostile.length])
  if (n === 1 && mediaBridge.has(id)) return known(partners.find(isMediaBridge))
  const open = partners.filter(
    (partner) => !hostile.includes(partner) && !(isMediaBridge(partner) && reserved(id)),
  )
  return known(open[(Math.floor(chance(id, 7) * open.length) + n * 7) % open.length])
}

function isMediaBridge({ affiliate_id: id }: Affiliate): boolean {
  return id === 67890
}

function reserved(offerId: number): boolean {
  return offerId === 12345 || mediaBridge.has(offerId)
}

function known(affiliate: Affiliate | undefined): Affiliate {
  if (!affiliate) throw new RangeError('The network has no such affiliate')
  return affiliate
}

interface Ingredients {
  readonly id: number
  readonly seed: SeedOffer
  readonly affiliate: Affiliate
  /** Part of the offer's clicks, 0 to 1. */
  readonly share: number
  readonly creatives: readonly number[]
  readonly local: string
  readonly now: number
}

function campaign({ id, seed, affiliate, share, creatives, local, now }: Ingredients): Campaign {
  const { offer, story } = seed
  const created =
    story === 'new' ? now - 4 * dayMs : Date.UTC(2024, 5, 3, 8) + Math.floor(chance(id, 11) * 560) * dayMs
  const odds = chance(id, 12)
  const status = odds < 0.1 && story === undefined ? 'paused' : odds > 0.96 ? 'deleted' : 'active'
  const payout = chance(id, 13) < 0.15 && offer.payout !== undefined ? special(offer.payout) : undefined
  const stops =
    status === 'active' && affiliate.affiliate_status === 'active'
      ? lastDay(seed, local)
      : wentDark(id, local)
  const traffic: Traffic = {
    clicks: seed.clicks * share,
    rate: seed.rate * (0.85 + 0.3 * chance(id, 14)),
    payoutType: offer.payout_type ?? 'cpa',
    payout: payout ?? offer.payout ?? 0,
    revenue: offer.revenue ?? 0,
    from: Math.floor(created / dayMs) + 1,
    to: stops,
    week: weekOf[offer.vertical_id ?? 0] ?? even,
    events: story ? stories[story](todayAt(local).day) : [],
  }
  return {
    campaign_id: id,
    offer_id: offer.offer_id,
    affiliate_id: affiliate.affiliate_id,
    campaign_status: status,
    creative_id: creatives.length > 0 ? pick(creatives, id, 15) : undefined,
    sub_affiliate: chance(id, 16) < 0.5 ? pick(subAffiliates, id, 17) : undefined,
    payout,
    country_id: seed.country,
    created,
    traffic,
  }
}

/** What a trusted affiliate gets: a tenth more, in whole cents. */
function special(payout: number): number {
  return Math.round(payout * 110) / 100
}

/** Paused and expired offers have had traffic, and have none now. */
function lastDay({ offer }: SeedOffer, local: string): number {
  const status = readableStatus(offer, local)
  if (status === 'expired') return dayNumber(offer.expiration_date?.slice(0, 10) ?? '') ?? 0
  return status === 'active' ? Number.POSITIVE_INFINITY : wentDark(offer.offer_id, local)
}

function wentDark(id: number, local: string): number {
  return todayAt(local).day - 9 - Math.floor(chance(id, 18) * 120)
}

/** What makes a manager look twice in the morning. `today` is the day at which the network was made. */
const stories: Readonly<Record<Story, (today: number) => readonly TrafficEvent[]>> = {
  dead: (today) => [{ from: today - 1, to: today - 1, clicks: 1, conversions: 0 }],
  falling: (today) => [{ from: today - 3, to: today + 3, clicks: 1, conversions: 0.3 }],
  spike: (today) => [{ from: today - 1, to: today - 1, clicks: 4.5, conversions: 1 }],
  quiet: (today) => [{ from: today - 5, to: today + 1, clicks: 0.01, conversions: 1 }],
  new: () => [],
}

/** The campaign of the documentation's samples, at about the traffic they show. */
function documentedCampaign(offers: readonly SeedOffer[]): Campaign {
  const offer = offers.find(({ offer }) => offer.offer_id === 12345)?.offer
  return {
    campaign_id: 98_001,
    offer_id: 12345,
    affiliate_id: 67890,
    campaign_status: 'active',
    creative_id: 4421,
    landing_page_id: 881,
    sub_affiliate: 'email_blast_june',
    payout: 20,
    country_id: 1,
    created: Date.parse('2026-01-15T09:00:00Z'),
    traffic: {
      clicks: 104,
      rate: 0.0442,
      payoutType: 'cpa',
      payout: 20,
      revenue: offer?.revenue ?? 0,
      from: Math.floor(Date.parse('2026-01-15T09:00:00Z') / dayMs),
      to: Number.POSITIVE_INFINITY,
      week: office,
      events: [],
    },
  }
}
