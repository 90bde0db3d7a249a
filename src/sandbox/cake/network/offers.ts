import { dayText, localText, todayAt } from '../days.ts'
import { hostileName } from './hostile.ts'
import { segmentTags } from './parties.ts'
import type { Offer, PayoutType, WritableOfferStatus } from './records.ts'
import { cells, ids, optional, rows } from './table.ts'

/** An offer with what its campaigns' traffic is made from. */
export interface SeedOffer {
  readonly offer: Offer
  /** Clicks of an average day over all its campaigns; 0: it never had any. */
  readonly clicks: number
  /** Conversions per click, 0 to 1. */
  readonly rate: number
  readonly country: number
  readonly story: Story | undefined
}

/** What is odd about an offer's last days: see `stories` in campaigns.ts. */
export type Story = 'dead' | 'falling' | 'spike' | 'quiet' | 'new'

// A `$word` is a hostile name. Expiry: `+3` ends three days from now, `-5` ended five days ago, `-` never.
// Clicks are those of an average day, CVR in percent, country 1 US, 2 CA, 3 UK, 4 DE, 5 FR, 6 AU, 7 JP.
const table = `
12286 | Personal Loan Match - US | 1021 | 1 | active | cpa | 42.00 | 55.00 | USD | 720 | - | 3 4 11 14 | 940 | 3.9 | 1 |
12287 | Debt Relief Consultation | 1021 | 1 | active | cpa | 31.00 | 40.00 | USD | 720 | +120 | 3 11 | 410 | 4.6 | 1 |
12288 | Credit Score Free Trial | 1021 | 1 | active | cpa | 9.50 | 13.00 | USD | 24 | +45 | 4 9 | 1250 | 5.8 | 1 |
12289 | Business Checking Account - US | 1021 | 1 | active | cpa | 75.00 | 100.00 | USD | 720 | - | 11 | 180 | 1.9 | 1 |
12290 | Tax Filing Early Bird | 1021 | 1 | inactive | cpa | 12.00 | 17.00 | USD | 48 | +64 | 6 | 300 | 3.1 | 1 |
12291 | Home Warranty Lead - Basic | 102 | 7 | active | cpa | 21.00 | 27.50 | USD | 24 | +10 | 3 11 | 360 | 4.2 | 1 | falling
12292 | HVAC Repair Quote | 102 | 7 | active | cpa | 26.00 | 34.00 | USD | 24 | +200 | 3 15 | 240 | 3.7 | 1 |
12293 | Window Replacement Estimate | 102 | 7 | active | cpa | 38.00 | 52.00 | USD | 24 | - | 3 11 | 150 | 2.8 | 1 |
12294 | Bathroom Remodel Lead - US | 102 | 7 | pending | cpa | 33.00 | 45.00 | USD | 24 | - | 3 | 0 | 0 | 1 |
12295 | Rooftop Solar Savings Check | 109 | 7 | active | cpa | 65.00 | 85.00 | USD | 24 | +300 | 3 7 14 | 520 | 2.2 | 1 | spike
12296 | Community Solar Sign-up - MA | 109 | 7 | active | cpa | 40.00 | 52.00 | USD | 24 | +13 | 11 | 90 | 2.6 | 1 |
12297 | Home Battery Waitlist | 109 | 7 | active | cpc | 0.45 | 0.70 | USD | 24 | - | 2 | 310 | 1.1 | 1 |
12298 | Clear Aligners Assessment | 103 | 2 | active | cpa | 34.00 | 46.00 | USD | 48 | - | 4 9 | 430 | 3.3 | 1 |
12299 | Whitening Kit - First Box Free | 103 | 2 | active | cpa | 14.00 | 19.00 | USD | 24 | +30 | 9 5 | 580 | 4.9 | 1 | dead
12300 | Dental Plan Compare - FL | 103 | 2 | inactive | cpa | 17.00 | 22.00 | USD | 24 | - | 11 3 | 120 | 3.0 | 1 |
12301 | Keto Starter Pack - CA | 104 | 2 | active | cpa | 28.00 | 36.00 | USD | 24 | +90 | 5 | 390 | 2.7 | 2 |
12302 | Vegan Protein Sampler - UK | 104 | 2 | active | cpa | 8.50 | 11.50 | GBP | 24 | +75 | 9 12 | 260 | 5.1 | 3 |
12303 | Sleep Gummies Subscription | 104 | 2 | active | revshare | 30.00 | 42.00 | USD | 168 | - | 4 | 210 | 2.9 | 1 |
12304 | Collagen Club - DE | 104 | 2 | active | cpa | 16.00 | 21.00 | EUR | 24 | -5 | 13 | 190 | 3.4 | 4 |
12305 | Dragon Siege - Android Install | 105 | 4 | active | cpa | 2.40 | 3.20 | USD | 24 | - | 1 10 | 2100 | 7.4 | 1 |
12306 | Dragon Siege - iOS Install | 105 | 4 | active | cpa | 3.10 | 4.20 | USD | 24 | - | 1 10 14 | 1750 | 6.8 | 1 |
12307 | Merge Kingdom - Tutorial Complete | 105 | 4 | active | cpa | 4.80 | 6.40 | USD | 48 | +150 | 1 10 | 860 | 3.9 | 2 |
12308 | Word Garden Pre-registration | 105 | 4 | active | cpc | 0.12 | 0.18 | USD | 24 | +21 | 1 | 640 | 9.5 | 6 | new
12309 | Racing Legends - Level 10 | 105 | 4 | inactive | cpa | 6.00 | 8.00 | USD | 72 | - | 1 10 5 | 220 | 1.8 | 1 |
12310 | $broadcast | 106 | 2 | active | cpa | 11.00 | 15.00 | EUR | 24 | +6 | 6 13 | 130 | 3.2 | 4 |
12311 | $markup | 106 | 2 | active | cpa | 10.00 | 14.00 | EUR | 24 | - | 13 | 80 | 3.0 | 4 |
12312 | $long | 105 | 4 | active | cpa | 5.00 | 7.00 | USD | 24 | - | 1 | 70 | 2.4 | 1 |
12313 | $formula | 1021 | 1 | active | cpa | 13.00 | 18.00 | USD | 24 | - | 3 | 60 | 2.9 | 1 |
12314 | $arabic | 101 | 3 | pending | cpa | 15.00 | 20.00 | USD | 24 | - | 8 | 0 | 0 | 6 |
12315 | $emoji | 110 | 6 | active | cpa | 1.80 | 2.50 | GBP | 24 | +18 | 12 1 | 240 | 6.1 | 3 |
12316 | $script | 105 | 4 | active | cpa | 2.00 | 2.90 | USD | 24 | - | 10 | 110 | 4.4 | 1 |
12317 | $override | 105 | 4 | active | cpa | 30.00 | 44.00 | USD | 24 | - | 7 | 75 | 1.5 | 2 |
12318 | $wideFormula | 108 | 1 | inactive | cpa | 600 | 800 | JPY | 24 | - | 1 | 0 | 0 | 7 |
12319 | $link | 107 | 5 | active | cpa | 7.00 | 9.50 | GBP | 24 | - | 12 6 | 95 | 2.2 | 3 |
12320 | One Offer, All Segments | 111 | 8 | active | cpa | 19.00 | 25.00 | USD | 24 | - | segments | 160 | 3.6 | 1 |
12321 | Bare Bones | 111 | - | active | - | - | - | - | - | - | - | 40 | 2.0 | 1 |
12322 | Loss Leader - Premium Credit Card | 1021 | 1 | active | cpa | 120.00 | 95.00 | USD | 720 | - | 7 11 | 140 | 1.6 | 1 |
12323 | Organic Lipstick Duo - FR | 106 | 2 | active | cpa | 9.00 | 12.50 | EUR | 24 | +55 | 13 | 200 | 3.8 | 5 |
12324 | Serum of the Month - DE | 106 | 2 | active | revshare | 25.00 | 36.00 | EUR | 168 | - | 13 9 | 170 | 3.1 | 4 |
12325 | City Break Deals - UK | 107 | 5 | active | revshare | 6.00 | 8.50 | GBP | 720 | - | 12 6 | 450 | 1.7 | 3 |
12326 | Last-minute Cruise Finder | 107 | 5 | active | cpc | 0.38 | 0.55 | USD | 24 | +3 | 2 | 330 | 0.9 | 1 |
12327 | Travel eSIM - Worldwide | 107 | 5 | active | cpa | 5.50 | 7.50 | EUR | 24 | - | 1 | 280 | 4.0 | 5 |
12328 | Winter Ski Packages | 107 | 5 | pending | cpa | 22.00 | 30.00 | GBP | 720 | +110 | 6 12 | 0 | 0 | 3 |
12329 | Car Hire Compare - AU | 107 | 5 | inactive | cpa | 8.00 | 11.00 | USD | 24 | - | 8 | 150 | 2.5 | 6 |
12330 | モバイルくじ - Daily Lottery App | 108 | 4 | active | cpa | 240 | 320 | JPY | 24 | - | 1 10 | 6 | 3.5 | 7 |
12331 | Kumo SIM Switch - JP | 108 | 1 | active | cpa | 1800 | 2400 | JPY | 72 | +80 | 1 | 5 | 2.2 | 7 |
12332 | Singles Over 40 - US | 110 | 6 | active | cpa | 4.20 | 5.80 | USD | 24 | - | 4 | 720 | 6.3 | 1 |
12333 | Singles Over 40 - UK | 110 | 6 | active | cpa | 3.60 | 4.90 | GBP | 24 | - | 4 12 | 380 | 5.9 | 3 |
12334 | Video Date App Install | 110 | 6 | active | cpa | 1.90 | 2.60 | USD | 24 | +28 | 1 10 | 830 | 5.2 | 1 | quiet
12335 | Faith Matchmaking - CA | 110 | 6 | active | cpm | 3.20 | 4.60 | USD | 24 | - | 2 | 190 | 2.8 | 2 |
12336 | Nursing Degree Online - US | 111 | 8 | active | cpa | 30.00 | 41.00 | USD | 720 | - | 3 11 14 | 340 | 3.0 | 1 |
12337 | Coding Bootcamp Application | 111 | 8 | active | cpa | 48.00 | 64.00 | USD | 720 | +160 | 3 | 170 | 1.9 | 1 |
12338 | MBA Info Kit - UK | 111 | 8 | active | cpa | 18.00 | 24.00 | GBP | 720 | - | 12 3 | 110 | 2.6 | 3 |
12339 | Language App - 7 Day Trial | 111 | 8 | active | cpa | 3.40 | 4.60 | EUR | 24 | -40 | 9 13 | 310 | 5.5 | 5 |
12340 | Scholarship Finder Newsletter | 111 | 8 | active | cpm | 2.10 | 3.00 | USD | 24 | +500 | 4 | 420 | 4.8 | 1 |
12341 | Home Insurance Quote - US | 101 | 3 | inactive | cpa | 16.00 | 20.00 | USD | 24 | +40 | 3 11 | 200 | 3.5 | 1 |
12342 | Life Insurance - Over 50s | 101 | 3 | pending | cpa | 28.00 | 35.00 | USD | 24 | - | 3 15 | 0 | 0 | 1 |
12343 | Pet Insurance Compare - UK | 101 | 3 | active | cpa | 9.00 | 12.00 | GBP | 24 | -12 | 12 | 130 | 3.9 | 3 |
12344 | Motorcycle Cover - CA | 101 | 3 | inactive | cpa | 13.50 | 17.00 | USD | 24 | - | 8 | 90 | 3.2 | 2 |
`

/**
 * The sixty offers of the network. Among Insurance only 12345 is active, because the documented request for the
 * active ones of vertical 3 finds that one alone.
 * @param now what expiries count from, in milliseconds since 1970
 */
export function seedOffers(now: number, zone: string): readonly SeedOffer[] {
  return [...rows(table).map((row) => seedOffer(row, now, zone)), documentedOffer(now, zone)]
}

function seedOffer(row: string, now: number, zone: string): SeedOffer {
  const [
    id,
    name,
    advertiser,
    vertical,
    status,
    type,
    payout,
    revenue,
    currency,
    hours,
    expiry,
    tags,
    ...rest
  ] = cells(row)
  const [clicks, rate, country, story] = rest
  const offer: Offer = {
    offer_id: Number(id),
    offer_name: name.startsWith('$') ? hostileName(name.slice(1)) : name,
    offer_status: status as WritableOfferStatus,
    advertiser_id: optional(advertiser, Number),
    vertical_id: optional(vertical, Number),
    offer_url: optional(type, () => `https://offers.example.com/${id}?click={click_id}`),
    payout: optional(payout, Number),
    payout_type: optional(type, (word) => word as PayoutType),
    revenue: optional(revenue, Number),
    currency: optional(currency, String),
    session_hours: optional(hours, Number),
    expiration_date: optional(expiry, (days) => endOfDay(Number(days), now, zone)),
    tags: tags === 'segments' ? segmentTags : optional(tags, ids),
  }
  return {
    offer,
    clicks: Number(clicks),
    rate: Number(rate) / 100,
    country: Number(country),
    story: story === '' ? undefined : (story as Story),
  }
}

function endOfDay(days: number, now: number, zone: string): string {
  return `${dayText(todayAt(localText(now, zone)).day + days)} 23:59:59`
}

/** The offer of the documentation's samples. Its date is theirs, until that year is over: then it is the next year's end. */
function documentedOffer(now: number, zone: string): SeedOffer {
  const year = Math.max(2026, Number(localText(now, zone).slice(0, 4)))
  const offer: Offer = {
    offer_id: 12345,
    offer_name: 'Auto Insurance Quote - US',
    offer_status: 'active',
    advertiser_id: 101,
    vertical_id: 3,
    offer_url: 'https://safedrive.example.com/quote',
    payout: 18.5,
    payout_type: 'cpa',
    revenue: 22,
    currency: 'USD',
    session_hours: 24,
    expiration_date: `${year}-12-31 23:59:59`,
    tags: [8],
  }
  return { offer, clicks: 300, rate: 0.033, country: 1, story: undefined }
}
