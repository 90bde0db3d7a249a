/** What a bot that is killed at any moment leaves behind: nothing doubled and nothing forgotten. */
import { expect, test } from 'vitest'
import type { FailPoint } from '../../../src/core/changes/fail-points.ts'
import { channels } from '../../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../../src/sandbox/slack/messages.ts'
import type { Change } from '../../../src/store/change.ts'
import type { Kind } from '../../store/support/databases.ts'
import { buttons, read } from '../../support/read.ts'
import { moreOffers } from './asked.ts'
import type { BotProcess } from './bot-process.ts'
import { asksToPause, isApproved, isTold } from './changes.ts'
import { approves, cards } from './people.ts'
import { allOver, allTold, later, muchLater, noTimePasses, startWorld, type World } from './world.ts'

const KILLED = { code: null, signal: 'SIGKILL' }
/** Bots start one after the other here, perhaps on a machine that has more to do. */
const PATIENCE = { timeout: 300_000 }

/** While a request is brought to the approvers and to who has asked. */
const ASKED: readonly FailPoint[] = [
  'lease',
  'post-approvals',
  'note-approvals',
  'post-requester',
  'note-requester',
  'told',
]

/** Between the approval and the news of what came of it. */
const APPROVED: readonly FailPoint[] = [
  'claim',
  'startWrite',
  'write',
  'finish',
  'lease',
  'rewrite',
  'post-story',
  'told',
]

/** A bot on this database is killed at one moment after the other, and another one goes on with what it left. */
export function survivesKills(kind: Kind): void {
  test('right after each thing it does', PATIENCE, async () => {
    const world = await startWorld(kind)
    const offers = moreOffers(world, ASKED.length + APPROVED.length)
    const asked: Change[] = []
    for (const point of ASKED) {
      asked.push(await asksToPause(world, offers.shift()))
      await killedAt(world, point)
    }
    const approved: Change[] = []
    for (const point of APPROVED) {
      const change = await isApproved(world, await asksToPause(world, offers.shift()))
      await isTold(world, change)
      approved.push(change)
      await killedAt(world, point)
    }
    for (const change of asked) await isApproved(world, change)
    await muchLater(world)
    world.bot()
    await allTold(world)
    for (const [at, { id }] of asked.entries()) await expectTruth(world, id, `asked, ${ASKED[at]}`)
    for (const [at, { id }] of approved.entries()) {
      const point = APPROVED[at]
      // Sent or not, the dead bot alone knew. CAKE has nothing of it: it is not sent again.
      const state = point === 'startWrite' ? 'failed' : 'applied'
      await expectTruth(world, id, `approved, ${point}`, state)
    }
  })

  test('between posting the request and noting where: then it is approved', PATIENCE, async () => {
    const world = await startWorld(kind)
    await asksToPause(world)
    expect(await world.bot({ FAIL_POINT: 'post-approvals' }).ended).toEqual(KILLED)
    // The first click after a restart, on a message that this bot knows nothing of.
    await world.connected()
    await approves(world)
    await allOver(world)
    await later(world)
    await allTold(world)
    await expectTruth(world, 1, 'approved')
  })

  test('once CAKE has written and before it has answered', PATIENCE, async () => {
    const world = await startWorld(kind)
    await isTold(world, await isApproved(world, await asksToPause(world)))
    await killedInWrite(world, world.bot(), 'slow-write')
    expect(world.cake.network.writes).toHaveLength(1)
    await muchLater(world)
    world.bot()
    await allTold(world)
    await expectTruth(world, 1, 'written')
  })

  test('before CAKE writes, which it still does', PATIENCE, async () => {
    const world = await startWorld(kind)
    await isTold(world, await isApproved(world, await asksToPause(world)))
    await killedInWrite(world, world.bot(), 'late-write')
    await later(world)
    const next = world.bot()
    await expect.poll(async () => (await world.store.changes.byId(1))?.state, SOON).toBe('unknown')
    expect(world.cake.network.writes).toEqual([])
    world.cake.hurry()
    await expect.poll(() => world.cake.network.writes, SOON).toHaveLength(1)
    await next.kill('SIGKILL')
    await later(world)
    world.bot()
    await allTold(world)
    await expectTruth(world, 1, 'written late')
  })
}

/** Patience with a process that starts on a busy machine. */
const SOON = { timeout: 60_000 }
/** How long CAKE takes for a write here, unless it is told to hurry. */
const SLOW_MS = 3_600_000

async function killedAt(world: World, point: FailPoint): Promise<void> {
  expect(await world.bot({ FAIL_POINT: point }).ended, point).toEqual(KILLED)
  await noTimePasses(world)
}

/** The bot is killed while CAKE has its write in hand. */
async function killedInWrite({ cake }: World, bot: BotProcess, mode: 'slow-write' | 'late-write') {
  const struck = Promise.withResolvers<unknown>()
  cake.setTrouble({ mode, delayMs: SLOW_MS, times: 1 })
  cake.onTrouble(struck.resolve)
  await struck.promise
  expect(await bot.kill('SIGKILL')).toEqual(KILLED)
}

/** One write at most, a record that is whole, and messages that say how it is, each once. */
async function expectTruth(world: World, id: number, when: string, state: 'applied' | 'failed' = 'applied') {
  const { cake, slack, store } = world
  const change = await store.changes.byId(id)
  expect.soft(change?.state, when).toBe(state)
  const writes = cake.network.writes.filter(({ body }) => body['offer_id'] === change?.about.id)
  expect.soft(writes, when).toHaveLength(state === 'applied' ? 1 : 0)
  expect.soft(await store.audit.story(id), when).toHaveLength(change?.version ?? 0)
  expect.soft(await store.verify()).toMatchObject({ whole: true })
  const sign = state === 'applied' ? '✅ Done in CAKE' : '⛔ Failed'
  for (const channel of [channels.cakeOps, channels.cakeApprovals]) {
    const shown = cards(slack, channel).filter(({ text }) => text.startsWith(`Change ${id},`))
    expect.soft(shown.map(read), when).toEqual([expect.stringContaining(sign)])
    expect.soft(labels(shown), when).not.toContain('Approve')
    expect.soft(labels(shown), when).not.toContain('Withdraw')
  }
  const approvals = change?.approvalsMessage?.ts
  const thread = slack.messages(channels.cakeApprovals).filter(({ thread_ts }) => thread_ts === approvals)
  const story = thread.map(({ text }) => text)
  expect.soft(new Set(story).size, when).toBe(story.length)
}

function labels(messages: readonly SeenMessage[]): string[] {
  return messages.flatMap(({ blocks }) => buttons(blocks).map(({ button }) => button.text.text))
}
