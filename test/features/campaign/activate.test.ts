import { expect, it } from 'vitest'
import { approves, asked, asks, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

function put(campaign_status: 'active' | 'paused' | 'deleted') {
  const { campaigns } = bot.cake.network
  campaigns.put({ ...campaigns.get(98001)!, campaign_status })
}

it('/cake campaign activate activates a paused one', async () => {
  put('paused')
  await asked(bot, '/cake campaign activate 98001')
  await approves(bot)
  expect(writes(bot)).toEqual(['update_campaign.json {"campaign_id":98001,"campaign_status":"active"}'])
})

it.each([
  ['active', 'Campaign 98001 is active already.'],
  ['deleted', 'Campaign 98001 is deleted; it cannot be activated.'],
] as const)('what is %s asks nothing of anyone', async (status, sentence) => {
  put(status)
  expect(await asks(bot, '/cake campaign activate 98001')).toContain(sentence)
})

it('on an offer that is not active says so in the form', async () => {
  const { offers } = bot.cake.network
  offers.put({ ...offers.get(12345)!, offer_status: 'inactive' })
  put('paused')
  const form = await asks(bot, '/cake campaign activate 98001')
  expect(form).toContain('Offer 12345 is not active (⏸️ Paused): the campaign sends it nothing until it is.')
})
