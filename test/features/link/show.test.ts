import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake link shows the pair’s tracking links', async () => {
  expect(await bot.reads('/cake link 67890 12345')).toMatchInlineSnapshot(`
    "# Tracking links: MediaBridge Partners on Auto Insurance Quote - US
    (Campaign 98001 · 🟢 Active · sub affiliate email_blast_june)
    \`\`\`https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890\`\`\`
    [Campaigns] [Payout] [Offer] [Share]"
  `)
})

it('/cake link says that there is none', async () => {
  expect(await bot.reads('/cake link 67890 99999')).toContain(
    'Affiliate 67890 has no campaign on offer 99999, so there is no tracking link yet.',
  )
})

it('/cake link takes names', async () => {
  expect(await bot.reads('/cake link mediabridge "auto insurance quote - us"')).toBe(
    await bot.reads('/cake link 67890 12345'),
  )
})
