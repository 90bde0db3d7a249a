import { describe, expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake offer 12345', () => {
  it('shows the card with the last 7 days', async () => {
    // Asked twice: the second time the figures are kept, so they are in the card.
    await bot.types('/cake offer 12345')
    expect(await bot.reads('/cake offer 12345')).toMatchInlineSnapshot(`
      "# Auto Insurance Quote - US
      (Offer 12345 · 🟢 Active · CPA)
      Payout $18.50   ·   Revenue $22.00   ·   Margin $3.50 (15.9 %)
      Advertiser SafeDrive Insurance Co. (101)   ·   Vertical Insurance
      Expires 31 Dec 2026 (in 40 days)   ·   Session 24 hours
      Tags auto
      URL https://safedrive.example.com/quote
      Last 7 days | Now | 7 before | Change
      Clicks | 1,769 | 1,709 | ▲ +4 %
      Conversions | 71 | 66 | ▲ +8 %
      CVR | 4.01 % | 3.86 % | ▲ +0.2 pts
      EPC | 0.767 | 0.739 | ▲ +4 %
      Revenue | $1,562.00 | $1,452.00 | ▲ +8 %
      Payout | $1,357.00 | $1,263.00 | ▲ +7 %
      Margin | $205.00 | $189.00 | ▲ +8 %
      Margin % | 13.1 % | 13.0 % | ▲ +0.1 pts
      [Campaigns] [Creatives] [Landing pages] [Report] [Share]
      (14–20 Nov 2026 · UTC · as of 09:00)"
    `)
  })

  it.each(['offer #12345', 'offer:12345', 'OFFER show 12,345', 'show offer 12345', 'offer “12345”'])(
    '%s is the same',
    async (typed) => {
      expect(await bot.reads(`/cake ${typed}`)).toContain('# Auto Insurance Quote - US')
    },
  )

  it('is seen by nobody else', async () => {
    await bot.types('/cake offer 12345')
    const seen = bot.slack.messages(channels.cakeOps, people.viewer)
    expect(seen.filter((message) => message.user === bot.slack.botUserId)).toEqual([])
  })

  it('shows the card at once and the figures after it when the report is slow', async () => {
    const release = bot.holdFigures()
    const stop = bot.slack.on((event) => {
      if (event.type === 'message') release()
    })
    const [card, figures] = await bot.types('/cake offer 12345')
    stop()
    expect(read(card!)).toContain('CAKE is still adding them up')
    expect(read(card!)).toContain('$18.50')
    expect(read(figures!)).toContain('Conversions |')
  })

  it('shares what it reads at that moment', async () => {
    const [card] = await bot.types('/cake offer 12345')
    bot.cake.network.offers.put({ ...bot.cake.network.offers.get(12345)!, payout: 19.25 })
    await bot.clicks('Share', card!)
    const shared = bot.slack.messages(channels.cakeOps, people.viewer).at(-1)
    expect(read(shared!)).toContain('$19.25')
    expect(read(shared!)).toContain(`Shared by @${people.manager} with /cake offer 12345`)
    expect(shared).toMatchObject({ ephemeral: false })
  })

  it('shows a share as the number it is, and no margin that nobody can tell', async () => {
    const { offers } = bot.cake.network
    offers.put({ ...offers.get(12345)!, payout: 70, payout_type: 'revshare' })
    const card = await bot.reads('/cake offer 12345')
    expect(card).toMatch(/Payout 70\.00 .* Margin cannot be told: the payout is a share/)
    expect(card).not.toContain('pays out more than it earns')
  })

  it('says that there is no such offer', async () => {
    expect(await bot.reads('/cake offer 99999999')).toMatchInlineSnapshot(`"CAKE has no offer 99999999."`)
  })

  it('shows every offer of the network within the limits of Slack, markup and all', async () => {
    for (const { offer_id: id } of bot.cake.network.offers.values()) {
      const [card] = await bot.types(`/cake offer ${id}`)
      expect(checkBlocks(card!.blocks, 'message'), String(id)).toEqual([])
      expect(card!.text, String(id)).not.toMatch(/<!|<@|<http/)
    }
  })
})
