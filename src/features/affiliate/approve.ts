import { statusWord } from '../../blocks/status.ts'
import { defineSwitch } from './switch.ts'

export const approve = defineSwitch({
  verb: 'Approve',
  example: 'affiliate approve 67888',
  status: 'active',
  refuses: ({ affiliate_id, affiliate_status }) =>
    affiliate_status === 'pending'
      ? undefined
      : `Affiliate ${affiliate_id} is ${statusWord(affiliate_status)}, so there is nothing to approve.`,
})
