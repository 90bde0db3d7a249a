import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake help', () => {
  it('shows what there is', async () => {
    expect(await bot.reads('/cake')).toMatchInlineSnapshot(`
      "# CAKE in Slack
      /cake offer 12345  What advertisers pay for
      /cake affiliate 67890  Who brings the traffic
      /cake campaign 98001  One affiliate on one offer, with its tracking link
      /cake link 67890 12345  Tracking links of an affiliate on an offer
      /cake payout 67890 12345  What an affiliate gets for an offer
      /cake advertiser 1021  Who pays for the offers
      /cake creative list 12345  Banners, links and mails of an offer
      /cake page list 12345  Landing pages of an offer
      /cake report offers last-7d  Clicks, conversions and money of a period
      /cake digest list  The numbers in a channel by themselves, every morning or whenever you say
      /cake change 1  What was asked to be changed, and what became of it
      /cake history offer 12345  What was changed, newest first
      /cake settings show  Who may do what, and what needs approval
      /cake search auto insurance  Anything, by a few letters
      (Where an id goes, a name does too. Words alone search everything, and a pasted tracking link opens its campaign.)
      [Offer] [Affiliate] [Campaign] [Link] [Payout] [Advertiser] [Creative] [Page] [Report] [Digest] [Change] [History] [Settings] [Search]"
    `)
    expect(await bot.reads('/cake help')).toBe(await bot.reads('/cake'))
  })

  it('explains a noun', async () => {
    expect(await bot.reads('/cake offer help')).toMatchInlineSnapshot(`
      "# Offer
      (What advertisers pay for)
      Show an offer: payout, revenue, margin, expiry and its last 7 days
      /cake offer <offer>
      For example /cake offer 12345
      Find offers by a few letters of their name
      /cake offer <words>
      For example /cake offer auto insurance
      List offers
      /cake offer list [status:] [vertical:] [tag:] [advertiser:] [sort:]
      For example /cake offer list status:active
      Make a new offer
      /cake offer new [name:] [advertiser:] [vertical:]
      For example /cake offer new
      Change an offer: name, status, payout, revenue, expiry
      /cake offer edit <offer> [name:] [status:] [payout:] [revenue:] [expires:]
      For example /cake offer edit 12345
      Pause an offer
      /cake offer pause <offer>
      For example /cake offer pause 12345
      Activate an offer
      /cake offer activate <offer>
      For example /cake offer activate 12341
      [/cake offer 12345] [/cake offer auto insurance] [/cake offer list status:active] [/cake offer new] [All commands]"
    `)
    expect(await bot.reads('/cake help offers')).toBe(await bot.reads('/cake offer help'))
  })

  it('goes on by buttons', async () => {
    const [overview] = await bot.types('/cake help')
    const [offer] = await bot.clicks('Offer', overview!)
    expect(offer!.text).toBe('Help on offer')
    const [card] = await bot.clicks('/cake offer 12345', offer!)
    expect(card!.text).toContain('Auto Insurance Quote - US')
  })
})
