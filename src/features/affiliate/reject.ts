import { statusWord } from '../../blocks/status.ts'
import { defineSwitch } from './switch.ts'

export const reject = defineSwitch({
  verb: 'Reject',
  example: 'affiliate reject 67888',
  status: 'rejected',
  refuses: ({ affiliate_id, affiliate_status }) =>
    affiliate_status === 'pending'
      ? undefined
      : `Affiliate ${affiliate_id} is ${statusWord(affiliate_status)}, so there is nothing to reject.`,
})
