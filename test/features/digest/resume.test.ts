import { expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()

it('lets a paused digest come again, from its next time on', async () => {
  await digest(bot)
  await bot.store.digests.pause(1, { by: 'bot', why: 'is_archived' })
  const said = await bot.reads('/cake digest resume 1', { in: channels.cakeDaily })
  expect(said).toContain('Resumed digest 1 (Offers, yesterday): it comes next Mon 23 Nov 2026 09:00.')
  expect(said).toContain('🟢 On; next Mon 23 Nov 2026 09:00')
  expect(await bot.store.digests.byId(1)).toMatchObject({
    state: 'on',
    nextAt: new Date('2026-11-23T14:00:00Z'),
  })
  expect(await bot.reads('/cake digest resume 1')).toContain('It is not paused: digest 1')
  expect(await bot.reads('/cake digest resume 1', { as: people.viewer })).toContain('somebody else')
})

it('is whose who resumes it, where the account of its owner is gone', async () => {
  await digest(bot)
  await bot.store.digests.pause(1, { by: 'bot', why: 'owner_inactive' })
  bot.slack.person(people.manager, { deleted: true })
  await bot.later(61_000)
  const said = await bot.reads('/cake digest resume 1', { as: people.admin })
  expect(said).toContain('It is yours now.')
  expect(await bot.store.digests.byId(1)).toMatchObject({ state: 'on', owner: { userId: people.admin } })
})
