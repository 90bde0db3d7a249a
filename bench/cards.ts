import type { Command, Outcome } from './load.ts'
import type { Server, StandIns } from './processes.ts'
import { compare, median, percentile, type Pair } from './statistics.ts'
import { aSecond, comparedRow, each, mebibytes, milliseconds, type Aim, type Row } from './table.ts'
import { offerName } from './world.ts'

/** Different offers that commands ask for in turn, so that no two in flight share a read and none is kept. */
const OFFERS = 2_000

interface Level {
  readonly inFlight: number
  readonly commands: number
  /** Set: every command asks for the same offer. */
  readonly one?: true
}

const ALONE: Level = { inFlight: 1, commands: 400 }
const CROWD: Level = { inFlight: 50, commands: 2_000 }
const SAME: Level = { inFlight: 50, commands: 1_000, one: true }

const P50: Aim = { atMost: 1.25 }
const P99: Aim = { atMost: 1.5 }

interface Round {
  readonly bot: Outcome
  readonly reference: Outcome
}

export interface Contest {
  readonly standIns: StandIns
  readonly bot: Server
  readonly reference: Server
  readonly rounds: number
}

/** `/cake offer N` by the bot and by the reference, in turn: one at a time, and fifty. */
export async function measureCards(contest: Contest): Promise<{ rows: Row[]; busy: number }> {
  await warmUp(contest)
  const alone = await roundsOf(contest, ALONE)
  const crowd = await roundsOf(contest, CROWD)
  const same = await roundsOf(contest, SAME)
  const memory = { bot: contest.bot.child.memory(), reference: contest.reference.child.memory() }
  const rows = [
    ...timesRows(alone, '1 in flight'),
    ...timesRows(crowd, '50 in flight'),
    comparedRow('commands, 50 in flight', compare(pairs(crowd, perSecond)), aSecond, { atLeast: 0.75 }),
    comparedRow(
      'visible card p50, the same offer, 50 in flight',
      compare(pairs(same, card(0.5))),
      milliseconds,
    ),
    comparedRow('commands, the same offer, 50 in flight', compare(pairs(same, perSecond)), aSecond),
    comparedRow('memory after all of this', { ...memory, ratio: memory.bot / memory.reference }, mebibytes),
    comparedRow('requests to CAKE a command', compare(pairs(crowd, (run) => run.cakeCalls)), each),
    comparedRow('messages a command', compare(pairs(crowd, (run) => run.messages)), each),
  ]
  return { rows, busy: median(crowd.map(({ bot }) => bot.busy)) }
}

function timesRows(rounds: readonly Round[], when: string): Row[] {
  return [
    comparedRow(`ack p50, ${when}`, compare(pairs(rounds, ack(0.5))), milliseconds),
    comparedRow(`ack p99, ${when}`, compare(pairs(rounds, ack(0.99))), milliseconds),
    comparedRow(`visible card p50, ${when}`, compare(pairs(rounds, card(0.5))), milliseconds, P50),
    comparedRow(`visible card p99, ${when}`, compare(pairs(rounds, card(0.99))), milliseconds, P99),
  ]
}

const ack = (p: number) => (run: Outcome) => percentile(run.ack, p)
const card = (p: number) => (run: Outcome) => percentile(run.card, p)
const perSecond = (run: Outcome) => run.card.length / run.seconds

function pairs(rounds: readonly Round[], value: (run: Outcome) => number): Pair[] {
  return rounds.map(({ bot, reference }) => ({ bot: value(bot), reference: value(reference) }))
}

async function warmUp(contest: Contest): Promise<void> {
  for (const level of [CROWD, ALONE, CROWD]) {
    for (const server of [contest.bot, contest.reference]) await run(contest, server, level)
  }
}

/** Whoever goes second in one round goes first in the next: what drifts does so for both. */
async function roundsOf(contest: Contest, level: Level): Promise<Round[]> {
  const rounds: Round[] = []
  for (let round = 0; round < contest.rounds; round += 1) {
    if (round % 2 === 0) {
      const bot = await run(contest, contest.bot, level)
      rounds.push({ bot, reference: await run(contest, contest.reference, level) })
    } else {
      const reference = await run(contest, contest.reference, level)
      rounds.push({ bot: await run(contest, contest.bot, level), reference })
    }
  }
  return rounds
}

let asked = 0

function run(
  { standIns }: Contest,
  { origin }: Server,
  { inFlight, commands, one }: Level,
): Promise<Outcome> {
  const next = (count: number) =>
    Array.from({ length: count }, (): Command => offerCommand(one ? 7 : (asked += 1)))
  return standIns.carryOut({ origin, inFlight, warmUp: next(inFlight * 4), timed: next(commands) })
}

function offerCommand(at: number): Command {
  const offer = 100_000 + (at % OFFERS)
  return { text: `offer ${offer}`, expects: offerName(offer) }
}
