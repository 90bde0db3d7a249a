import { statusWord } from '../../blocks/status.ts'
import { defineSwitch } from './switch.ts'

export const pause = defineSwitch({
  verb: 'Pause',
  example: 'campaign pause 98001',
  status: 'paused',
  refuses: ({ campaign_id, campaign_status }) =>
    campaign_status === 'active'
      ? undefined
      : `Campaign ${campaign_id} is ${statusWord(campaign_status)}, so there is nothing to pause.`,
})
