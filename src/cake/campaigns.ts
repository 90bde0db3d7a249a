import { z } from 'zod'
import { listOf, oneOf, type Page } from './answer.ts'
import type { CakeReader, PageOptions, ReadOptions } from './contract.ts'
import { read, write } from './endpoint.ts'
import { CakeError } from './errors.ts'
import { id, idOf, nameOf, status, text, time } from './wire.ts'
import { Id, Name, RowLimit, StartAtRow } from './params.ts'

/** A campaign: one affiliate on one offer. The tracking link is opaque: shown as given, never built. */
export type Campaign = z.infer<typeof Campaign>
export const Campaign = z.object({
  campaign_id: id(),
  offer_id: idOf('offer'),
  offer_name: nameOf('offer'),
  affiliate_id: idOf('affiliate'),
  affiliate_name: nameOf('affiliate'),
  campaign_status: status(),
  tracking_link: text(),
  creative_id: idOf('creative'),
  landing_page_id: idOf('landing_page'),
  sub_affiliate: text(),
  created: time('date_created', 'created_date'),
})

const CampaignStatus = z.enum(['active', 'paused', 'deleted'])

export type CampaignFilter = z.infer<typeof CampaignFilter>
export const CampaignFilter = z.object({
  campaign_id: Id.optional(),
  offer_id: Id.optional(),
  affiliate_id: Id.optional(),
  campaign_status: CampaignStatus.optional(),
  start_at_row: StartAtRow,
  row_limit: RowLimit(5000),
})

/** A new campaign. The offer must be active; the campaign is active, and its link live, at once. */
export type NewCampaign = z.infer<typeof NewCampaign>
export const NewCampaign = z.object({
  offer_id: Id,
  affiliate_id: Id,
  /** 1 standard, 2 encoded, 3 vanity */
  display_link_type_id: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  creative_id: Id.optional(),
  landing_page_id: Id.optional(),
  sub_affiliate: Name.optional(),
  coupon_code: Name.optional(),
})

export type CampaignChange = z.infer<typeof CampaignChange>
export const CampaignChange = z.object({
  campaign_id: Id,
  campaign_status: CampaignStatus.optional(),
  creative_id: Id.optional(),
  landing_page_id: Id.optional(),
})

// A related article says that row_limit goes to 500 only: paging adapts when a network caps it there.
export const getCampaigns = read('campaigns.json', {
  params: CampaignFilter,
  answer: listOf('campaigns', 'campaign', Campaign),
  page: { max: 5000, first: 1 },
})
export const createCampaign = write('campaign.json', {
  params: NewCampaign,
  answer: oneOf('campaign', Campaign),
})
export const updateCampaign = write('update_campaign.json', {
  params: CampaignChange,
  answer: oneOf('campaign', Campaign),
})

/**
 * One campaign.
 * @throws CakeError `not-found` when CAKE lists none, or only others
 */
export async function getCampaign(
  cake: CakeReader,
  campaign_id: number,
  options?: ReadOptions,
): Promise<Campaign> {
  const { rows } = await cake.read(getCampaigns, { campaign_id }, options)
  const campaign = rows.find((row) => row.campaign_id === campaign_id)
  if (campaign !== undefined) return campaign
  throw new CakeError('not-found', getCampaigns.path, `CAKE has no campaign ${campaign_id}.`)
}

/** Campaigns, page by page. */
export function campaignPages(
  cake: CakeReader,
  filter: CampaignFilter,
  options?: PageOptions,
): AsyncIterable<Page<Campaign>> {
  return cake.pages(getCampaigns, filter, options)
}
