/** Fifty digests at one time ask CAKE for little, and hold up nobody who looks something up. */
import { expect, it } from 'vitest'
import { people } from '../../../src/sandbox/slack/ids.ts'
import { useBot } from '../../support/use-bot.ts'
import { cakeOps, HOUR, NINE, sendingWith } from './sending.ts'

const AT_ONCE = 2
const bot = useBot({ clock: () => NINE, cakeOptions: { concurrency: AT_ONCE } })
const { added, said } = sendingWith(bot)

it('fifty digests of one report: CAKE is asked as for one, and a lookup goes before what they still want', async () => {
  const paths: string[] = []
  let begun = Promise.withResolvers<undefined>()
  const stop = bot.cake.onCall(({ path }) => {
    paths.push(path)
    begun.resolve(undefined)
  })
  await added()
  await bot.later(HOUR)
  const forOne = paths.splice(0).length
  expect(said()).toHaveLength(1)

  for (let at = 1; at < 50; at += 1) await added()
  bot.cake.setTrouble({ mode: 'none', delayMs: 40 })
  begun = Promise.withResolvers<undefined>()
  const sent = bot.later(24 * HOUR)
  await begun.promise
  await bot.slack.type({ as: people.manager, channel: cakeOps, text: '/cake campaign 98001' })
  await sent
  stop()
  expect(said()).toHaveLength(1 + 50)
  // The card's own: the campaign and its figures.
  expect(paths.length).toBe(forOne + 2)
  const lookup = paths.findIndex((path) => path.includes('98001'))
  expect(lookup).toBeGreaterThan(0)
  // What is under way is not broken off; of what waits the lookup is first.
  expect(lookup).toBeLessThan(paths.length / 2)
})
