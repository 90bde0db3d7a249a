import { z } from 'zod'
import { oneOf } from './answer.ts'
import type { CakeReader, ReadOptions } from './contract.ts'
import { read } from './endpoint.ts'
import { CakeError } from './errors.ts'
import { amount, id, payoutType, status } from './wire.ts'
import { Id } from './params.ts'

/** An affiliate's access to an offer, and the payout it gets there, in the offer's currency. */
export type AffiliateOffer = z.infer<typeof AffiliateOffer>
export const AffiliateOffer = z.object({
  affiliate_id: id(),
  offer_id: id(),
  payout: amount(),
  payout_type: payoutType(),
  affiliate_offer_status: status(),
})

export type AffiliateOfferPair = z.infer<typeof AffiliateOfferPair>
export const AffiliateOfferPair = z.object({ affiliate_id: Id, offer_id: Id })

export const readAffiliateOffer = read('affiliate_offer.json', {
  params: AffiliateOfferPair,
  answer: oneOf('affiliate_offer', AffiliateOffer),
})

/**
 * An affiliate's access and payout for an offer.
 * @throws CakeError `not-found` when CAKE knows nothing of the pair, or answers another one
 */
export async function getAffiliateOffer(
  cake: CakeReader,
  pair: AffiliateOfferPair,
  options?: ReadOptions,
): Promise<AffiliateOffer> {
  const found = await cake.read(readAffiliateOffer, pair, options)
  if (found.affiliate_id === pair.affiliate_id && found.offer_id === pair.offer_id) return found
  throw new CakeError(
    'not-found',
    readAffiliateOffer.path,
    `CAKE has nothing on affiliate ${pair.affiliate_id} and offer ${pair.offer_id}.`,
  )
}
