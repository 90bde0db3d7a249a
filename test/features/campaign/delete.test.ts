import { expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { approvalCard, approves, asks, form, requesterCard, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake campaign delete needs its id typed', async () => {
  expect(await asks(bot, '/cake campaign delete 98001')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # Delete campaign 98001: MediaBridge Partners on Auto Insurance Quote - US
    Status Active → Deleted
    (Yesterday: 93 clicks, 4 conversions, on all campaigns of this affiliate on this offer.)
    (Needs one approval.)
    Type 98001 to confirm*: []
    Reason*: []
    <Ask> <Cancel>"
  `)
  expect(await sends(bot, { 'Type 98001 to confirm': '9800', Reason: 'Fraud' })).toContain(
    '! Type 98001 to confirm.',
  )
  expect(() => approvalCard(bot)).toThrow('nothing was posted')
  expect(await sends(bot, { 'Type 98001 to confirm': '98001' })).toContain('Change 1: Delete campaign 98001')
  await approves(bot)
  expect(writes(bot)).toEqual(['update_campaign.json {"campaign_id":98001,"campaign_status":"deleted"}'])
  expect(read(requesterCard(bot))).not.toContain('[Undo]')
})

it('what is deleted already is not asked for', async () => {
  const { campaigns } = bot.cake.network
  campaigns.put({ ...campaigns.get(98001)!, campaign_status: 'deleted' })
  await asks(bot, '/cake campaign delete 98001')
  expect(form(bot)).toContain('Campaign 98001 is deleted already.')
})
