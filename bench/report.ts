import type { Child } from './children.ts'
import type { Fetched } from './bare.ts'
import { startBare, startBot, type Options, type Server, type StandIns } from './processes.ts'
import { compare, median, type Pair } from './statistics.ts'
import { comparedRow, mebibytes, milliseconds, verdict, type Row } from './table.ts'
import { BIG_ROWS, BIG_VERTICAL, CAKE_KEY, PAGE_ROWS } from './world.ts'

/** Reports asked for in one round, one after the other. */
const IN_A_ROUND = 4
/** Rounds that are not counted: the code is compiled after them. */
const WARM_UP = 3
/** The 50,000 rows may take so much more memory at the most than the 10,000. */
const BOUNDED = { atMost: 1.5 } as const

interface Size {
  readonly rows: number
  readonly words: string
  readonly query: string
}

const USUAL: Size = { rows: PAGE_ROWS, words: 'report offers', query: '' }
const BIG: Size = {
  rows: BIG_ROWS,
  words: `report offers vertical:${BIG_VERTICAL}`,
  query: `&vertical_id=${BIG_VERTICAL}`,
}

interface Contest {
  readonly standIns: StandIns
  readonly bot: Server
  readonly bare: Child
  readonly rounds: number
}

/** `/cake report offers` by a fresh bot, beside a process that fetches and parses the same pages and does nothing else. */
export async function measureReports(
  options: Options & { standIns: StandIns; rounds: number },
): Promise<Row[]> {
  const contest = { ...options, bot: await startBot(options), bare: await startBare() }
  const idle = memories(contest)
  for (let at = 0; at < WARM_UP; at += 1) await round(contest, USUAL)
  const usual = await measure(contest, USUAL)
  const big = await measure(contest, BIG)
  await Promise.all([contest.bot.child.end(), contest.bare.end()])
  const grown = big.peak.bot / usual.peak.bot
  return [
    comparedRow('report over 10,000 rows, answered', compare(usual.times), milliseconds, { atMost: 1.5 }),
    comparedRow('report over 50,000 rows, answered', compare(big.times), milliseconds, { atMost: 1.5 }),
    memoryRow('memory at most, 10,000 rows again and again', usual.peak, idle),
    {
      ...memoryRow('memory at most, 50,000 rows again and again', big.peak, idle),
      aim: `≤ ${BOUNDED.atMost} × its 10,000`,
      met: verdict(grown, BOUNDED),
    },
  ]
}

async function measure(contest: Contest, size: Size): Promise<{ times: Pair[]; peak: Pair }> {
  const times: Pair[] = []
  const peak = { bot: 0, reference: 0 }
  for (let at = 0; at < contest.rounds; at += 1) {
    peak.bot = Math.max(
      peak.bot,
      await contest.bot.child.peakDuring(async () => {
        peak.reference = Math.max(
          peak.reference,
          await contest.bare.peakDuring(async () => times.push(await round(contest, size))),
        )
      }),
    )
  }
  return { times, peak }
}

async function round(contest: Contest, size: Size): Promise<Pair> {
  const bot: number[] = []
  const reference: number[] = []
  for (let at = 0; at < IN_A_ROUND; at += 1) {
    bot.push(await byBot(contest, size))
    reference.push(await byBare(contest, size))
  }
  return { bot: median(bot), reference: median(reference) }
}

/** Milliseconds from the command to its card. */
async function byBot({ standIns, bot }: Contest, { words, rows }: Size): Promise<number> {
  const expects = `of ${rows.toLocaleString('en')} offers`
  const timed = [{ text: words, expects }]
  const { card } = await standIns.carryOut({ origin: bot.origin, inFlight: 1, warmUp: [], timed })
  return median(card)
}

/** Milliseconds from the first request to the last page's being parsed. */
async function byBare({ standIns, bare }: Contest, { query, rows }: Size): Promise<number> {
  const address = `${standIns.cake}/api/2/report/offer.json?api_key=${CAKE_KEY}${query}`
  const fetched = await bare.hear<Fetched>(address)
  if (fetched.rows !== rows) throw new Error(`the report has ${fetched.rows} rows`)
  return fetched.milliseconds
}

function memories({ bot, bare }: Contest): Pair {
  return { bot: bot.child.memory(), reference: bare.memory() }
}

function memoryRow(what: string, peak: Pair, idle: Pair): Row {
  const write = (side: keyof Pair) => `${mebibytes(peak[side])} (${mebibytes(idle[side])} idle)`
  return {
    ...comparedRow(what, { ...peak, ratio: peak.bot / peak.reference }, mebibytes),
    bot: write('bot'),
    reference: write('reference'),
  }
}
