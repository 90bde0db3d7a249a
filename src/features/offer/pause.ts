import { statusWord } from '../../blocks/status.ts'
import { defineSwitch } from './switch.ts'

export const pause = defineSwitch({
  verb: 'Pause',
  example: 'offer pause 12345',
  status: 'inactive',
  refuses: ({ offer }) =>
    offer.offer_status === 'active'
      ? undefined
      : `Offer ${offer.offer_id} is ${statusWord(offer.offer_status)}, so there is nothing to pause.`,
})
