import { defineSwitch } from './switch.ts'

export const activate = defineSwitch({
  verb: 'Activate',
  example: 'offer activate 12341',
  status: 'active',
  refuses: ({ offer }) =>
    offer.offer_status === 'active' ? `Offer ${offer.offer_id} is active already.` : undefined,
})
