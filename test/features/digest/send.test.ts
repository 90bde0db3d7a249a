import { expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()

it('is on its way to each channel, once for two quick clicks', async () => {
  await digest(bot, { in: [channels.cakeDaily, channels.cakeOps] })
  const [list] = await bot.types('/cake digest', { in: channels.cakeDaily })
  await bot.clicks('Send now', list!)
  expect(await bot.reads('/cake digest send 1')).toContain(
    'On its way to 2 channels: digest 1 (Offers, yesterday).',
  )
  const sent = await bot.store.deliveries.ofDigest(1)
  expect(sent.map(({ channel }) => channel).toSorted()).toEqual(
    [channels.cakeDaily, channels.cakeOps].toSorted(),
  )
  const posted = bot.slack.messages(channels.cakeDaily).filter(({ user }) => user === bot.slack.botUserId)
  expect(posted.filter(({ ephemeral, thread_ts }) => !ephemeral && !thread_ts)).toHaveLength(1)
  await bot.later(60_000)
  await bot.types('/cake digest send 1')
  expect(await bot.store.deliveries.ofDigest(1)).toHaveLength(4)
})

it('is sent once for two quick clicks whenever they come, and who sent it is in the audit chain', async () => {
  await digest(bot)
  // The last moment of a ten-second step of the clock, and half a second later.
  await bot.later(10_000 - (bot.desk.now().getTime() % 10_000) - 200)
  await bot.types('/cake digest send 1')
  await bot.later(500)
  await bot.types('/cake digest send 1')
  expect(await bot.store.deliveries.ofDigest(1)).toHaveLength(1)
  const [row, ...others] = (await bot.store.audit.list()).filter(({ detail }) => 'slot' in (detail as object))
  expect(others).toEqual([])
  expect(row).toMatchObject({
    by: { userId: people.manager },
    what: 'digest',
    detail: { step: 'sent by hand' },
  })
})

it('is for its owner and admins', async () => {
  await digest(bot)
  expect(await bot.reads('/cake digest send 1', { as: people.approver })).toContain('somebody else')
  expect(await bot.reads('/cake digest send 5')).toContain('There is no digest 5')
  expect(await bot.store.deliveries.ofDigest(1)).toEqual([])
})
