import { defineSwitch } from './switch.ts'

export const activate = defineSwitch({
  verb: 'Activate',
  example: 'campaign activate 97863',
  status: 'active',
  refuses: ({ campaign_id, campaign_status }) => {
    if (campaign_status === 'active') return `Campaign ${campaign_id} is active already.`
    if (campaign_status === 'deleted') return `Campaign ${campaign_id} is deleted; it cannot be activated.`
    return undefined
  },
})
