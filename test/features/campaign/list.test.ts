import { describe, expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

describe('/cake campaign list', () => {
  it('lists an offer’s campaigns', async () => {
    expect(await bot.reads('/cake campaigns offer:12345')).toMatchInlineSnapshot(`
      "# Campaigns of offer 12345
      BlueHarbor Media
      97906 · 🟢 Active · Auto Insurance Quote - US [Show]
      Quiver Ads
      97961 · ⏸️ Paused · Auto Insurance Quote - US [Show]
      MediaBridge Partners
      98001 · 🟢 Active · Auto Insurance Quote - US · sub affiliate email_blast_june [Show]
      (1–3 of 3 campaigns)
      [Share]"
    `)
  })

  it('filters by affiliate and status', async () => {
    const text = await bot.reads('/cake campaign list affiliate:67890 status:active')
    expect(text).toContain('MediaBridge Partners')
    expect(text).not.toContain('Paused')
  })

  it('takes names, and says whose they are', async () => {
    const text = await bot.reads('/cake campaigns affiliate:mediabridge offer:"auto insurance"')
    expect(text).toMatch(
      /^# Campaigns of affiliate MediaBridge Partners \(67890\) on offer Auto Insurance Quote - US \(12345\)\n/,
    )
    expect(text).toContain('98001')
  })
})
