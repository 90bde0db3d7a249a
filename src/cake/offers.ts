import { z } from 'zod'
import { listOf, oneOf, type Page } from './answer.ts'
import type { CakeReader, PageOptions, ReadOptions } from './contract.ts'
import { read, write } from './endpoint.ts'
import { CakeError } from './errors.ts'
import { amount, currency, id, parties, party, payoutType, status, text, time } from './wire.ts'
import { Id, Moment, Money, Name, RowLimit, StartAtRow } from './params.ts'

/** An offer. `payout` (to the affiliate) and `revenue` (from the advertiser) are in the offer's `currency`. */
export type Offer = z.infer<typeof Offer>
export const Offer = z.object({
  offer_id: id(),
  offer_name: text(),
  offer_status: status(),
  vertical: party(),
  advertiser: party(),
  offer_url: text(),
  preview_url: text(),
  payout: amount(),
  payout_type: payoutType(),
  revenue: amount(),
  currency: currency(),
  session_hours: amount(),
  expiration_date: time(),
  tags: parties('tag'),
  created: time('created_date', 'date_created'),
  offer_description: text(),
})

/** What offers.json filters by. `advertiser_id` is known from a related article only. */
export type OfferFilter = z.infer<typeof OfferFilter>
export const OfferFilter = z.object({
  offer_id: Id.optional(),
  offer_status: z.enum(['active', 'paused', 'pending', 'expired']).optional(),
  vertical_id: Id.optional(),
  tag_id: Id.optional(),
  advertiser_id: Id.optional(),
  row_limit: RowLimit(5000),
  start_at_row: StartAtRow,
  sort_field: z.enum(['offer_name', 'offer_id']).optional(),
  sort_descending: z.boolean().optional(),
})

const WritableStatus = z.enum(['active', 'inactive', 'pending'])
const PayoutType = z.enum(['cpa', 'cpc', 'cpm', 'revshare'])

/** A new offer. The status is always worth sending: what CAKE takes when it is absent is documented twice, differently. */
export type NewOffer = z.infer<typeof NewOffer>
export const NewOffer = z.object({
  offer_name: Name,
  advertiser_id: Id,
  vertical_id: Id,
  offer_url: Name,
  preview_url: Name.optional(),
  offer_status: WritableStatus.optional(),
  payout: Money.optional(),
  payout_type: PayoutType.optional(),
  revenue: Money.optional(),
  revenue_type: PayoutType.optional(),
  /** 1 = USD */
  currency_id: Id.optional(),
  session_hours: z.number().nonnegative().optional(),
  expiration_date: Moment.optional(),
  /** Affiliates see it. */
  offer_description: z.string().optional(),
})

/** What may be changed. Pausing is written `inactive` and read back as `paused`. */
export type OfferChange = z.infer<typeof OfferChange>
export const OfferChange = z.object({
  offer_id: Id,
  offer_name: Name.optional(),
  offer_status: WritableStatus.optional(),
  payout: Money.optional(),
  revenue: Money.optional(),
  expiration_date: Moment.optional(),
})

export const getOffers = read('offers.json', {
  params: OfferFilter,
  answer: listOf('offers', 'offer', Offer),
  page: { max: 5000, first: 0 },
})
export const createOffer = write('offer.json', { params: NewOffer, answer: oneOf('offer', Offer) })
export const updateOffer = write('update_offer.json', { params: OfferChange, answer: oneOf('offer', Offer) })

/**
 * One offer.
 * @throws CakeError `not-found` when CAKE lists none, or only others
 */
export async function getOffer(cake: CakeReader, offer_id: number, options?: ReadOptions): Promise<Offer> {
  const { rows } = await cake.read(getOffers, { offer_id }, options)
  const offer = rows.find((row) => row.offer_id === offer_id)
  if (offer === undefined) throw new CakeError('not-found', getOffers.path, `CAKE has no offer ${offer_id}.`)
  return offer
}

/** Offers, page by page. `start_at_row` and `row_limit` of the filter say where to start and how much at once. */
export function offerPages(
  cake: CakeReader,
  filter: OfferFilter,
  options?: PageOptions,
): AsyncIterable<Page<Offer>> {
  return cake.pages(getOffers, filter, options)
}
