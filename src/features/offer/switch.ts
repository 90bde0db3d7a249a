import { z } from 'zod'
import { updateOffer } from '../../cake/offers.ts'
import { defineChange } from '../../core/changes/change.ts'
import { id } from '../../core/inputs.ts'
import {
  loadOffer,
  offerFields,
  offerImpact,
  offerRemarks,
  offerValues,
  offerWeight,
  offerWritten,
  type OfferState,
} from './fields.ts'

/** A change of an offer's status alone. */
export function defineSwitch(to: {
  readonly verb: 'Pause' | 'Activate'
  readonly example: string
  readonly status: 'active' | 'inactive'
  /** Why not, where it cannot be done: it is so already, or cannot become so. */
  readonly refuses: (state: OfferState) => string | undefined
}) {
  return defineChange({
    summary: `${to.verb} an offer`,
    role: 'requester',
    example: to.example,
    args: ['offer'],
    input: z.object({ offer: id('offer') }),
    subject: ({ offer }) => ({ kind: 'offer', id: offer }),
    load: ({ cake, read }, { offer }) => loadOffer(cake, offer, read),
    title: ({ offer }) => `${to.verb} offer ${offer.offer_id} ${offer.offer_name ?? ''}`.trim(),
    fields: (state) => offerFields(state).filter(({ name }) => name === 'status'),
    before: offerValues,
    sets: () => ({ status: to.status }),
    remarks: (state, after, context) => {
      const refused = to.refuses(state)
      if (refused !== undefined) return [{ sentence: refused, isRefusal: true }]
      return offerRemarks(after, offerValues(state), context).map(({ sentence, isRefusal }) => ({
        sentence,
        isRefusal,
      }))
    },
    impact: offerImpact,
    weigh: offerWeight,
    write: async (cake, { offer }, after) => {
      await cake.write(updateOffer, { offer_id: offer, ...offerWritten(after) })
      return {}
    },
  })
}
