import { z } from 'zod'
import { handler, Refusal, type Answer, type Ask } from '../handler.ts'
import type { Network } from '../network/network.ts'
import { deliveryStatuses, readableStatus, type Campaign } from '../network/records.ts'
import { fits, matching, pageOf, paging } from '../paging.ts'
import { body, query } from '../parameters.ts'
import { isoText } from '../variant.ts'

const CampaignsQuery = z.strictObject({
  campaign_id: query.id.optional(),
  offer_id: query.id.optional(),
  affiliate_id: query.id.optional(),
  campaign_status: query.word(deliveryStatuses).optional(),
  ...paging(5000),
})

export const getCampaigns = handler(CampaignsQuery, (asked, ask) => {
  const { network } = ask
  const { start_at_row: _start, row_limit: _limit, ...filter } = asked
  const ids = ask.once(`campaigns ${JSON.stringify(filter)}`, () =>
    matching(
      candidates(network, asked.campaign_id, asked.offer_id),
      (campaign) =>
        fits(asked.offer_id, campaign.offer_id) &&
        fits(asked.affiliate_id, campaign.affiliate_id) &&
        fits(asked.campaign_status, campaign.campaign_status),
      { idOf: (campaign) => campaign.campaign_id },
    ),
  )
  const rows = pageOf(ids, asked, 1, ask).flatMap((id) => network.campaigns.get(id) ?? [])
  return { response: { campaigns: rows.map((campaign) => shown(campaign, ask)), total_rows: ids.length } }
})

function candidates(
  { campaigns }: Network,
  id: number | undefined,
  offerId: number | undefined,
): Iterable<Campaign> {
  if (id !== undefined) {
    const campaign = campaigns.get(id)
    return campaign ? [campaign] : []
  }
  return offerId === undefined ? campaigns.values() : campaigns.ofOffer(offerId)
}

function shown(campaign: Campaign, { network }: Ask): Answer {
  return {
    campaign_id: campaign.campaign_id,
    offer_id: campaign.offer_id,
    offer_name: network.offers.get(campaign.offer_id)?.offer_name,
    affiliate_id: campaign.affiliate_id,
    affiliate_name: network.affiliates.get(campaign.affiliate_id)?.affiliate_name,
    campaign_status: campaign.campaign_status,
    tracking_link: trackingLink(campaign),
    creative_id: campaign.creative_id,
    sub_affiliate: campaign.sub_affiliate,
    date_created: isoText(campaign.created),
  }
}

function trackingLink({ campaign_id: id, affiliate_id: affiliate }: Campaign): string {
  return `https://yourdomain.cakemarketing.com/rd/r.php?sid=${id}&aff_id=${affiliate}`
}

const NewCampaign = z.strictObject({
  offer_id: body.id,
  affiliate_id: body.id,
  display_link_type_id: body.choice(1, 3).optional(),
  creative_id: body.id.optional(),
  landing_page_id: body.id.optional(),
  sub_affiliate: body.text.optional(),
  coupon_code: body.text.optional(),
})

/** A new campaign is active at once; it has had no click yet. */
export const createCampaign = handler(NewCampaign, (asked, { network, now, local }) => {
  const offer = network.offers.get(asked.offer_id)
  if (!offer) throw new Refusal(`Offer ${asked.offer_id} was not found.`)
  if (!network.affiliates.get(asked.affiliate_id))
    throw new Refusal(`Affiliate ${asked.affiliate_id} was not found.`)
  const status = readableStatus(offer, local)
  if (status !== 'active') {
    throw new Refusal(`Offer ${asked.offer_id} is ${status}: a campaign needs an active offer.`)
  }
  mustBelong(network, asked.offer_id, asked)
  const campaign: Campaign = {
    campaign_id: network.campaigns.nextId(),
    offer_id: asked.offer_id,
    affiliate_id: asked.affiliate_id,
    campaign_status: 'active',
    creative_id: asked.creative_id,
    landing_page_id: asked.landing_page_id,
    sub_affiliate: asked.sub_affiliate,
    country_id: 1,
    created: now,
  }
  network.campaigns.put(campaign)
  return {
    campaign: {
      campaign_id: campaign.campaign_id,
      campaign_status: campaign.campaign_status,
      offer_id: campaign.offer_id,
      affiliate_id: campaign.affiliate_id,
      tracking_link: trackingLink(campaign),
      date_created: local,
    },
  }
})

const CampaignChange = z.strictObject({
  campaign_id: body.id,
  campaign_status: body.word(deliveryStatuses).optional(),
  creative_id: body.id.optional(),
  landing_page_id: body.id.optional(),
})

export const updateCampaign = handler(CampaignChange, (asked, { network }) => {
  const campaign = network.campaigns.get(asked.campaign_id)
  if (!campaign) throw new Refusal(`Campaign ${asked.campaign_id} was not found.`)
  mustBelong(network, campaign.offer_id, asked)
  const changed: Campaign = { ...campaign, ...asked }
  network.campaigns.put(changed)
  return {
    campaign: {
      campaign_id: changed.campaign_id,
      campaign_status: changed.campaign_status,
      creative_id: changed.creative_id,
    },
  }
})

interface Material {
  readonly creative_id?: number | undefined
  readonly landing_page_id?: number | undefined
}

/** A campaign shows creatives and landing pages of its own offer. */
function mustBelong(
  network: Network,
  offerId: number,
  { creative_id: creative, landing_page_id: page }: Material,
): void {
  if (creative !== undefined && network.creatives.get(creative)?.offer_id !== offerId) {
    throw new Refusal(`Offer ${offerId} has no creative ${creative}.`)
  }
  if (page !== undefined && network.landingPages.get(page)?.offer_id !== offerId) {
    throw new Refusal(`Offer ${offerId} has no landing page ${page}.`)
  }
}
