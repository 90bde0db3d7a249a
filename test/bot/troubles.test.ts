import { describe, expect, it } from 'vitest'
import type { TroubleView, WriteTrouble } from '../../src/sandbox/page/protocol.ts'
import { useBot } from '../support/use-bot.ts'

const bot = useBot({
  cakeOptions: { waits: { readMs: 2_000, furtherMs: 2_000, backoffMs: 5 } },
})

const SENTENCES: Readonly<Record<Exclude<TroubleView['mode'], 'none' | WriteTrouble>, RegExp>> = {
  down: /^CAKE cannot be reached right now\. Try again in a minute\./,
  'rate-limited': /^CAKE says it is being asked too often\. Try again in a minute\./,
  'error-500': /^CAKE /,
  html: /^CAKE's answer could not be read, so nothing is shown\./,
  'broken-json': /^CAKE's answer could not be read, so nothing is shown\./,
  refused: /^CAKE refused the key of this bot\. An admin needs to check/,
}

describe.each(Object.entries(SENTENCES))('when CAKE is %s', (mode, sentence) => {
  it.each([
    'offer 12345',
    'offers',
    'affiliate 67890',
    'campaign 98001',
    'advertiser 1021',
    'report offers',
    'payout 67890 12345',
  ])('/cake %s says so, and works again afterwards', async (line) => {
    bot.cake.setTrouble({ mode: mode as TroubleView['mode'], delayMs: 0 })
    const answer = await bot.reads(`/cake ${line}`)
    expect(answer).toMatch(sentence)
    expect(answer).toMatch(/\(Reference REF\d+\)$/)
    const reference = /REF\d+/.exec(answer)?.[0]
    expect(bot.logged.filter((entry) => entry.includes(`"${reference}"`))).toHaveLength(1)
    bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
    // After a 429 the client leaves CAKE alone as long as it was told to: a second.
    await expect.poll(() => bot.reads(`/cake ${line}`), { timeout: 10_000 }).toMatch(/^# /)
  })
})

it('a search answers from the names it has while CAKE is down', async () => {
  await bot.catalogue.refresh()
  bot.cake.setTrouble({ mode: 'down', delayMs: 0 })
  expect(await bot.reads('/cake insurance')).toContain('Auto Insurance Quote - US')
  bot.cake.setTrouble({ mode: 'none', delayMs: 0 })
})

it('a CAKE that answers nothing in time is said to be slow', async () => {
  bot.cake.setTrouble({ mode: 'none', delayMs: 60_000 })
  const answer = await bot.reads('/cake offer 12345')
  expect(answer).toMatch(/^CAKE did not answer in time\. Try again in a minute\./)
})

it('a card whose figures fail says why, and is a card', async () => {
  await bot.types('/cake offer 12345')
  bot.forget()
  const release = bot.holdFigures()
  const stop = bot.slack.on((event) => {
    if (event.type !== 'message') return
    bot.cake.setTrouble({ mode: 'html', delayMs: 0 })
    release()
  })
  const answer = await bot.reads('/cake offer 12345')
  stop()
  expect(answer).toContain('# Auto Insurance Quote - US')
  expect(answer).toContain("CAKE's answer could not be read, so nothing is shown.")
})
