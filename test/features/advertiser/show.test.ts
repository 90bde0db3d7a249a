import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake advertiser 1021', () => {
  it('shows offers by status and the last 7 days', async () => {
    // Asked twice: the second time the figures are kept, so they are in the card.
    await bot.types('/cake advertiser 1021')
    expect(await bot.reads('/cake advertiser 1021')).toMatchInlineSnapshot(`
      "# Acme Financial Services
      (Advertiser 1021)
      Offers 7: 6 active, 1 paused
      Last 7 days | Now | 7 before | Change
      Clicks | 19,913 | 20,129 | ▼ −1 %
      Conversions | 949 | 934 | ▲ +2 %
      CVR | 4.77 % | 4.64 % | ▲ +0.1 pts
      Revenue | 28,431.00 | 28,691.00 | ▼ −1 %
      [Offers] [Report] [Share]
      (14–20 Nov 2026 · UTC · as of 09:00 · CAKE's advertiser report has no payout, so no margin)"
    `)
  })

  it('tells the catalogue of the offers it reads', async () => {
    await bot.types('/cake advertiser 101')
    expect(bot.catalogue.get('offer', 12345)).toMatchObject({ name: 'Auto Insurance Quote - US' })
    expect(bot.catalogue.get('advertiser', 101)?.name).toBe('SafeDrive Insurance Co.')
  })

  it('says that CAKE knows none such', async () => {
    expect(await bot.reads('/cake advertiser 999999')).toContain(
      'CAKE has no offer of an advertiser 999999, nor any traffic in the last 30 days.',
    )
  })
})
