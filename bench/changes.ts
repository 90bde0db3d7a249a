import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { channels, people } from '../src/sandbox/slack/ids.ts'
import { moreOffers } from '../test/crash/support/asked.ts'
import { buttons } from '../test/support/read.ts'
import { until } from '../test/crash/support/people.ts'
import {
  approveAll,
  askFor,
  startChangeWorld,
  startProgram,
  untilTold,
  type ChangeWorld,
  type Program,
} from './change-world.ts'
import { startPostgres } from './postgres.ts'
import { compare, median, type Pair } from './statistics.ts'
import { comparedRow, milliseconds, percent, soleRow, type Row } from './table.ts'

/** Submissions, and openings, of each of the two in a round. */
const EACH = 20
const MANY = 1_000
/** Requests to CAKE that each of the two bots may make in a second: more than the default of 10, and so few that two cores are not what limits. */
const PER_SECOND = 25

const CHAIN = { atMost: 2 } as const
const OPENING = { atMost: 1.3 } as const
const SHARE = { atLeast: 90 } as const

export interface Measuring {
  readonly rounds: number
  readonly nodeArgs: readonly string[]
}

/** What it takes to approve a change and to carry it out, beside the least that could do it. */
export async function measureChanges(measuring: Measuring): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cake-bench-'))
  const postgres = await startPostgres()
  try {
    const onSqlite = await compared(`sqlite:${join(folder, 'cake.db')}`, 'SQLite', measuring)
    const onPostgres = await compared(postgres.url, 'PostgreSQL', measuring)
    return [
      ...onSqlite,
      ...onPostgres,
      await throughput(postgres.url.replace(/postgres$/, 'many'), postgres.url),
    ]
  } finally {
    await postgres.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Contest {
  readonly world: ChangeWorld
  readonly bot: Program
  readonly reference: Program
}

async function compared(url: string, name: string, { rounds, nodeArgs }: Measuring): Promise<Row[]> {
  const world = await startChangeWorld(url)
  const [bot, reference] = [
    await startProgram(world, { path: '../src/main.ts', nodeArgs }),
    await startProgram(world, { path: './change-reference.ts' }),
  ]
  const contest = { world, bot, reference }
  world.slack.deliverTo(bot.events)
  const count = EACH * (rounds + 1)
  const offers = moreOffers(world, 2 * count)
  const unasked = offers.splice(count)
  const ids = (await askFor(world, offers)).map(({ id }) => id)
  await untilTold(world, ids)
  const submitted = await roundsOf(rounds, (side) => submissions(contest, side, ids))
  const opened = await roundsOf(rounds, (side) => openings(contest, side, unasked))
  await Promise.all([bot.child.end(), reference.child.end()])
  await world.close()
  return [
    comparedRow(`approval to CAKE's write p50, ${name}`, compare(submitted), milliseconds, CHAIN),
    comparedRow(`a form opened p50, ${name}`, compare(opened), milliseconds, OPENING),
  ]
}

type Side = 'bot' | 'reference'

/** The first round warms up. Whoever goes second in one round goes first in the next. */
async function roundsOf(rounds: number, run: (side: Side) => Promise<number>): Promise<Pair[]> {
  const pairs: Pair[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const pair = { bot: 0, reference: 0 }
    const sides: readonly Side[] = round % 2 === 0 ? ['bot', 'reference'] : ['reference', 'bot']
    for (const side of sides) pair[side] = await run(side)
    if (round > 0) pairs.push(pair)
  }
  return pairs
}

/** Milliseconds from the submission of an approval to CAKE's yes to the write. */
async function submissions({ world, ...programs }: Contest, side: Side, ids: number[]): Promise<number> {
  const { slack, cake } = world
  slack.deliverTo(programs[side].events)
  const took: number[] = []
  for (const id of side === 'bot' ? ids.splice(0, EACH) : Array.from({ length: EACH }, () => 0)) {
    const view = side === 'bot' ? await approvalOf(world, id) : await shortcutOf(world)
    const written = Promise.withResolvers<number>()
    const stop = cake.onCall(({ method, status }) => {
      if (method === 'POST' && status === 200) written.resolve(performance.now())
    })
    const began = performance.now()
    const [at, done] = await Promise.all([
      written.promise,
      slack.submit({ as: people.admin, view, values: {} }),
    ])
    stop()
    if (!done.ok) throw new Error(done.error)
    took.push(at - began)
    if (side === 'bot') await untilTold(world, [id])
    await closeAll(world, people.admin)
  }
  return median(took)
}

async function approvalOf({ slack }: ChangeWorld, id: number): Promise<string> {
  const message = slack.messages(channels.cakeApprovals).find(({ text }) => text.startsWith(`Change ${id},`))
  const found = buttons(message?.blocks).find(({ button }) => button.text.text === 'Approve')
  if (!message || !found) throw new Error(`change ${id} cannot be approved`)
  const { button, block_id } = found
  const action = { ...button, action_id: button.action_id ?? '', block_id }
  await slack.click({ as: people.admin, channel: message.channel, ts: message.ts, action })
  return openView(slack)
}

async function shortcutOf({ slack }: ChangeWorld): Promise<string> {
  await slack.shortcut({ as: people.admin, callback_id: 'search_cake' })
  return openView(slack)
}

function openView(slack: ChangeWorld['slack']): Promise<string> {
  return until(slack, () => slack.modals(people.admin).find(({ submit }) => submit === 'Approve')?.id)
}

/** Milliseconds from a command to the form that it opens, as Slack has it from `views.open`. */
async function openings({ world, ...programs }: Contest, side: Side, offers: number[]): Promise<number> {
  const { slack } = world
  slack.deliverTo(programs[side].events)
  const as = people.manager
  const took: number[] = []
  for (const offer of side === 'bot' ? offers.splice(0, EACH) : Array.from({ length: EACH }, () => 0)) {
    const opened = Promise.withResolvers<number>()
    const stop = slack.on((event) => {
      if (event.type === 'modals' && slack.modals(as).length > 0) opened.resolve(performance.now())
    })
    const began = performance.now()
    const typed = slack.type({ as, channel: channels.cakeOps, text: `/cake offer pause ${offer}` })
    took.push((await opened.promise) - began)
    stop()
    await typed
    // The bot fills its form; that is waited for, and not timed.
    if (side === 'bot') await until(slack, () => slack.modals(as).find(({ submit }) => submit !== undefined))
    await closeAll(world, as)
  }
  return median(took)
}

async function closeAll({ slack }: ChangeWorld, as: string): Promise<void> {
  for (const { id } of slack.modals(as)) await slack.closeView({ as, view: id, all: true })
}

/** How much two bots make of the rate that they may call CAKE at, while they carry out what is approved. */
async function throughput(url: string, admin: string): Promise<Row> {
  await createDatabase(admin, 'many')
  const world = await startChangeWorld(url)
  const first = await startProgram(world, { path: '../src/main.ts' })
  world.slack.deliverTo(first.events)
  const changes = await askFor(world, moreOffers(world, MANY))
  await first.child.end()
  await approveAll(world, changes)
  const times: number[] = []
  let lastWrite = 0
  world.cake.onCall(({ method }) => {
    times.push(performance.now())
    if (method === 'POST') lastWrite = times.length
  })
  const bots = await Promise.all(
    [1, 2].map(() => startProgram(world, { path: '../src/main.ts', perSecond: PER_SECOND })),
  )
  await untilTold(
    world,
    changes.map(({ id }) => id),
  )
  await Promise.all(bots.map(({ child }) => child.end()))
  const { writes } = world.cake.network
  if (writes.length !== MANY) throw new Error(`${MANY} changes came to ${writes.length} writes`)
  await world.close()
  // The first second has the bots' starts in it.
  const from = times.findIndex((at) => at - (times[0] ?? 0) > 2_000)
  const seconds = ((times[lastWrite - 1] ?? 0) - (times[from] ?? 0)) / 1000
  const share = ((lastWrite - from) / seconds / (2 * PER_SECOND)) * 100
  return soleRow(`${MANY} approved changes, two bots: share of CAKE's rate`, share, percent, SHARE)
}

async function createDatabase(admin: string, name: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(admin)
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
}
