/** However often bots are killed, each slot of a digest is delivered once. */
import { expect, test } from 'vitest'
import type { FailPoint } from '../../src/core/changes/fail-points.ts'
import type { Delivery } from '../../src/store/digest.ts'
import { databases } from '../store/support/databases.ts'
import { allDelivered, areDue, digestsIn, digestsLater, filesBelow } from './support/digests.ts'
import { startWorld, type World } from './support/world.ts'

const sqlite = databases.filter(({ name }) => name === 'SQLite')
const postgres = databases.filter(({ name }) => name === 'PostgreSQL')

/** Right after each of these a bot dies once. */
const POINTS: readonly FailPoint[] = [
  'plan-digest',
  'claim-digest',
  'post-digest',
  'note-digest',
  'upload-digest',
  'sent-digest',
]

test.each(sqlite)('killed right after each thing it does, on $name', { timeout: 120_000 }, async (kind) => {
  const world = await startWorld(kind)
  const digests: number[] = []
  for (const point of POINTS) {
    digests.push(...(await areDue(world, 1)))
    const { signal } = await world.bot({ FAIL_POINT: point }).ended
    expect(signal, point).toBe('SIGKILL')
    await digestsLater(world)
  }
  world.bot()
  expectOnce(world, await allDelivered(world, digests), digests)
})

const SLOTS = 200
const KILLS = 10

test.each(postgres)(
  `three bots that keep being killed, ${SLOTS} slots: each once, on $name`,
  { timeout: 180_000 },
  async (kind) => {
    const seed = 20_261_121
    const random = randomFrom(seed)
    const world = await startWorld(kind)
    const digests = await areDue(world, SLOTS)
    const bots = [world.bot(), world.bot(), world.bot()]
    const dead: number[] = []
    const calls = callsOf(world)
    for (let kill = 0; kill < KILLS; kill += 1) {
      // In the middle of whatever it does: Slack may have taken what it will never hear of.
      await calls.pass(10 + Math.floor(random() * 60))
      const [bot] = bots.splice(Math.floor(random() * bots.length), 1)
      if (!bot) throw new Error('there is no bot to be killed')
      await bot.kill('SIGKILL')
      dead.push(bot.pid)
      bots.push(world.bot())
    }
    calls.stop()
    const workers = dead.map((pid) => `claimed_by like '${pid}-%'`).join(' or ')
    // Minutes later: all that the dead have sent has long arrived.
    await world.slack.settle()
    await digestsLater(world, `(${workers})`)
    const deliveries = await allDelivered(world, digests)
    expectOnce(world, deliveries, digests)
    const some = deliveries.filter(({ tries }) => tries > 1)
    expect(some.length, `seed ${seed}: nothing was killed in the middle of something`).toBeGreaterThan(0)
  },
)

/** One message for each slot, which is the one on record, and one file below it. */
function expectOnce(world: World, deliveries: readonly Delivery[], digests: readonly number[]): void {
  expect(deliveries.map(({ digestId }) => digestId)).toEqual(digests)
  expect(new Set(deliveries.map(({ state }) => state))).toEqual(new Set(['sent']))
  const messages = digestsIn(world)
  const recorded = deliveries.map(({ message }) => message?.ts ?? 'none')
  expect(messages.map(({ ts }) => ts).toSorted()).toEqual(recorded.toSorted())
  for (const message of messages) expect(filesBelow(world, message)).toHaveLength(1)
}

/** Calls of Slack's Web API by any bot: `pass` is fulfilled in the middle of the so-manieth from now. */
function callsOf({ slack }: World) {
  let count = 0
  let waiting: { readonly until: number; readonly resolve: () => void } | undefined
  const stop = slack.on(({ type }) => {
    if (type !== 'api') return
    count += 1
    if (waiting && count >= waiting.until) waiting.resolve()
  })
  const pass = (more: number) =>
    new Promise<void>((resolve) => {
      waiting = { until: count + more, resolve }
    })
  return { pass, stop }
}

/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
