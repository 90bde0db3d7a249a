/** SIGTERM while CAKE has a write in hand: the bot ends after it, and what came of it is in the record. */
import { describe, expect, test } from 'vitest'
import { AT_ONCE } from '../../src/core/changes/worker.ts'
import { databases } from '../store/support/databases.ts'
import { moreOffers } from './support/asked.ts'
import { asksToPause, isApproved } from './support/changes.ts'
import { allTold, later, startWorld, type World } from './support/world.ts'

const ENDED = { code: 0, signal: null }

describe.each(databases)('stopped in a write, on $name', (kind) => {
  test('that CAKE answers soon: it is kept, and the rest is left to the next bot', async () => {
    const world = await startWorld(kind)
    const offers = moreOffers(world, AT_ONCE + 2)
    for (const offer of offers) await isApproved(world, await asksToPause(world, offer))
    const bot = world.bot()
    await inWrite(world, 1_000, AT_ONCE)
    expect(await bot.kill('SIGTERM')).toEqual(ENDED)
    // It finishes what it had in hand, and takes nothing more.
    const { length } = written(world)
    expect(length).toBeLessThanOrEqual(AT_ONCE)
    const left = (await states(world)).toSorted()
    expect(left).toEqual(offers.map((_, at) => (at < length ? 'applied' : 'approved')))

    // Before it was over the bot may have begun to tell of it.
    await later(world)
    world.bot()
    await allTold(world)
    expect(await states(world)).toEqual(offers.map(() => 'applied'))
    expect(written(world)).toEqual(offers)
  })

  // All that it waits for is CAKE: one database is enough.
  test.runIf(kind.name === 'SQLite')(
    'that CAKE does not answer: it is found out by the next bot',
    async () => {
      const world = await startWorld(kind)
      await isApproved(world, await asksToPause(world))
      const bot = world.bot()
      await inWrite(world, 60_000)
      // It takes no more than the ten seconds that an orchestrator gives it.
      expect(await Promise.race([bot.kill('SIGTERM'), late(11_000)])).toEqual(ENDED)
      expect(await states(world)).toEqual(['unknown'])
      await later(world)
      world.bot()
      await allTold(world)
      expect(await states(world)).toEqual(['applied'])
      expect(world.cake.network.writes).toHaveLength(1)
    },
  )
})

/** CAKE has taken a write, and does not answer it, and as many as `times` says, for so long. */
async function inWrite({ cake }: World, delayMs: number, times = 1): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  cake.setTrouble({ mode: 'slow-write', delayMs, times })
  const stop = cake.onTrouble(resolve)
  await promise
  stop()
}

/** The offers that CAKE was told to pause, in their order. */
function written({ cake }: World): number[] {
  return cake.network.writes.map(({ body }) => Number(body['offer_id'])).toSorted((a, b) => a - b)
}

async function states({ store }: World): Promise<string[]> {
  const { changes } = await store.changes.list()
  return changes.map(({ state }) => state).toReversed()
}

function late(ms: number): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('not ended'), ms).unref()
  })
}
