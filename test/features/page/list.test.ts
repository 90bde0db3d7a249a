import { expect, it } from 'vitest'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake page list 12345 shows address and status', async () => {
  expect(await bot.reads('/cake landing-pages 12345')).toMatchInlineSnapshot(`
    "# Landing pages of offer 12345
    Main LP - US
    881 · 🟢 Active
    https://safedrive.example.com/quote
    Short form - US
    882 · ⏸️ Paused
    https://safedrive.example.com/quick
    (1–2 of 2 landing pages)
    [Offer] [Share]"
  `)
  expect(await bot.reads('/cake page list 99999999')).toContain('None found.')
})

it('/cake page list takes a name and says whose they are', async () => {
  expect(await bot.reads('/cake pages "auto insurance quote"')).toMatch(
    /^# Landing pages of offer Auto Insurance Quote - US \(12345\)\nMain LP - US\n/,
  )
})
