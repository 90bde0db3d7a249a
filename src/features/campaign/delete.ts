import { defineSwitch } from './switch.ts'

export const remove = defineSwitch({
  verb: 'Delete',
  example: 'campaign delete 98001',
  status: 'deleted',
  refuses: ({ campaign_id, campaign_status }) =>
    campaign_status === 'deleted' ? `Campaign ${campaign_id} is deleted already.` : undefined,
})
