import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake payout shows what they get beside the default', async () => {
  expect(await bot.reads('/cake payout 67890 12345')).toMatchInlineSnapshot(`
    "# Payout of affiliate 67890
    (Offer 12345 · Auto Insurance Quote - US)
    Access 🟢 Active
    Their payout $20.00 CPA
    Offer default $18.50 CPA
    Difference $1.50 more than the default (8.1 %)
    [Affiliate] [Offer] [Links] [Share]"
  `)
})

it('/cake payout needs both', async () => {
  expect(await bot.reads('/cake payout 67890')).toContain(
    'Which offer? For example /cake payout 67890 12345.',
  )
  expect(await bot.reads('/cake payout')).toContain('Which affiliate?')
})
