import { chance } from '../chance.ts'
import type { Creative, DeliveryStatus, LandingPage, Offer } from './records.ts'

/** What creatives an offer may have: name, type (1 Banner, 2 Text Link, 3 Email, 4 HTML) and size in pixels. */
const kinds: readonly (readonly [string, number, number?, number?])[] = [
  ['Banner 300x250', 1, 300, 250],
  ['Text link - headline', 2],
  ['Email - subject line A', 3],
  ['HTML5 interstitial', 4, 320, 480],
  ['Banner 728x90', 1, 728, 90],
  ['Email - last chance', 3],
  ['Banner 160x600', 1, 160, 600],
  ['HTML5 playable', 4, 480, 320],
]

const pageNames = ['Main LP', 'Short form', 'Long read', 'Mobile quiz'] as const

/** The documentation's two creatives, and one to four for each other offer. 4421 is the only active one of 12345. */
export function seedCreatives(offers: readonly Offer[]): readonly Creative[] {
  const documented: readonly Creative[] = [
    creativeOf(4421, kinds[0] ?? ['', 1], 12345, 'active'),
    creativeOf(4422, kinds[4] ?? ['', 1], 12345, 'paused'),
  ]
  let id = 4422
  return [
    ...documented,
    ...offers
      .filter(({ offer_id: offerId }) => offerId !== 12345)
      .flatMap(({ offer_id: offerId }) =>
        Array.from({ length: 1 + Math.floor(chance(offerId, 31) * 4) }, (_, n) => {
          id += 1
          const kind = kinds[(offerId + n * 3) % kinds.length] ?? ['', 1]
          return creativeOf(id, kind, offerId, n === 0 ? 'active' : statusFor(id))
        }),
      ),
  ]
}

function creativeOf(
  id: number,
  [name, type, width, height]: (typeof kinds)[number],
  offerId: number,
  status: DeliveryStatus,
): Creative {
  return {
    creative_id: id,
    creative_name: name,
    creative_type_id: type,
    offer_id: offerId,
    creative_status: status,
    width,
    height,
  }
}

/** The documentation's landing page, and one to three for each other offer. 881 is the only active one of 12345. */
export function seedLandingPages(offers: readonly Offer[]): readonly LandingPage[] {
  let id = 882
  return [
    pageOf(881, 'Main LP - US', 12345, 'https://safedrive.example.com/quote', 'active'),
    pageOf(882, 'Short form - US', 12345, 'https://safedrive.example.com/quick', 'paused'),
    ...offers
      .filter(({ offer_id: offerId }) => offerId !== 12345)
      .flatMap(({ offer_id: offerId }) =>
        Array.from({ length: 1 + Math.floor(chance(offerId, 32) * 3) }, (_, n) => {
          id += 1
          const url = `https://offers.example.com/${offerId}/lp${n + 1}?click={click_id}`
          return pageOf(id, pageNames[n] ?? 'Main LP', offerId, url, n === 0 ? 'active' : statusFor(id))
        }),
      ),
  ]
}

function pageOf(id: number, name: string, offerId: number, url: string, status: DeliveryStatus): LandingPage {
  return { landing_page_id: id, landing_page_name: name, offer_id: offerId, url, landing_page_status: status }
}

function statusFor(id: number): DeliveryStatus {
  const odds = chance(id, 33)
  return odds < 0.7 ? 'active' : odds < 0.9 ? 'paused' : 'deleted'
}
