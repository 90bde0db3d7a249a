import { z } from 'zod'
import { createOffer, NewOffer as CreatedOffer, offerPages, type NewOffer } from '../../cake/offers.ts'
import { defineChange, type ChangeContext } from '../../core/changes/change.ts'
import type { Choice, Field, Values } from '../../core/changes/fields.ts'
import { marginOf, offerRemarks, OFFER_STATUSES } from './fields.ts'

const PAYOUT_TYPES: readonly Choice[] = [
  { value: 'cpa', label: 'CPA' },
  { value: 'cpc', label: 'CPC' },
  { value: 'cpm', label: 'CPM' },
  { value: 'revshare', label: 'Revenue share' },
]
const CURRENCY = 'USD'
/** CAKE's ids of currencies are the network's own, but for 1. */
const CURRENCIES: readonly Choice[] = [{ value: '1', label: 'USD' }]

const FIELDS: readonly Field[] = [
  { name: 'name', label: 'Offer name', as: 'text', max: 255 },
  { name: 'advertiser', label: 'Advertiser', as: 'pick', kind: 'advertiser' },
  { name: 'vertical', label: 'Vertical', as: 'pick', kind: 'vertical' },
  { name: 'url', label: 'Offer URL', as: 'url', hint: 'Where clicks go; begins with https://.' },
  { name: 'preview', label: 'Preview URL', as: 'url', optional: true },
  { name: 'status', label: 'Status', as: 'choice', choices: OFFER_STATUSES },
  { name: 'payout', label: 'Payout', as: 'money', currency: CURRENCY },
  { name: 'payout_type', label: 'Payout type', as: 'choice', choices: PAYOUT_TYPES },
  { name: 'revenue', label: 'Revenue', as: 'money', currency: CURRENCY },
  { name: 'revenue_type', label: 'Revenue type', as: 'choice', choices: PAYOUT_TYPES },
  { name: 'currency', label: 'Currency', as: 'choice', choices: CURRENCIES },
  { name: 'session', label: 'Session hours', as: 'whole', min: 1, max: 8760, optional: true },
  { name: 'expires', label: 'Expiry date', as: 'day', optional: true },
  {
    name: 'description',
    label: 'Description',
    as: 'text',
    max: 2000,
    long: true,
    optional: true,
    hint: 'Affiliates see this.',
  },
]

const INITIAL: Values = { status: 'pending', payout_type: 'cpa', revenue_type: 'cpa', currency: '1' }

export const create = defineChange({
  summary: 'Make a new offer',
  role: 'requester',
  example: 'offer new',
  args: [],
  filters: { name: '"New offer"', advertiser: '101', vertical: '3' },
  input: z.object({}),
  makes: 'offer',
  showsMoney: true,
  load: async () => undefined,
  title: (_, after) => `New offer ${String(after['name'] ?? '')}`.trim(),
  fields: () => FIELDS,
  initial: INITIAL,
  before: () => ({}),
  derives: (_, before, after) => marginOf(CURRENCY, before, after),
  remarks: (_, after, context) => offerRemarks(after, {}, context),
  weigh: (_, __, { payout, revenue }) => ({
    creates: true,
    ...(typeof payout === 'number' && typeof revenue === 'number' ? { marginAfter: revenue - payout } : {}),
  }),
  write: async (cake, _, after) => {
    const { offer_id: id } = await cake.write(createOffer, written(after))
    return { id }
  },
  candidates,
})

/** Offers of the same name of the same advertiser. */
async function candidates({ cake, read }: ChangeContext, _: unknown, { name, advertiser }: Values) {
  const same: { id: number }[] = []
  const filter = typeof advertiser === 'number' ? { advertiser_id: advertiser } : {}
  for await (const { rows } of offerPages(cake, filter, read)) {
    for (const row of rows) if (row.offer_name === name) same.push({ id: row.offer_id })
  }
  return same
}

/** As CAKE takes it. The values were read by the form, so each is of its field's kind. */
function written(after: Values): NewOffer {
  const { name, advertiser, vertical, url, expires, currency, ...more } = after
  const given = {
    offer_name: name,
    advertiser_id: advertiser,
    vertical_id: vertical,
    offer_url: url,
    preview_url: more['preview'],
    offer_status: more['status'],
    payout: more['payout'],
    payout_type: more['payout_type'],
    revenue: more['revenue'],
    revenue_type: more['revenue_type'],
    currency_id: currency === undefined || currency === null ? undefined : Number(currency),
    session_hours: more['session'],
    expiration_date: typeof expires === 'string' ? `${expires} 23:59:59` : undefined,
    offer_description: more['description'],
  }
  return CreatedOffer.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)))
}
