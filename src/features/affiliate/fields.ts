import { getAffiliate, type Affiliate, type AffiliateChange } from '../../cake/affiliates.ts'
import type { CakeReader, ReadOptions } from '../../cake/client.ts'
import type { Remark, Weight } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'

/** What CAKE takes as the status of an affiliate that is there. */
const AFFILIATE_STATUSES: readonly Choice[] = [
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
  { value: 'pending', label: 'Pending' },
  { value: 'rejected', label: 'Rejected' },
  { value: 'suspended', label: 'Suspended' },
]

export function loadAffiliate(cake: CakeReader, id: number, read: ReadOptions): Promise<Affiliate> {
  return getAffiliate(cake, id, read)
}

/** What CAKE takes as a change of an affiliate. It clears nothing, so what is set must stay set. */
export function affiliateFields({ account_manager, affiliate_status }: Affiliate): Field[] {
  const optional = (has: unknown) => (has === undefined ? ({ optional: true } as const) : {})
  const status = AFFILIATE_STATUSES.find(({ value }) => value === affiliate_status)
  return [
    { name: 'name', label: 'Affiliate name', as: 'text', max: 255 },
    { name: 'manager', label: 'Account manager', as: 'pick', kind: 'manager', ...optional(account_manager) },
    { name: 'status', label: 'Status', as: 'choice', choices: AFFILIATE_STATUSES, ...optional(status) },
  ]
}

/** What CAKE has, by the fields' names. */
export function affiliateValues({ affiliate_name, affiliate_status, account_manager }: Affiliate): Values {
  return {
    name: affiliate_name ?? null,
    manager: account_manager?.id ?? null,
    status: affiliate_status ?? null,
  }
}

/** What a change writes: only what changes. */
export function affiliateWritten({ name, manager, status }: Values): Omit<AffiliateChange, 'affiliate_id'> {
  const known = AFFILIATE_STATUSES.some(({ value }) => value === status)
  return {
    ...(typeof name === 'string' ? { affiliate_name: name } : {}),
    ...(known ? { affiliate_status: status as AffiliateChange['affiliate_status'] } : {}),
    ...(typeof manager === 'number' ? { account_manager_id: manager } : {}),
  }
}

/** What CAKE does by itself when a status changes. */
export function statusRemarks(before: Values, after: Values): Remark[] {
  const [was, becomes] = [before['status'], after['status']]
  if (was === becomes) return []
  return [
    ...(becomes === 'active' && was === 'pending'
      ? [{ sentence: 'Approving makes CAKE e-mail the affiliate.', isRefusal: false }]
      : []),
    ...(becomes === 'suspended'
      ? [{ sentence: 'Suspending stops the traffic; payments due stay due.', isRefusal: false }]
      : []),
  ]
}

/** How big it is, for the rules: which command of its own there is for its status. */
export function affiliateWeight({ affiliate_status: was }: Affiliate, { status, ...more }: Values): Weight {
  const isAlone = Object.keys(more).length === 0
  const does = (command: string, isAll: boolean): Weight => ({ does: { command, isAll: isAlone && isAll } })
  if (status === 'active') return does(was === 'pending' ? 'affiliate approve' : 'affiliate activate', true)
  if (status === 'rejected') return does('affiliate reject', was === 'pending')
  return status === 'suspended' ? does('affiliate suspend', was === 'active') : {}
}
