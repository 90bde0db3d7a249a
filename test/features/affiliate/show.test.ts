import { describe, expect, it } from 'vitest'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake affiliate 67890', () => {
  it('shows the card with campaigns and the last 7 days', async () => {
    // Asked twice: the second time the figures are kept, so they are in the card.
    await bot.types('/cake affiliate 67890')
    expect(await bot.reads('/cake affiliate 67890')).toMatchInlineSnapshot(`
      "# MediaBridge Partners
      (Affiliate 67890 · 🟢 Active)
      Account manager Jordan Lee   ·   Since 14 Mar 2022
      Website https://mediabridge.example.com
      Campaigns 6: 5 active, 1 paused
      Last 7 days | Now | 7 before | Change
      Clicks | 2,923 | 3,005 | ▼ −3 %
      Conversions | 107 | 117 | ▼ −9 %
      CVR | 3.66 % | 3.89 % | ▼ −0.2 pts
      EPC | 1.006 | 1.060 | ▼ −5 %
      Revenue | 3,632.50 | 3,950.00 | ▼ −8 %
      Payout | 2,940.80 | 3,184.60 | ▼ −8 %
      Margin | 691.70 | 765.40 | ▼ −10 %
      Margin % | 19.0 % | 19.4 % | ▼ −0.3 pts
      [Campaigns] [Report] [Edit] [New campaign] [Share]
      (14–20 Nov 2026 · UTC · as of 09:00 · money as CAKE's report gives it)"
    `)
  })

  it('puts the card together where the network has no affiliates.json, and says so', async () => {
    bot.cake.setVariant({ affiliatesJson: false })
    const card = await bot.reads('/cake affiliate 67890')
    expect(card).toContain('# MediaBridge Partners')
    expect(card).toContain('This network does not list affiliates')
    expect(card).toContain('Conversions |')
  })

  it('tells the catalogue of what it reads, with and without affiliates.json', async () => {
    await bot.reads('/cake affiliate 67890')
    expect(bot.catalogue.get('affiliate', 67890)).toMatchObject({
      name: 'MediaBridge Partners',
      status: 'active',
    })
    bot.cake.setVariant({ affiliatesJson: false })
    const { campaigns } = bot.cake.network
    const { affiliate_id: id } = [...campaigns.values()].find((row) => row.affiliate_id !== 67890)!
    expect(bot.catalogue.get('affiliate', id)).toBeUndefined()
    await bot.reads(`/cake affiliate ${id}`)
    expect(bot.catalogue.get('affiliate', id)).toMatchObject({ kind: 'affiliate', id })
  })

  it('says that there is no such affiliate, with and without affiliates.json', async () => {
    expect(await bot.reads('/cake affiliate 99999999')).toMatch(/no affiliate 99999999/i)
    bot.cake.setVariant({ affiliatesJson: false })
    expect(await bot.reads('/cake affiliate 99999999')).toBe(
      'CAKE has no campaign of an affiliate 99999999, nor any traffic in the last 30 days.',
    )
  })

  it('shows every affiliate of the network within the limits of Slack', async () => {
    for (const { affiliate_id: id } of bot.cake.network.affiliates.values()) {
      const [card] = await bot.types(`/cake affiliate ${id}`)
      expect(checkBlocks(card!.blocks, 'message'), String(id)).toEqual([])
    }
  })
})
