import { z } from 'zod'
import { handler } from '../handler.ts'
import { creativeTypes, deliveryStatuses } from '../network/records.ts'
import type { Shelf } from '../network/shelf.ts'
import { fits } from '../paging.ts'
import { query } from '../parameters.ts'

/** The rows of one offer, one row, or all: these two endpoints have no pages. */
function candidates<T>(shelf: Shelf<T>, id: number | undefined, offerId: number | undefined): readonly T[] {
  if (id === undefined) return [...(offerId === undefined ? shelf.values() : shelf.ofOffer(offerId))]
  const row = shelf.get(id)
  return row === undefined ? [] : [row]
}

const CreativesQuery = z.strictObject({
  creative_id: query.id.optional(),
  offer_id: query.id.optional(),
  creative_type_id: query.choice(1, creativeTypes.length).optional(),
  creative_status: query.word(deliveryStatuses).optional(),
})

export const getCreatives = handler(CreativesQuery, (asked, { network }) => ({
  creatives: candidates(network.creatives, asked.creative_id, asked.offer_id)
    .filter(
      (creative) =>
        fits(asked.offer_id, creative.offer_id) &&
        fits(asked.creative_type_id, creative.creative_type_id) &&
        fits(asked.creative_status, creative.creative_status),
    )
    .map((creative) => ({
      creative_id: creative.creative_id,
      creative_name: creative.creative_name,
      creative_type: creativeTypes[creative.creative_type_id - 1],
      offer_id: creative.offer_id,
      creative_status: creative.creative_status,
      width: creative.width,
      height: creative.height,
    })),
}))

const LandingPagesQuery = z.strictObject({
  landing_page_id: query.id.optional(),
  offer_id: query.id.optional(),
  landing_page_status: query.word(deliveryStatuses).optional(),
})

export const getLandingPages = handler(LandingPagesQuery, (asked, { network }) => ({
  landing_pages: candidates(network.landingPages, asked.landing_page_id, asked.offer_id)
    .filter(
      (page) =>
        fits(asked.offer_id, page.offer_id) && fits(asked.landing_page_status, page.landing_page_status),
    )
    .map((page) => ({
      landing_page_id: page.landing_page_id,
      landing_page_name: page.landing_page_name,
      offer_id: page.offer_id,
      url: page.url,
      landing_page_status: page.landing_page_status,
    })),
}))
