import { defineSwitch } from './switch.ts'

export const activate = defineSwitch({
  verb: 'Activate',
  example: 'affiliate activate 67866',
  status: 'active',
  refuses: ({ affiliate_id, affiliate_status }) => {
    if (affiliate_status === 'active') return `Affiliate ${affiliate_id} is active already.`
    if (affiliate_status === 'pending') return `Affiliate ${affiliate_id} is pending: approve or reject it.`
    return undefined
  },
})
