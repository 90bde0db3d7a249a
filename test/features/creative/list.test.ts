import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake creative list 12345 shows type and size', async () => {
  expect(await bot.reads('/cake creatives 12345')).toMatchInlineSnapshot(`
    "# Creatives of offer 12345
    Banner 300x250
    4421 · 🟢 Active · Banner · 300 × 250
    Banner 728x90
    4422 · ⏸️ Paused · Banner · 728 × 90
    (1–2 of 2 creatives)
    [Offer] [Share]"
  `)
  expect(await bot.reads('/cake creatives 12345 status:deleted')).toContain('None found.')
  expect(await bot.reads('/cake creatives')).toContain('Which offer?')
})

it('/cake creative list takes a name, also of several words, and says whose they are', async () => {
  const text = await bot.reads('/cake creatives auto insurance quote')
  expect(text).toMatch(/^# Creatives of offer Auto Insurance Quote - US \(12345\)\nBanner 300x250\n/)
  expect(await bot.reads('/cake creatives 12345')).toBe(text)
})
