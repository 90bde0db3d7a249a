import { z } from 'zod'
import { handler, Refusal, type Answer, type Ask } from '../handler.ts'
import type { Network } from '../network/network.ts'
import { advertisers, currencies, tags, verticals } from '../network/parties.ts'
import {
  payoutTypes,
  readableOfferStatuses,
  readableStatus,
  writableOfferStatuses,
  type Offer,
  type PayoutType,
} from '../network/records.ts'
import { fits, matching, pageOf, paging } from '../paging.ts'
import { body, query } from '../parameters.ts'

const OffersQuery = z.strictObject({
  offer_id: query.id.optional(),
  offer_status: query.word(readableOfferStatuses).optional(),
  vertical_id: query.id.optional(),
  tag_id: query.id.optional(),
  advertiser_id: query.id.optional(),
  ...paging(5000),
  sort_field: query.word(['offer_name', 'offer_id']).optional(),
  sort_descending: query.flag.optional(),
})

export const getOffers = handler(OffersQuery, (asked, ask) => {
  const { network, local } = ask
  const { start_at_row: _start, row_limit: _limit, ...filter } = asked
  const ids = ask.once(`offers ${JSON.stringify(filter)}`, () =>
    matching(
      candidates(network, asked.offer_id),
      (offer) =>
        fits(asked.offer_status, readableStatus(offer, local)) &&
        fits(asked.vertical_id, offer.vertical_id) &&
        fits(asked.advertiser_id, offer.advertiser_id) &&
        (asked.tag_id === undefined || (offer.tags ?? []).includes(asked.tag_id)),
      {
        idOf: (offer) => offer.offer_id,
        name: asked.sort_field === 'offer_name' ? (offer) => offer.offer_name : undefined,
        descending: asked.sort_descending,
      },
    ),
  )
  const rows = pageOf(ids, asked, 0, ask).flatMap((id) => network.offers.get(id) ?? [])
  return { response: { offers: rows.map((offer) => ({ offer: shown(offer, ask) })), total_rows: ids.length } }
})

function candidates({ offers }: Network, id: number | undefined): Iterable<Offer> {
  if (id === undefined) return offers.values()
  const offer = offers.get(id)
  return offer ? [offer] : []
}

function shown(offer: Offer, { local }: Ask): Answer {
  const { vertical_id: vertical, advertiser_id: advertiser } = offer
  return {
    offer_id: offer.offer_id,
    offer_name: offer.offer_name,
    offer_status: readableStatus(offer, local),
    vertical: vertical && { vertical_id: vertical, vertical_name: verticals.get(vertical) },
    advertiser: advertiser && { advertiser_id: advertiser, advertiser_name: advertisers.get(advertiser) },
    offer_url: offer.offer_url,
    payout: offer.payout,
    payout_type: offer.payout_type && payoutWord(offer.payout_type),
    revenue: offer.revenue,
    currency: offer.currency,
    session_hours: offer.session_hours,
    expiration_date: offer.expiration_date?.slice(0, 10),
    tags: offer.tags?.map((id) => ({ tag_id: id, tag_name: tags.get(id) })),
  }
}

/** Written `cpa`, answered `CPA`. */
export function payoutWord(type: PayoutType): string {
  return type === 'revshare' ? 'RevShare' : type.toUpperCase()
}

const NewOffer = z.strictObject({
  offer_name: body.text,
  advertiser_id: body.id,
  vertical_id: body.id,
  offer_url: body.url,
  preview_url: body.url.optional(),
  offer_status: body.word(writableOfferStatuses).optional(),
  payout: body.amount.optional(),
  payout_type: body.word(payoutTypes).optional(),
  revenue: body.amount.optional(),
  revenue_type: body.word(payoutTypes).optional(),
  currency_id: body.id.optional(),
  session_hours: body.id.optional(),
  expiration_date: body.moment.optional(),
  offer_description: body.description.optional(),
})

export const createOffer = handler(NewOffer, (asked, { network, local }) => {
  if (!advertisers.has(asked.advertiser_id))
    throw new Refusal(`Advertiser ${asked.advertiser_id} was not found.`)
  if (!verticals.has(asked.vertical_id)) throw new Refusal(`Vertical ${asked.vertical_id} was not found.`)
  const currency = currencies.get(asked.currency_id ?? 1)
  if (currency === undefined) throw new Refusal(`Currency ${asked.currency_id} was not found.`)
  const offer: Offer = {
    offer_id: network.offers.nextId(),
    offer_name: asked.offer_name,
    offer_status: asked.offer_status ?? 'active',
    advertiser_id: asked.advertiser_id,
    vertical_id: asked.vertical_id,
    offer_url: asked.offer_url,
    payout: asked.payout ?? 0,
    payout_type: asked.payout_type ?? 'cpa',
    revenue: asked.revenue ?? 0,
    currency,
    session_hours: asked.session_hours,
    expiration_date: asked.expiration_date,
  }
  network.offers.put(offer)
  return {
    offer: {
      offer_id: offer.offer_id,
      offer_name: offer.offer_name,
      offer_status: offer.offer_status,
      payout: offer.payout,
      payout_type: payoutWord(offer.payout_type ?? 'cpa'),
      revenue: offer.revenue,
      created_date: local,
    },
  }
})

const OfferChange = z.strictObject({
  offer_id: body.id,
  offer_name: body.text.optional(),
  offer_status: body.word(writableOfferStatuses).optional(),
  payout: body.amount.optional(),
  revenue: body.amount.optional(),
  expiration_date: body.moment.optional(),
})

/** Answers with the name, the status in the writable word (`inactive`, as the sample has it), and what was sent. */
export const updateOffer = handler(OfferChange, (asked, { network }) => {
  const offer = network.offers.get(asked.offer_id)
  if (!offer) throw new Refusal(`Offer ${asked.offer_id} was not found.`)
  const changed: Offer = { ...offer, ...asked }
  network.offers.put(changed)
  return {
    offer: {
      offer_id: changed.offer_id,
      offer_name: changed.offer_name,
      offer_status: changed.offer_status,
      payout: asked.payout,
      revenue: asked.revenue,
      expiration_date: asked.expiration_date,
    },
  }
})
