import { expect, it } from 'vitest'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'
import { digest } from './digests.ts'

const bot = useBot()
const where = { in: channels.cakeDaily }

it('asks first, and deletes on yes', async () => {
  await digest(bot)
  const [question] = await bot.types('/cake digest delete 1', where)
  expect(read(question!)).toMatchInlineSnapshot(`
    "Delete digest 1 (Offers, yesterday) for good? What it has sent stays where it is.
    [Delete]"
  `)
  expect(await bot.store.digests.byId(1)).toBeDefined()
  const [done] = await bot.clicks('Delete', question!)
  expect(done?.ts).toBe(question?.ts)
  expect(read(done!)).toMatch(
    /^Deleted digest 1 \(Offers, yesterday\)\.\n# Digests of this channel\nNone yet/,
  )
  expect(await bot.store.digests.byId(1)).toBeUndefined()
  expect(await bot.reads('/cake digest delete 1', where)).toContain('There is no digest 1')
})

it('is for its owner and admins', async () => {
  await digest(bot)
  const line = '/cake digest delete 1 sure:yes'
  expect(await bot.reads(line, { as: people.viewer })).toContain('somebody else')
  expect(await bot.store.digests.byId(1)).toBeDefined()
  expect(await bot.reads(line, { as: people.admin })).toContain('Deleted digest 1')
})
