import { readAffiliateOffer } from './affiliate-offers.ts'
import { createAffiliate, getAffiliates, updateAffiliate } from './affiliates.ts'
import { createCampaign, getCampaigns, updateCampaign } from './campaigns.ts'
import { listCreatives } from './creatives.ts'
import { listLandingPages } from './landing-pages.ts'
import { createOffer, getOffers, updateOffer } from './offers.ts'
import { getAdvertiserReport, getAffiliateReport, getOfferReport } from './reports.ts'

/** Every endpoint of CAKE this product knows, by name. `conversion.json` is missing on purpose: it records one. */
export const endpoints = {
  getOffers,
  createOffer,
  updateOffer,
  getAffiliates,
  createAffiliate,
  updateAffiliate,
  getAffiliateOffer: readAffiliateOffer,
  getCampaigns,
  createCampaign,
  updateCampaign,
  getCreatives: listCreatives,
  getLandingPages: listLandingPages,
  getOfferReport,
  getAffiliateReport,
  getAdvertiserReport,
} as const
