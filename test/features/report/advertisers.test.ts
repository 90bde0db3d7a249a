import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake report advertisers has no payout, and says so', async () => {
  expect(await bot.reads('/cake report advertisers last-7d top:3')).toMatchInlineSnapshot(`
    "# Advertisers, 14–20 Nov 2026
    Clicks 95,144   ·   Conversions 4,721   ·   CVR 4.96 %   ·   Revenue 70,531.12
    (Totals are over all rows.)
    Table: Top 3 of 12 advertisers by Revenue
    Advertiser | Revenue | Clicks | Conv. | CVR | Id
    Acme Financial Services | 28,431.00 | 19,913 | 949 | 4.77 % | 1021
    Pixel Forge Games | 9,142.72 | 35,093 | 2,434 | 6.94 % | 105
    GreenWatt Solar | 8,171.20 | 5,646 | 112 | 1.98 % | 109
    (CAKE's advertiser report has no payout, so there is no EPC and no margin here.)
    [Previous period] [Next period] [CSV] [Share]
    (14–20 Nov 2026 · UTC · as of 09:00 · money as CAKE's report gives it)"
  `)
})
