import { endpoints } from '../../cake/endpoints.ts'
import type { Handler } from './handler.ts'
import { getAffiliateOffer } from './handlers/affiliate-offers.ts'
import { createAffiliate, getAffiliates, updateAffiliate } from './handlers/affiliates.ts'
import { createCampaign, getCampaigns, updateCampaign } from './handlers/campaigns.ts'
import { getCreatives, getLandingPages } from './handlers/creatives.ts'
import { createOffer, getOffers, updateOffer } from './handlers/offers.ts'
import { getAdvertiserReport, getAffiliateReport, getOfferReport } from './handlers/reports.ts'

/**
 * One handler for each endpoint the product knows: a new endpoint does not compile until it is answered here.
 * Only paths and "read or write" are taken from there; what a request must be and what an answer looks like is
 * read out of the documentation a second time, so that the two readings check each other.
 */
const handlers: Record<keyof typeof endpoints, Handler> = {
  getOffers,
  createOffer,
  updateOffer,
  getAffiliates,
  createAffiliate,
  updateAffiliate,
  getAffiliateOffer,
  getCampaigns,
  createCampaign,
  updateCampaign,
  getCreatives,
  getLandingPages,
  getOfferReport,
  getAffiliateReport,
  getAdvertiserReport,
}

export interface Route {
  /** Below `/api/2/`, e.g. `update_offer.json`. */
  readonly path: string
  readonly writes: boolean
  readonly handler: Handler
}

/** Routes by path. */
export const routes: ReadonlyMap<string, Route> = new Map(
  (Object.keys(endpoints) as (keyof typeof endpoints)[]).map((name) => {
    const { path, kind } = endpoints[name]
    return [path, { path, writes: kind === 'write', handler: handlers[name] }]
  }),
)
