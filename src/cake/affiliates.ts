import { z } from 'zod'
import { listOf, oneOf, type Page } from './answer.ts'
import type { CakeReader, PageOptions, ReadOptions } from './contract.ts'
import { read, write } from './endpoint.ts'
import { CakeError } from './errors.ts'
import { id, party, status, text, time } from './wire.ts'
import { Id, Money, Name, RowLimit, StartAtRow } from './params.ts'

/** An affiliate (publisher, partner). */
export type Affiliate = z.infer<typeof Affiliate>
export const Affiliate = z.object({
  affiliate_id: id(),
  affiliate_name: text(),
  affiliate_status: status(),
  account_manager: party(),
  website: text(),
  created: time('date_created', 'created_date'),
})

const AffiliateStatus = z.enum(['active', 'inactive', 'pending', 'rejected', 'suspended'])

/** What affiliates.json filters by; `affiliate_name` matches in part. Not every network has this endpoint. */
export type AffiliateFilter = z.infer<typeof AffiliateFilter>
export const AffiliateFilter = z.object({
  affiliate_id: Id.optional(),
  affiliate_name: Name.optional(),
  affiliate_status: AffiliateStatus.optional(),
  account_manager_id: Id.optional(),
  tag_id: Id.optional(),
  start_at_row: StartAtRow,
  row_limit: RowLimit(500),
  sort_field: z.enum(['affiliate_id', 'affiliate_name']).optional(),
  sort_descending: z.boolean().optional(),
})

export type NewAffiliate = z.infer<typeof NewAffiliate>
export const NewAffiliate = z.object({
  affiliate_name: Name,
  account_manager_id: Id,
  /** CAKE takes `pending` when absent. */
  affiliate_status: z.enum(['active', 'inactive', 'pending']).optional(),
  website: Name.optional(),
  payment_type_id: Id.optional(),
  billing_cycle_id: Id.optional(),
  minimum_payment_threshold: Money.optional(),
})

/** What may be changed. Making a pending affiliate active approves it: CAKE e-mails the affiliate. */
export type AffiliateChange = z.infer<typeof AffiliateChange>
export const AffiliateChange = z.object({
  affiliate_id: Id,
  affiliate_name: Name.optional(),
  affiliate_status: AffiliateStatus.optional(),
  account_manager_id: Id.optional(),
})

export const getAffiliates = read('affiliates.json', {
  params: AffiliateFilter,
  answer: listOf('affiliates', 'affiliate', Affiliate),
  page: { max: 500, first: 0 },
})
export const createAffiliate = write('affiliate.json', {
  params: NewAffiliate,
  answer: oneOf('affiliate', Affiliate),
})
export const updateAffiliate = write('update_affiliate.json', {
  params: AffiliateChange,
  answer: oneOf('affiliate', Affiliate),
})

/**
 * One affiliate.
 * @throws CakeError `not-found` when CAKE lists none, or only others; also (with `status` 404) on a network
 * without affiliates.json
 */
export async function getAffiliate(
  cake: CakeReader,
  affiliate_id: number,
  options?: ReadOptions,
): Promise<Affiliate> {
  const { rows } = await cake.read(getAffiliates, { affiliate_id }, options)
  const affiliate = rows.find((row) => row.affiliate_id === affiliate_id)
  if (affiliate !== undefined) return affiliate
  throw new CakeError('not-found', getAffiliates.path, `CAKE has no affiliate ${affiliate_id}.`)
}

/** Affiliates, page by page. */
export function affiliatePages(
  cake: CakeReader,
  filter: AffiliateFilter,
  options?: PageOptions,
): AsyncIterable<Page<Affiliate>> {
  return cake.pages(getAffiliates, filter, options)
}
