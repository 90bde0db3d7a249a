import { z } from 'zod'
import { handler, Refusal, type Answer, type Ask } from '../handler.ts'
import { accountManagers } from '../network/parties.ts'
import { affiliateStatuses, type Affiliate } from '../network/records.ts'
import type { Shelf } from '../network/shelf.ts'
import { fits, matching, pageOf, paging } from '../paging.ts'
import { body, query } from '../parameters.ts'

const AffiliatesQuery = z.strictObject({
  affiliate_id: query.id.optional(),
  affiliate_name: query.text.optional(),
  affiliate_status: query.word(affiliateStatuses).optional(),
  account_manager_id: query.id.optional(),
  tag_id: query.id.optional(),
  ...paging(500),
  sort_field: query.word(['affiliate_id', 'affiliate_name']).optional(),
  sort_descending: query.flag.optional(),
})

/** Known from a related article only: not every network has it. */
export const getAffiliates = handler(AffiliatesQuery, (asked, ask) => {
  const { network } = ask
  const { start_at_row: _start, row_limit: _limit, ...filter } = asked
  const part = asked.affiliate_name?.toLowerCase() ?? ''
  const ids = ask.once(`affiliates ${JSON.stringify(filter)}`, () =>
    matching(
      candidates(network.affiliates, asked.affiliate_id),
      (affiliate) =>
        affiliate.affiliate_name.toLowerCase().includes(part) &&
        fits(asked.affiliate_status, affiliate.affiliate_status) &&
        fits(asked.account_manager_id, affiliate.account_manager_id) &&
        (asked.tag_id === undefined || (affiliate.tags ?? []).includes(asked.tag_id)),
      {
        idOf: (affiliate) => affiliate.affiliate_id,
        name: asked.sort_field === 'affiliate_name' ? (affiliate) => affiliate.affiliate_name : undefined,
        descending: asked.sort_descending,
      },
    ),
  )
  const rows = pageOf(ids, asked, 0, ask).flatMap((id) => network.affiliates.get(id) ?? [])
  const affiliates = rows.map((affiliate) => ({ affiliate: shown(affiliate, ask) }))
  return { response: { affiliates, total_rows: ids.length } }
})

function candidates(affiliates: Shelf<Affiliate>, id: number | undefined): Iterable<Affiliate> {
  if (id === undefined) return affiliates.values()
  const affiliate = affiliates.get(id)
  return affiliate ? [affiliate] : []
}

function shown(affiliate: Affiliate, { network }: Ask): Answer {
  return {
    affiliate_id: affiliate.affiliate_id,
    affiliate_name: affiliate.affiliate_name,
    affiliate_status: affiliate.affiliate_status,
    account_manager: manager(affiliate.account_manager_id),
    website: affiliate.website,
    date_created: network.local(affiliate.created),
  }
}

function manager(id: number): Answer {
  return { id, name: accountManagers.get(id) }
}

const NewAffiliate = z.strictObject({
  affiliate_name: body.text,
  account_manager_id: body.id,
  affiliate_status: body.word(['active', 'inactive', 'pending']).optional(),
  website: body.text.optional(),
  payment_type_id: body.id.optional(),
  billing_cycle_id: body.id.optional(),
  minimum_payment_threshold: body.amount.optional(),
})

export const createAffiliate = handler(NewAffiliate, (asked, { network, now, local }) => {
  mustBeManager(asked.account_manager_id)
  const affiliate: Affiliate = {
    affiliate_id: network.affiliates.nextId(),
    affiliate_name: asked.affiliate_name,
    affiliate_status: asked.affiliate_status ?? 'pending',
    account_manager_id: asked.account_manager_id,
    website: asked.website,
    created: now,
  }
  network.affiliates.put(affiliate)
  return {
    affiliate: {
      affiliate_id: affiliate.affiliate_id,
      affiliate_name: affiliate.affiliate_name,
      affiliate_status: affiliate.affiliate_status,
      account_manager: manager(affiliate.account_manager_id),
      date_created: local,
    },
  }
})

const AffiliateChange = z.strictObject({
  affiliate_id: body.id,
  affiliate_name: body.text.optional(),
  affiliate_status: body.word(affiliateStatuses).optional(),
  account_manager_id: body.id.optional(),
})

/** Approving makes CAKE e-mail the affiliate; being made active again after a pause does not. */
export const updateAffiliate = handler(AffiliateChange, (asked, { network, now }) => {
  const affiliate = network.affiliates.get(asked.affiliate_id)
  if (!affiliate) throw new Refusal(`Affiliate ${asked.affiliate_id} was not found.`)
  if (asked.account_manager_id !== undefined) mustBeManager(asked.account_manager_id)
  const changed: Affiliate = { ...affiliate, ...asked }
  network.affiliates.put(changed)
  if (isApproval(affiliate, changed)) {
    const { affiliate_id, affiliate_name } = changed
    const at = new Date(now).toISOString()
    network.mail({ at, affiliate_id, affiliate_name, about: 'The account is approved.' })
  }
  return {
    affiliate: {
      affiliate_id: changed.affiliate_id,
      affiliate_name: changed.affiliate_name,
      affiliate_status: changed.affiliate_status,
      account_manager: manager(changed.account_manager_id),
    },
  }
})

function isApproval(
  { affiliate_status: before }: Affiliate,
  { affiliate_status: after }: Affiliate,
): boolean {
  return after === 'active' && (before === 'pending' || before === 'rejected')
}

function mustBeManager(id: number): void {
  if (!accountManagers.has(id)) throw new Refusal(`Account manager ${id} was not found.`)
}
