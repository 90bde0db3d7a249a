import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake report affiliates has no revenue, and says so', async () => {
  expect(await bot.reads('/cake report affiliates last-7d top:3')).toMatchInlineSnapshot(`
    "# Affiliates, 14–20 Nov 2026
    Clicks 95,144   ·   Conversions 4,721   ·   CVR 4.96 %   ·   EPC 0.579
    Payout 55,063.18
    (Totals are over all rows.)
    Table: Top 3 of 34 affiliates by Payout
    Affiliate | Payout | Clicks | Conv. | CVR | EPC | Id
    Kestrel Mobile | 5,234.12 | 3,894 | 211 | 5.42 % | 1.344 | 67863
    Mango Tree Ventures | 4,569.40 | 8,593 | 368 | 4.28 % | 0.532 | 67873
    Ads & Co. "Premium" | 3,898.30 | 2,978 | 89 | 2.99 % | 1.309 | 67864
    (CAKE's affiliate report has no revenue, so there is no margin here.)
    [Previous period] [Next period] [CSV] [Share]
    (14–20 Nov 2026 · UTC · as of 09:00 · money as CAKE's report gives it)"
  `)
})

it('/cake report affiliates is narrowed only by what CAKE can', async () => {
  expect(await bot.reads('/cake report affiliates vertical:3')).toContain('does not know vertical:')
})
