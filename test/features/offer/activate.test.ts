import { describe, expect, it } from 'vitest'
import { approves, asked, asks, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer activate', () => {
  it('activates a paused one', async () => {
    expect(await asked(bot, '/cake offer activate 12341')).toContain('Change 1: Activate offer 12341')
    await approves(bot)
    expect(writes(bot)).toEqual(['update_offer.json {"offer_id":12341,"offer_status":"active"}'])
  })

  it('asks nothing of anyone for one that is active', async () => {
    expect(await asks(bot, '/cake offer activate 12345')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      Offer 12345 is active already.
      <Close>"
    `)
  })

  it('says that the expiry date has to be set first', async () => {
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12341)!, expiration_date: '2026-10-01 23:59:59' })
    expect(await asks(bot, '/cake offer activate 12341')).toContain('set a new expiry date first')
  })
})
