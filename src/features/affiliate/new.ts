import { z } from 'zod'
import { affiliatePages, createAffiliate, NewAffiliate } from '../../cake/affiliates.ts'
import { defineChange, type ChangeContext } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'

const STATUSES: readonly Choice[] = [
  { value: 'pending', label: 'Pending' },
  { value: 'active', label: 'Active' },
  { value: 'inactive', label: 'Inactive' },
]

/** CAKE's ids of payment types and billing cycles are the network's own, and nothing lists them. */
const FIELDS: readonly Field[] = [
  { name: 'name', label: 'Affiliate name', as: 'text', max: 255 },
  { name: 'manager', label: 'Account manager', as: 'pick', kind: 'manager' },
  { name: 'status', label: 'Status', as: 'choice', choices: STATUSES },
  { name: 'website', label: 'Website', as: 'url', optional: true },
  {
    name: 'payment_type',
    label: 'Payment type',
    as: 'whole',
    min: 1,
    max: 999_999,
    optional: true,
    hint: 'Its id in CAKE.',
  },
  {
    name: 'billing_cycle',
    label: 'Billing cycle',
    as: 'whole',
    min: 1,
    max: 999_999,
    optional: true,
    hint: 'Its id in CAKE.',
  },
  { name: 'minimum_payment', label: 'Minimum payment', as: 'money', currency: 'USD', optional: true },
]

export const create = defineChange({
  summary: 'Make a new affiliate',
  role: 'requester',
  example: 'affiliate new',
  args: [],
  filters: { name: '"New affiliate"', manager: '42' },
  input: z.object({}),
  makes: 'affiliate',
  load: async () => undefined,
  title: (_, after) => `New affiliate ${String(after['name'] ?? '')}`.trim(),
  fields: () => FIELDS,
  initial: { status: 'pending' },
  before: () => ({}),
  remarks: (_, { status }) =>
    status === 'active'
      ? [{ field: 'status', sentence: 'An active affiliate can run offers at once.', isRefusal: false }]
      : [],
  weigh: () => ({ creates: true }),
  write: async (cake, _, after) => {
    const { affiliate_id: id } = await cake.write(createAffiliate, written(after))
    return { id }
  },
  candidates,
})

/** Affiliates of the same name. */
async function candidates({ cake, read }: ChangeContext, _: unknown, { name }: Values) {
  if (typeof name !== 'string') return []
  const same: { id: number }[] = []
  for await (const { rows } of affiliatePages(cake, { affiliate_name: name }, read)) {
    for (const row of rows) if (row.affiliate_name === name) same.push({ id: row.affiliate_id })
  }
  return same
}

/** As CAKE takes it. The values were read by the form, so each is of its field's kind. */
function written(after: Values): NewAffiliate {
  const given = {
    affiliate_name: after['name'],
    account_manager_id: after['manager'],
    affiliate_status: after['status'],
    website: after['website'],
    payment_type_id: after['payment_type'],
    billing_cycle_id: after['billing_cycle'],
    minimum_payment_threshold: after['minimum_payment'],
  }
  return NewAffiliate.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)))
}
