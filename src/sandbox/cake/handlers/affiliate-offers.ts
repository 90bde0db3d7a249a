import { z } from 'zod'
import { chance } from '../chance.ts'
import { handler, Refusal } from '../handler.ts'
import type { Network } from '../network/network.ts'
import type { Offer } from '../network/records.ts'
import { query } from '../parameters.ts'
import { payoutWord } from './offers.ts'

const Pair = z.strictObject({ affiliate_id: query.id, offer_id: query.id })

/**
 * An affiliate's access to an offer. The documentation shows `active` and no other word; here an affiliate that runs
 * a campaign is `active`, some others have applied (`pending`), and the rest are `not applied` and have no payout.
 */
export const getAffiliateOffer = handler(
  Pair,
  ({ affiliate_id: affiliateId, offer_id: offerId }, { network }) => {
    const offer = network.offers.get(offerId)
    if (!network.affiliates.get(affiliateId)) throw new Refusal(`Affiliate ${affiliateId} was not found.`)
    if (!offer) throw new Refusal(`Offer ${offerId} was not found.`)
    const access = accessOf(network, affiliateId, offer)
    return {
      response: {
        affiliate_offer: {
          affiliate_id: affiliateId,
          offer_id: offerId,
          payout: access.payout,
          payout_type: offer.payout_type && payoutWord(offer.payout_type),
          affiliate_offer_status: access.status,
        },
      },
    }
  },
)

function accessOf(
  network: Network,
  affiliateId: number,
  offer: Offer,
): { status: string; payout?: number | undefined } {
  for (const campaign of network.campaigns.ofOffer(offer.offer_id)) {
    if (campaign.affiliate_id === affiliateId && campaign.campaign_status !== 'deleted') {
      return { status: 'active', payout: campaign.payout ?? offer.payout }
    }
  }
  const applied = chance(affiliateId, offer.offer_id, 71) < 0.15
  return applied ? { status: 'pending', payout: offer.payout } : { status: 'not applied' }
}
