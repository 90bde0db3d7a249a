import { describe, expect, it } from 'vitest'
import { read } from '../../support/read.ts'
import { approvalCard, approves, asks, chooses, requesterCard, sends, writes } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()
const REASON = { Reason: 'They asked for it' }
/** An affiliate and an offer that have no campaign with each other. */
const PAIR = '67852 12345'

describe('/cake campaign new', () => {
  it('opens empty, and creatives and landing pages come with the offer', async () => {
    expect(await asks(bot, '/cake campaign new')).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # New campaign
      Affiliate*: []
      Offer*: []
      Link type*: [Standard] of Standard/Encoded/Vanity
      Sub affiliate: []
      Coupon code: []
      Reason*: []
      <Review> <Cancel>"
    `)
    expect(await chooses(bot, 'Offer', '12345')).toContain('Creative: []')
  })

  it('other creatives come with another offer, and what was chosen for the first is not kept', async () => {
    await asks(bot, `/cake campaign new ${PAIR} creative:5101`)
    const shown = await chooses(bot, 'Offer', '12286')
    expect(shown).toContain('Offer*: [')
    expect(shown).toContain('Creative: []')
    expect(await sends(bot, REASON)).toContain('Needs one approval.')
    await sends(bot)
    await approves(bot)
    expect(writes(bot).join()).toContain('"offer_id":12286')
    expect(writes(bot).join()).not.toContain('creative_id')
  })

  it('what was typed before the offer was chosen is still there', async () => {
    bot.slack.trouble({ forgetInitialValues: true })
    await asks(bot, '/cake campaign new affiliate:67852 coupon:SAVE10')
    const shown = await chooses(bot, 'Offer', '12345')
    expect(shown).toContain('Affiliate*: [67852]')
    expect(shown).toContain('Coupon code: [SAVE10]')
  })

  it('warns of campaigns that are there, with their links', async () => {
    const shown = await asks(bot, '/cake campaign new 67890 12345')
    expect(shown).toMatchInlineSnapshot(`
      "== Change in CAKE ==
      # New campaign on Auto Insurance Quote - US
      Affiliate*: [67890]
      Offer*: [12345]
      Link type*: [Standard] of Standard/Encoded/Vanity
      Creative: []
      Landing page: []
      Sub affiliate: []
      Coupon code: []
      Affiliate 67890
      Offer 12345
      Link type Standard
      ⚠️ Careful: This affiliate has campaigns on this offer already: 98001 (active) https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890.
      (Needs one approval.)
      Reason*: []
      <Ask> <Cancel>"
    `)
  })

  it('refuses an offer that is not active', async () => {
    expect(await asks(bot, '/cake campaign new 67890 12341')).toContain('a campaign needs an active offer')
    const shown = await sends(bot, REASON)
    expect(shown).toMatch(/Offer\*: .* {2}! Offer 12341 is paused/)
    expect(() => approvalCard(bot)).toThrow('nothing was posted')
  })

  it('gives its tracking link when it is there', async () => {
    await asks(bot, `/cake campaign new ${PAIR}`)
    await sends(bot, REASON)
    await approves(bot)
    expect(writes(bot)).toMatchInlineSnapshot(`
      [
        "campaign.json {"offer_id":12345,"affiliate_id":67852,"display_link_type_id":1}",
      ]
    `)
    expect(read(requesterCard(bot))).toMatchInlineSnapshot(`
      "# 1: New campaign on Auto Insurance Quote - US
      @U0MANAGER1 asked for this · They asked for it
      Affiliate 67852
      Offer 12345
      Link type Standard
      ✅ Done in CAKE
      Approved by @U0APPROV01 on 21 Nov 2026 09:00
      Tracking link
      \`\`\`https://yourdomain.cakemarketing.com/rd/r.php?sid=98002&aff_id=67852\`\`\`
      [Details] [Show] [Share]
      (Asked 21 Nov 2026 09:00 UTC · needed one approval)"
    `)
    expect(read(approvalCard(bot))).toContain('https://')
    const [card] = await bot.clicks('Share', requesterCard(bot))
    expect(read(card!)).toContain('Campaign')
  })

  it('is out of date when the offer is paused meanwhile', async () => {
    await asks(bot, `/cake campaign new ${PAIR}`)
    await sends(bot, REASON)
    bot.cake.network.offers.put({ ...bot.cake.network.offers.get(12345)!, offer_status: 'inactive' })
    await bot.clicks('Approve', approvalCard(bot), { as: 'U0APPROV01' })
    expect(read(approvalCard(bot))).toContain('Status of the offer: then active, now paused')
  })
})
