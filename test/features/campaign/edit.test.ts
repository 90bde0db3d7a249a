import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { approvalCard, approves, asks, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake campaign edit 98001', () => {
  it('opens with what CAKE has, and sends only what changes', async () => {
    expect(await asks(bot, '/cake campaign edit 98001')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change campaign 98001: MediaBridge Partners on Auto Insurance Quote - US
      Status*: [Active] of Active/Paused
      Creative*: [Banner 300x250 (4421)]
      Landing page: []
      Reason*: []
      <Review> <Cancel>"
    `)
    expect(await sends(bot, { Status: 'Paused', Reason: 'Bad traffic' })).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # Change campaign 98001: MediaBridge Partners on Auto Insurance Quote - US
      Status*: [Paused] of Active/Paused
      Creative*: [Banner 300x250 (4421)]
      Landing page: []
      Status Active → Paused
      (Yesterday: 93 clicks, 4 conversions, on all campaigns of this affiliate on this offer.)
      (Needs one approval.)
      Reason*: [Bad traffic]
      <Ask> <Cancel>"
    `)
    await sends(bot)
    await approves(bot)
    expect(writes(bot)).toEqual(['update_campaign.json {"campaign_id":98001,"campaign_status":"paused"}'])
  })

  it('is refused for a deleted one, and nothing is asked', async () => {
    const { campaigns } = bot.cake.network
    campaigns.put({ ...campaigns.get(98001)!, campaign_status: 'deleted' })
    expect(await asks(bot, '/cake campaign edit 98001')).toContain(
      'is deleted; it cannot be changed any more.',
    )
    expect(() => approvalCard(bot)).toThrow('nothing was posted')
  })

  it('is out of date when it is deleted meanwhile', async () => {
    await asks(bot, '/cake campaign edit 98001 creative:5102')
    await sends(bot, { Reason: 'Newer banner' })
    const { campaigns } = bot.cake.network
    campaigns.put({ ...campaigns.get(98001)!, campaign_status: 'deleted' })
    await bot.clicks('Approve', approvalCard(bot), { as: 'U0APPROV01' })
    expect(read(approvalCard(bot))).toContain('Status of the campaign: then active, now deleted')
    expect(writes(bot)).toEqual([])
  })
})
