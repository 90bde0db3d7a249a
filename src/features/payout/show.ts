import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import { percent, price } from '../../blocks/figures.ts'
import { facts, small, title, type Fact } from '../../blocks/pieces.ts'
import { status } from '../../blocks/status.ts'
import { name } from '../../blocks/text.ts'
import { getAffiliateOffer, type AffiliateOffer } from '../../cake/affiliate-offers.ts'
import { isShare } from '../../cake/figures.ts'
import { getOffer, type Offer } from '../../cake/offers.ts'
import { defineQuery, type Card } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { called } from '../../core/entries.ts'
import { id } from '../../core/inputs.ts'

interface PayoutFound {
  readonly access: AffiliateOffer
  readonly offer: Offer
  /** The affiliate, by name where that is known. */
  readonly whose: string
}

export const show = defineQuery({
  summary: "Show an affiliate's payout for an offer, beside the offer's default",
  role: 'viewer',
  example: 'payout 67890 12345',
  args: ['affiliate', 'offer'],
  input: z.object({ affiliate: id('affiliate'), offer: id('offer') }),
  load: async ({ cake, read, catalogue, person }, { affiliate, offer }): Promise<PayoutFound> => {
    if (!person.money) throw new UserError('Payouts are hidden from you. An admin says who sees them.')
    const [access, found] = await Promise.all([
      getAffiliateOffer(cake, { affiliate_id: affiliate, offer_id: offer }, read),
      getOffer(cake, offer, read),
    ])
    catalogue.noteOffer(found)
    const whose = called(catalogue, { affiliate }).affiliate ?? String(affiliate)
    return { access, offer: found, whose }
  },
  view: payoutCard,
})

function payoutCard({ access, offer, whose }: PayoutFound): Card {
  const { affiliate_id, offer_id } = access
  // A share is the bare number that CAKE gives: nobody knows whether it is percent or money.
  const own = price(
    access.payout,
    isShare(access.payout_type ?? offer.payout_type) ? undefined : offer.currency,
  )
  const usual = price(offer.payout, isShare(offer.payout_type) ? undefined : offer.currency)
  return {
    summary: `Affiliate ${affiliate_id} gets ${own} for offer ${offer_id}; the default is ${usual}`,
    pieces: [
      title(`Payout of affiliate ${whose}`),
      small(`Offer ${offer_id} · ${name(offer.offer_name ?? '', 150)}`),
      facts([
        [['Access', status(access.affiliate_offer_status)]],
        [['Their payout', access.payout === undefined ? 'not told by CAKE' : typed(own, access.payout_type)]],
        [['Offer default', typed(usual, offer.payout_type)]],
        [difference(access, offer)],
      ]),
    ],
    buttons: [
      runButton('Affiliate', `affiliate ${affiliate_id}`),
      runButton('Offer', `offer ${offer_id}`),
      runButton('Links', `link ${affiliate_id} ${offer_id}`),
    ],
  }
}

function difference(access: AffiliateOffer, offer: Offer): Fact {
  const [own, usual] = [access.payout, offer.payout]
  if (own === undefined || usual === undefined)
    return ['Difference', 'cannot be told: CAKE gives only one of the two']
  const [ownType, usualType] = [access.payout_type, offer.payout_type]
  if (ownType !== undefined && usualType !== undefined && ownType !== usualType) {
    return ['Difference', 'cannot be told: the two are paid for different things']
  }
  const gap = Math.round((own - usual) * 1e6) / 1e6
  if (gap === 0) return ['Difference', 'none']
  const share = usual === 0 ? '' : ` (${percent((Math.abs(gap) / usual) * 100)})`
  return [
    'Difference',
    `${price(Math.abs(gap), isShare(usualType) ? undefined : offer.currency)} ${gap > 0 ? 'more' : 'less'} than the default${share}`,
  ]
}

function typed(amount: string, type: string | undefined): string {
  return type === undefined ? amount : `${amount} ${name(type.toUpperCase(), 30)}`
}
