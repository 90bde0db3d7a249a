import { expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()
const where = { in: channels.cakeDaily }

it('shows it as it would be now, to me only', async () => {
  await digest(bot, { plan: { money: true } })
  const shown = await bot.types('/cake digest preview 1', where)
  expect(shown.every(({ ephemeral }) => ephemeral)).toBe(true)
  const text = JSON.stringify(shown)
  expect(text).toContain('Preview of digest 1 (Offers, yesterday): only you see this.')
  expect(text).toContain('Revenue')
  expect(await bot.store.deliveries.ofDigest(1)).toEqual([])
})

it('has no money for those who may not see it, and none its owner may not see', async () => {
  await digest(bot, { plan: { money: true } })
  bot.govern({ money: { everyone: false, users: [people.viewer], groups: [] } })
  for (const as of [people.manager, people.viewer]) {
    const shown = JSON.stringify(await bot.types('/cake digest preview 1', { ...where, as }))
    expect(shown).toContain('Preview of digest 1')
    expect(shown).not.toContain('$')
  }
})

it('says why there is nothing to show', async () => {
  await digest(bot, { plan: { reports: ['advertisers'], period: 'last month' } })
  bot.cake.setTrouble({ mode: 'refused', delayMs: 0 })
  expect(await bot.reads('/cake digest preview 1', where)).toContain('There is nothing to show right now:')
  expect(await bot.reads('/cake digest preview 9', where)).toContain('There is no digest 9')
})
