import { z } from 'zod'
import { Affiliate, AffiliateFilter, getAffiliates } from '../cake/affiliates.ts'
import { listOf } from '../cake/answer.ts'
import { read, type PagedEndpoint } from '../cake/endpoint.ts'
import { getOffers, Offer, OfferFilter } from '../cake/offers.ts'
import type { Raw } from '../cake/raw.ts'
import { field, rowReader } from '../cake/row.ts'
import { id, type Party } from '../cake/wire.ts'
import type { Kind } from './contract.ts'
import { Print } from './print.ts'
import { affiliateThing, offerThing, type Thing } from './thing.ts'

/**
 * Offers and affiliates as a re-read needs them. Of 100,000 rows nearly all say what they said before, so of each only
 * its id is read and a print of what it says is made; the row itself is kept, and read, when it is news.
 */
export interface Lean {
  readonly news?: News | undefined
}

/** A row that is not held just so, and the print by which it will be known. */
export interface News {
  readonly print: number
  readonly raw: Raw
}

/** Told of every row of every page. @returns whether it is news */
export type Look = (id: number, print: number) => boolean

export interface Source<L extends Lean> {
  readonly kind: 'offer' | 'affiliate'
  /**
   * The endpoint of `cake/`, with lean rows.
   */
  readonly endpoint: PagedEndpoint<object, L>
  /**
   * Rows to ask for at once: parsing a page of offers keeps everything else waiting for some 10 ms. A number nobody
   * else asks for, as equal reads in flight share their answer, and these rows are for nobody else.
   */
  readonly pageSize: number
  readonly idOf: (lean: L) => number
  /** The thing a row is, and what else it names. @throws Unreadable */
  readonly read: (raw: Raw) => { thing: Thing; named: readonly Named[] }
}

/** An advertiser, vertical, tag or manager that a row names. */
export interface Named {
  readonly kind: Kind
  readonly party: Party
}

const print = new Print()

/** What matters of a row goes into its print, however the network writes it: all that `Offer` reads for the thing. */
function addOffer(raw: Raw): void {
  print.value(raw['offer_name']).value(raw['offer_status']).value(raw['payout']).value(raw['payout_type'])
  print.value(raw['currency']).value(raw['currency_id'])
  print.value(raw['advertiser']).value(raw['advertiser_id']).value(raw['advertiser_name'])
  print.value(raw['vertical']).value(raw['vertical_id']).value(raw['vertical_name'])
  print.value(raw['tags'])
}

function addAffiliate(raw: Raw): void {
  print.value(raw['affiliate_name']).value(raw['affiliate_status'])
  print.value(raw['account_manager']).value(raw['account_manager_id']).value(raw['account_manager_name'])
}

/** A row when it is news. Nothing is kept of others: of a page that says what is held, only ids are left. */
const news = (idName: string, add: (raw: Raw) => void, isNews: Look) =>
  field(z.custom<News>().optional(), () => (raw): News | undefined => {
    print.start()
    add(raw)
    const made = print.end()
    return isNews(Number(raw[idName]), made) ? { print: made, raw } : undefined
  })

/** Only what a thing is made of: the dates alone take as long as everything else. */
const readOffer = rowReader(
  Offer.pick({
    offer_id: true,
    offer_name: true,
    offer_status: true,
    advertiser: true,
    vertical: true,
    payout: true,
    payout_type: true,
    currency: true,
    tags: true,
  }),
)
const readAffiliate = rowReader(
  Affiliate.pick({ affiliate_id: true, affiliate_name: true, affiliate_status: true, account_manager: true }),
)

export function offerSource(isNews: Look): Source<Lean & { offer_id: number }> {
  const row = z.object({ offer_id: id(), news: news('offer_id', addOffer, isNews) })
  return {
    kind: 'offer',
    endpoint: read(getOffers.path, {
      params: OfferFilter,
      answer: listOf('offers', 'offer', row),
      page: getOffers.page,
    }),
    pageSize: 2499,
    idOf: (lean) => lean.offer_id,
    read(raw) {
      const offer = readOffer(raw)
      const named = [
        ...namedAs('advertiser', offer.advertiser),
        ...namedAs('vertical', offer.vertical),
        ...offer.tags.flatMap((tag) => namedAs('tag', tag)),
      ]
      return { thing: offerThing(offer), named }
    },
  }
}

export function affiliateSource(isNews: Look): Source<Lean & { affiliate_id: number }> {
  const row = z.object({ affiliate_id: id(), news: news('affiliate_id', addAffiliate, isNews) })
  return {
    kind: 'affiliate',
    endpoint: read(getAffiliates.path, {
      params: AffiliateFilter,
      answer: listOf('affiliates', 'affiliate', row),
      page: getAffiliates.page,
    }),
    pageSize: 499,
    idOf: (lean) => lean.affiliate_id,
    read(raw) {
      const affiliate = readAffiliate(raw)
      return { thing: affiliateThing(affiliate), named: namedAs('manager', affiliate.account_manager) }
    },
  }
}

function namedAs(kind: Kind, party: Party | undefined): Named[] {
  return party === undefined ? [] : [{ kind, party }]
}
