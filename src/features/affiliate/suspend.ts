import { statusWord } from '../../blocks/status.ts'
import { defineSwitch } from './switch.ts'

export const suspend = defineSwitch({
  verb: 'Suspend',
  example: 'affiliate suspend 67890',
  status: 'suspended',
  refuses: ({ affiliate_id, affiliate_status }) =>
    affiliate_status === 'active'
      ? undefined
      : `Affiliate ${affiliate_id} is ${statusWord(affiliate_status)}, so there is nothing to suspend.`,
})
