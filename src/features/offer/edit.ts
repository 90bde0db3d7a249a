import { z } from 'zod'
import { updateOffer } from '../../cake/offers.ts'
import { defineChange } from '../../core/changes/change.ts'
import { id } from '../../core/inputs.ts'
import {
  loadOffer,
  marginOf,
  moneyGuard,
  offerFields,
  offerImpact,
  offerRemarks,
  offerValues,
  offerWeight,
  offerWritten,
} from './fields.ts'

export const edit = defineChange({
  summary: 'Change an offer: name, status, payout, revenue, expiry',
  role: 'requester',
  example: 'offer edit 12345',
  args: ['offer'],
  filters: { name: '"New name"', status: 'active', payout: '20', revenue: '25', expires: '2026-12-31' },
  input: z.object({ offer: id('offer') }),
  showsMoney: true,
  subject: ({ offer }) => ({ kind: 'offer', id: offer }),
  load: ({ cake, read }, { offer }) => loadOffer(cake, offer, read),
  title: ({ offer }) => `Change offer ${offer.offer_id} ${offer.offer_name ?? ''}`.trim(),
  fields: offerFields,
  before: offerValues,
  derives: ({ offer }, before, after) => marginOf(offer.currency, before, after),
  remarks: (state, after, context) => offerRemarks(after, offerValues(state), context),
  impact: offerImpact,
  weigh: offerWeight,
  guard: moneyGuard,
  write: async (cake, { offer }, after) => {
    await cake.write(updateOffer, { offer_id: offer, ...offerWritten(after) })
    return {}
  },
})
