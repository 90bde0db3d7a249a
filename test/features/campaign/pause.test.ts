import { expect, it } from 'vitest'
import { approves, asked, asks, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake campaign pause pauses an active one, and says what ran on it', async () => {
  expect(await asks(bot, '/cake campaign pause 98001')).toMatchInlineSnapshot(`
    "== Change in CAKE ==
    # Pause campaign 98001: MediaBridge Partners on Auto Insurance Quote - US
    Status Active → Paused
    (Yesterday: 93 clicks, 4 conversions, on all campaigns of this affiliate on this offer.)
    (Needs one approval.)
    Reason*: []
    <Ask> <Cancel>"
  `)
  await asked(bot, '/cake campaign pause 98001')
  await approves(bot)
  expect(writes(bot)).toEqual(['update_campaign.json {"campaign_id":98001,"campaign_status":"paused"}'])
})

it('what is paused already is not asked for', async () => {
  const { campaigns } = bot.cake.network
  campaigns.put({ ...campaigns.get(98001)!, campaign_status: 'paused' })
  expect(await asks(bot, '/cake campaign pause 98001')).toContain('so there is nothing to pause.')
})
