import { expect, it } from 'vitest'
import { approves, asked } from '../../support/forms.ts'
import { useBot } from '../../support/use-bot.ts'

const bot = useBot()

it('/cake history shows what was changed, of everything and of one thing', async () => {
  await asked(bot, '/cake offer pause 12345')
  await approves(bot)
  await asked(bot, '/cake campaign pause 98001')
  expect(await bot.reads('/cake history')).toContain('2: Pause campaign 98001')
  expect(await bot.reads('/cake history campaign 98001')).not.toContain('1: Pause offer')
  expect(await bot.reads('/cake history offer 12345')).toMatchInlineSnapshot(`
    "# Changes, offer 12345
    2: Pause campaign 98001: MediaBridge Partners on Auto Insurance Quote - US
    🕓 Waiting for approval · Status Active → Paused · 21 Nov 2026 09:00 [Show]
    1: Pause offer 12345 Auto Insurance Quote - US
    ✅ Done in CAKE · Status Active → Paused · 21 Nov 2026 09:00 [Show]
    (1–2 of 2 changes)
    [CSV] [Share]"
  `)
})

it('of what was never changed there is none', async () => {
  expect(await bot.reads('/cake history offer 12286')).toMatchInlineSnapshot(`
    "# Changes, offer 12286
    None found.
    [CSV] [Share]"
  `)
})

it.each([
  ['/cake history advertiser 101', 'kind cannot be'],
  ['/cake history offer', 'Which offer?'],
  ['/cake history offer twelve', 'must be an id, a whole number'],
])('%s is explained', async (typed, sentence) => {
  expect(await bot.reads(typed)).toContain(sentence)
})
