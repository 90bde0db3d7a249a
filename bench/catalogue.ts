import { Child } from './children.ts'
import { AFFILIATES, OFFERS } from './catalogue-data.ts'
import { startReadingBot, type Options } from './processes.ts'
import { compare, median, percentile, type Pair } from './statistics.ts'
import {
  comparedRow,
  each,
  mebibytes,
  megabytes,
  milliseconds,
  percent,
  seconds,
  soleRow,
  type Row,
} from './table.ts'

/**
 * The catalogue beside MiniSearch on the same names and the same queries, each in a process of its own, in turns; and its
 * re-reads beside fetching and parsing the same pages.
 */

const NAMES = ((OFFERS + AFFILIATES) / 1000).toFixed(0)

/**
 * So that what the operating system counts is what is held, on both sides: what was allocated for a page is given back when
 * it is freed (mallopt(3), M_MMAP_THRESHOLD).
 */
const GIVES_BACK = { MALLOC_MMAP_THRESHOLD_: '65536' }

/** A process that answers one question at a time. */
class Side {
  readonly child: Child

  constructor(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const path = new URL(file, import.meta.url).pathname
    this.child = new Child(process.execPath, ['--expose-gc', '--no-warnings', path, ...args], env, true)
  }

  async ask<Answer>(what?: string): Promise<Answer> {
    const told = await this.child.hear<{ answer: Answer; error?: string }>(what)
    if (told.error !== undefined) throw new Error(told.error)
    return told.answer
  }
}

/** A CAKE with a large network; its `change` renames one offer in two hundred and moves one in a hundred. */
export interface Network extends Side {
  readonly url: string
}

export async function startNetwork(): Promise<Network> {
  const side = new Side('./catalogue-network.ts', [])
  return Object.assign(side, { url: await side.ask<string>() })
}

export async function measureCatalogue(
  options: Options & { rounds: number; network: Network },
): Promise<Row[]> {
  const { network, rounds } = options
  const start = async (name: string, env?: Readonly<Record<string, string>>) => {
    const side = new Side('./catalogue-child.ts', [name, network.url], env)
    await side.ask()
    return side
  }
  const held = await compareHeld(start)
  const [ours, mini] = [await start('ours'), await start('minisearch')]
  const searches = await compareSearches(ours, mini, rounds)
  await mini.child.end()
  const rereads = await compareRereads(ours, network, rounds)
  await ours.child.end()
  const kept = await start('kept')
  await kept.ask('fill')
  const restart = (await kept.ask<number>('restart')) / 1000
  await kept.child.end()
  return [
    ...searches,
    held,
    ...rereads,
    await grownBot(options),
    soleRow('a start with a snapshot, to the first name found', restart, seconds, { atMost: 1 }),
  ]
}

type Start = (name: string, env?: Readonly<Record<string, string>>) => Promise<Side>

async function compareHeld(start: Start): Promise<Row> {
  const heldBy = async (name: string) => {
    const side = await start(name, GIVES_BACK)
    const held = await side.ask<number>('held')
    await side.child.end()
    return held
  }
  const pair = { bot: await heldBy('ours'), reference: await heldBy('minisearch') }
  return comparedRow('memory of the catalogue, beside MiniSearch', compare([pair]), megabytes, {
    atMost: 1 / 3,
  })
}

async function compareSearches(ours: Side, mini: Side, rounds: number): Promise<Row[]> {
  for (const side of [ours, mini]) {
    await side.ask('fill')
    await side.ask('queries')
    // The code is compiled after it.
    await side.ask('round')
  }
  const took: { bot: number[]; reference: number[] }[] = []
  for (let round = 0; round < rounds; round++) {
    took.push({ bot: await ours.ask('round'), reference: await mini.ask('round') })
  }
  const at = (share: number): Pair[] =>
    took.map(({ bot, reference }) => ({
      bot: percentile(bot, share),
      reference: percentile(reference, share),
    }))
  const found = { bot: await ours.ask<number>('found'), reference: await mini.ask<number>('found') }
  const of = `${NAMES},000 names, beside MiniSearch`
  return [
    comparedRow(`search p50 over ${of}`, compare(at(0.5)), milliseconds),
    comparedRow(`search p99 over ${of}`, compare(at(0.99)), milliseconds, { atMost: 1 / 4 }),
    comparedRow('found in the first five, of 300 searches', compare([found]), each, { atLeast: 1 }),
    soleRow('half a name with one slip, found in the first five', await ours.ask('slips'), percent, {
      atLeast: 90,
    }),
  ]
}

async function compareRereads(ours: Side, network: Network, rounds: number): Promise<Row[]> {
  await ours.ask('parse')
  const took: Pair[] = []
  for (let round = 0; round < rounds; round++) {
    await network.ask('change')
    const reference = await ours.ask<number>('parse')
    took.push({ bot: await ours.ask('fill'), reference })
  }
  await network.ask('change')
  const busy = await ours.ask<number[]>('busy')
  return [
    comparedRow('re-read with 1 % changed, beside fetching and parsing', compare(took), milliseconds, {
      atMost: 1.3,
    }),
    soleRow('search p99 during a re-read', percentile(busy, 0.99), milliseconds),
  ]
}

const REREADS = 5
/** How much more memory the bot may take with a large network than with none, in MiB. */
const GROWN = { atMost: 250 }

/** The bot's memory after re-reads, above that of the same with a network of one offer. */
async function grownBot({ network, ...options }: Options & { network: Network }): Promise<Row> {
  const memoryWith = async (cake: string) => {
    const { child } = await startReadingBot({ ...options, standIns: { ...options.standIns, cake } })
    await child.hear('read')
    for (let read = 0; read < REREADS; read++) {
      await network.ask('change')
      await child.hear('read')
    }
    const memory = child.memory()
    await child.end()
    return memory
  }
  const empty = median([await memoryWith(options.standIns.cake)])
  const full = await memoryWith(network.url)
  return soleRow(
    'memory of the bot above one without offers, after five re-reads',
    full - empty,
    mebibytes,
    GROWN,
  )
}
