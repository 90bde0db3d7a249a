import { chances, offerRows, pick } from './catalogue-data.ts'
import type { Command } from './load.ts'
import { startReadingBot, startReference, type Options, type Server, type StandIns } from './processes.ts'
import { compare, percentile, type Pair } from './statistics.ts'
import { comparedRow, milliseconds, type Aim, type Row } from './table.ts'

const IN_FLIGHT = 50
const TYPED = 2_000
/** How much of a name people type before they see what they want, in letters. */
const LETTERS = { fewest: 2, most: 15 }
const AIM: Aim = { atMost: 2 }

interface Contest {
  readonly standIns: StandIns
  readonly bot: Server
  readonly reference: Server
  readonly rounds: number
}

/**
 * Beginnings of names typed into a select for an offer, until the options are there: by the bot with the whole catalogue and
 * by the reference in turn. Then again while the bot reads its whole catalogue anew all the time.
 * @param cake the address of a CAKE with a large network
 */
export async function measureTypeahead(
  options: Options & { standIns: StandIns; rounds: number; cake: string },
): Promise<Row[]> {
  const large = { ...options, standIns: { ...options.standIns, cake: options.cake } }
  const contest = { ...options, bot: await startReadingBot(large), reference: await startReference(options) }
  const { child } = contest.bot
  await child.hear('read')
  for (const server of [contest.bot, contest.reference]) await run(contest, server)
  const quiet = await roundsOf(contest, () => run(contest, contest.bot))
  const busy = await roundsOf(contest, async () => {
    await child.hear('reading')
    const took = await run(contest, contest.bot)
    await child.hear('enough')
    return took
  })
  await Promise.all([child.end(), contest.reference.child.end()])
  return [...rowsOf(quiet, ''), ...rowsOf(busy, ' and a re-read')]
}

function rowsOf(pairs: readonly { p50: Pair; p99: Pair }[], when: string): Row[] {
  const row = (name: 'p50' | 'p99', aim?: Aim) =>
    comparedRow(
      `typeahead ${name}, ${IN_FLIGHT} in flight${when}`,
      compare(pairs.map((pair) => pair[name])),
      milliseconds,
      aim,
    )
  return [row('p50'), row('p99', AIM)]
}

async function roundsOf(
  contest: Contest,
  byBot: () => Promise<number[]>,
): Promise<{ p50: Pair; p99: Pair }[]> {
  const rounds: { p50: Pair; p99: Pair }[] = []
  for (let round = 0; round < contest.rounds; round += 1) {
    const [bot, reference] = [await byBot(), await run(contest, contest.reference)]
    const at = (p: number): Pair => ({ bot: percentile(bot, p), reference: percentile(reference, p) })
    rounds.push({ p50: at(0.5), p99: at(0.99) })
  }
  return rounds
}

/** Milliseconds from each request to its options. */
async function run({ standIns }: Contest, { origin }: Server): Promise<number[]> {
  const { ack } = await standIns.carryOut({
    origin,
    inFlight: IN_FLIGHT,
    warmUp: letters(IN_FLIGHT * 4),
    timed: letters(TYPED),
  })
  return ack
}

const names = offerRows().map(({ name }) => name)
const chance = chances(53)

function letters(count: number): Command[] {
  return Array.from({ length: count }, () => {
    const long = LETTERS.fewest + Math.floor(chance() * (LETTERS.most - LETTERS.fewest + 1))
    return { text: pick(names, chance).slice(0, long), expects: '"options":[{', typed: true }
  })
}
