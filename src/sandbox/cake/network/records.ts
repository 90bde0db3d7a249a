/**
 * What the sandbox's CAKE network holds. Records are immutable: to change one, put a new one on its shelf.
 * Money is in the offer's currency, ids are CAKE's. Where the documentation calls a field optional, it may be absent.
 */

export const payoutTypes = ['cpa', 'cpc', 'cpm', 'revshare'] as const
export type PayoutType = (typeof payoutTypes)[number]

/** The words that `offer.json` and `update_offer.json` take. What is read back is another set: see {@link readableStatus}. */
export const writableOfferStatuses = ['active', 'inactive', 'pending'] as const
export const readableOfferStatuses = ['active', 'paused', 'pending', 'expired'] as const
export const affiliateStatuses = ['active', 'inactive', 'pending', 'rejected', 'suspended'] as const
/** Campaigns, creatives and landing pages share these. */
export const deliveryStatuses = ['active', 'paused', 'deleted'] as const
export const creativeTypes = ['Banner', 'Text Link', 'Email', 'HTML'] as const

export type WritableOfferStatus = (typeof writableOfferStatuses)[number]
export type ReadableOfferStatus = (typeof readableOfferStatuses)[number]
export type AffiliateStatus = (typeof affiliateStatuses)[number]
export type DeliveryStatus = (typeof deliveryStatuses)[number]

export interface Offer {
  readonly offer_id: number
  readonly offer_name: string
  readonly offer_status: WritableOfferStatus
  readonly advertiser_id?: number
  readonly vertical_id?: number
  readonly offer_url?: string
  readonly payout?: number
  readonly payout_type?: PayoutType
  readonly revenue?: number
  readonly currency?: string
  readonly session_hours?: number
  /** `YYYY-MM-DD HH:MM:SS` in the network's time zone. */
  readonly expiration_date?: string
  readonly tags?: readonly number[]
}

export interface Affiliate {
  readonly affiliate_id: number
  readonly affiliate_name: string
  readonly affiliate_status: AffiliateStatus
  readonly account_manager_id: number
  readonly website?: string
  readonly tags?: readonly number[]
  /** Milliseconds since 1970. */
  readonly created: number
}

export interface Campaign {
  readonly campaign_id: number
  readonly offer_id: number
  readonly affiliate_id: number
  readonly campaign_status: DeliveryStatus
  readonly creative_id?: number
  readonly landing_page_id?: number
  readonly sub_affiliate?: string
  /** What this affiliate is paid where it is not the offer's default. The API only reads it (`affiliate_offer.json`). */
  readonly payout?: number
  /** Where its visitors are. The documentation names no country ids: here 1 is the United States. */
  readonly country_id: number
  /** Milliseconds since 1970. */
  readonly created: number
  /** Absent: it has never had a click, as a campaign just made. */
  readonly traffic?: Traffic
}

/** What the figures of a campaign are made from: see `figures.ts`. */
export interface Traffic {
  /** Clicks of an average day. */
  readonly clicks: number
  /** Conversions per click, 0 to 1. */
  readonly rate: number
  readonly payoutType: PayoutType
  readonly payout: number
  readonly revenue: number
  /** First and last day (days since 1970) with traffic, both included. */
  readonly from: number
  readonly to: number
  /** Clicks of each weekday against the average, Sunday first. */
  readonly week: readonly number[]
  readonly events: readonly TrafficEvent[]
}

/** Something unusual between two days, both included: clicks and conversions are multiplied. */
export interface TrafficEvent {
  readonly from: number
  readonly to: number
  readonly clicks: number
  readonly conversions: number
}

export interface Creative {
  readonly creative_id: number
  readonly creative_name: string
  /** 1 Banner, 2 Text Link, 3 Email, 4 HTML. */
  readonly creative_type_id: number
  readonly offer_id: number
  readonly creative_status: DeliveryStatus
  /** Pixels; only what has a size has them. */
  readonly width?: number
  readonly height?: number
}

export interface LandingPage {
  readonly landing_page_id: number
  readonly landing_page_name: string
  readonly offer_id: number
  readonly url: string
  readonly landing_page_status: DeliveryStatus
}

/**
 * The word GET offers.json gives. Pausing writes `inactive` and reads back as `paused`; an offer whose date has
 * passed reads `expired` whatever it was before.
 * @param now local time of the network, `YYYY-MM-DD HH:MM:SS`
 */
export function readableStatus(offer: Offer, now: string): ReadableOfferStatus {
  if (offer.expiration_date !== undefined && offer.expiration_date < now) return 'expired'
  return offer.offer_status === 'inactive' ? 'paused' : offer.offer_status
}
