/** Several bots on one database carry each change out once, whichever of them is killed. */
import { expect, test } from 'vitest'
import { AT_ONCE } from '../../src/core/changes/worker.ts'
import { channels } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { databases } from '../store/support/databases.ts'
import { read } from '../support/read.ts'
import { moreOffers } from './support/asked.ts'
import { arePauseApproved } from './support/changes.ts'
import { cards } from './support/people.ts'
import { allOver, allTold, later, muchLater, startWorld, type World } from './support/world.ts'

/** They have much to do, perhaps on a machine that has more to do. */
const PATIENCE = { timeout: 180_000 }

const postgres = databases.filter(({ name }) => name === 'PostgreSQL')

test.each(postgres)('two bots, 200 approved changes: 200 writes, on $name', PATIENCE, async (kind) => {
  const world = await startWorld(kind)
  const offers = moreOffers(world, 200)
  await arePauseApproved(world, offers)
  world.bot()
  world.bot()
  const changes = await allTold(world)
  expect(changes.map(({ state }) => state)).toEqual(offers.map(() => 'applied'))
  expect(written(world)).toEqual(offers)
  expect(new Set(changes.map(({ claim }) => claim?.worker)).size).toBe(2)
  // Asked, approved, claimed, begun, finished: no step was taken twice.
  expect(new Set(changes.map(({ version }) => version))).toEqual(new Set([5]))
  expect(await world.store.verify()).toMatchObject({ whole: true })
  expectToldOnce(world, offers)
})

/** Writes that CAKE has had when one of the bots is killed, and which: the oldest is 0. */
const KILLS: readonly (readonly [number, number])[] = [
  [7, 0],
  [18, 1],
  [34, 2],
  [52, 0],
  [71, 1],
]

test.each(postgres)(
  'three bots that keep being killed, 100 changes: each once, on $name',
  PATIENCE,
  async (kind) => {
    const world = await startWorld(kind)
    const offers = moreOffers(world, 100)
    await arePauseApproved(world, offers)
    const bots = [world.bot(), world.bot(), world.bot()]
    const dead: number[] = []
    for (const [writes, which] of KILLS) {
      await hasWritten(world, writes)
      const [bot] = bots.splice(which, 1)
      if (!bot) throw new Error('there is no bot to be killed')
      await bot.kill('SIGKILL')
      dead.push(bot.pid)
      bots.push(world.bot())
    }
    // Only what the dead have left is freed; the living go on with theirs.
    const workers = dead.map((pid) => `claimed_by like '${pid}-%'`).join(' or ')
    await muchLater(world, { workers: `state = 'applying' and (${workers})` })
    await allOver(world)
    // Nobody can tell which of them was telling of what, so all go and another one tells the rest.
    await Promise.all(bots.map((bot) => bot.kill('SIGKILL')))
    await later(world)
    world.bot()
    const changes = await allTold(world)
    const applied = changes.filter(({ state }) => state === 'applied').map(({ about }) => about.id)
    // Killed right before its write left, a change is known not to have been made, and says so.
    const failed = changes.filter(({ state }) => state === 'failed').map(({ about }) => about.id)
    expect(inOrder([...applied, ...failed])).toEqual(offers)
    expect(failed.length).toBeLessThanOrEqual(KILLS.length * AT_ONCE)
    expect(written(world)).toEqual(inOrder(applied))
    expect(await world.store.verify()).toMatchObject({ whole: true })
    expectToldOnce(world, offers)
  },
)

test.each(postgres)(
  'two bots, two changes of one offer: the second sees the first, on $name',
  PATIENCE,
  async (kind) => {
    const world = await startWorld(kind)
    await arePauseApproved(world, [12345, 12345])
    // While the first is being written CAKE still has the offer as both have seen it.
    world.cake.setTrouble({ mode: 'late-write', delayMs: 3_000, times: 1 })
    world.bot()
    world.bot()
    const changes = await allOver(world)
    expect(changes.map(({ state }) => state).toSorted()).toEqual(['applied', 'stale'])
    expect(world.cake.network.writes).toHaveLength(1)
  },
)

/** The offers that CAKE was told to pause, in their order; one that was told twice is in it twice. */
function written({ cake }: World): number[] {
  return inOrder(cake.network.writes.map(({ body }) => Number(body['offer_id'])))
}

function inOrder(ids: readonly (number | null)[]): number[] {
  return ids.map(Number).toSorted((a, b) => a - b)
}

async function hasWritten({ cake }: World, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const look = () => cake.network.writes.length >= count && resolve(undefined)
  const stop = cake.onCall(look)
  look()
  await promise
  stop()
}

/** One message for the approvers and one card for the requester of each change, and both say how it ended. */
function expectToldOnce({ slack }: World, offers: readonly number[]): void {
  for (const channel of [channels.cakeOps, channels.cakeApprovals]) {
    const shown = cards(slack, channel)
    expect(shown).toHaveLength(offers.length)
    const subject = ({ text }: SeenMessage) => /^Change \d+/.exec(text)?.[0]
    expect(new Set(shown.map(subject)).size).toBe(offers.length)
    for (const card of shown) expect(read(card)).toMatch(/✅ Done in CAKE|⛔ Failed/)
  }
}
