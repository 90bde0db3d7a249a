import type { Clock } from '../cake/clock.ts'
import type { CakeReader } from '../cake/contract.ts'
import { CakeError } from '../cake/errors.ts'
import { untilAborted } from '../cake/ticket.ts'
import { dayAt } from '../cake/time.ts'
import type { CatalogueState, Kind } from './contract.ts'
import { fact, setFact } from './database.ts'
import type { Holding } from './holding.ts'
import { Doubtful, FEW_NAMES, Intake } from './intake.ts'
import type { NamedKind } from './references.ts'
import { placeByTraffic, readAffiliates, readOffers, type Read } from './read.ts'
import { Traffic } from './traffic.ts'

/** How long a first read waits for the traffic, in ms: without it the ranking is blind, but names are found. */
const HEAD_START_MS = 3000

/** What is read, and the kinds that are there because it names them. */
const parts = [
  { name: 'offers', read: readOffers, names: ['advertiser', 'vertical', 'tag'] },
  { name: 'affiliates', read: readAffiliates, names: ['manager'] },
] as const

export type Log = (
  level: 'error' | 'warn',
  error: unknown,
  details: Readonly<Record<string, unknown>>,
) => void

/** Why a read was ended from outside. */
export class Ended extends Error {
  override readonly name = 'Ended'
  /** A failure to tell of, or only the end of the process. */
  readonly isFailure: boolean

  /** @param message a sentence that may be shown to people */
  constructor(message: string, isFailure: boolean) {
    super(message)
    this.isFailure = isFailure
  }
}

interface ReaderOptions {
  readonly cake: CakeReader
  readonly holding: Holding
  readonly clock: Clock
  readonly now: () => Date
  readonly log: Log
}

/** Reads the network into what is held, part by part: where one fails, the others are still read. */
export class Reader {
  readonly #options: ReaderOptions
  /** 1 to 255, then from 1 again: a mark of rows, not a count. */
  #number = 0
  #isFromNetwork = false
  /** Kinds of which the last read would have removed most rows. */
  #doubted: ReadonlySet<Kind> = new Set()
  lastFailure: CatalogueState['lastFailure']

  constructor(options: ReaderOptions) {
    this.#options = options
  }

  get source(): CatalogueState['source'] {
    if (this.#isFromNetwork) return 'network'
    return this.#readAt().length === 0 ? 'none' : 'snapshot'
  }

  /** When the oldest part of what is held was read; undefined as long as a part never was. */
  get asOf(): Date | undefined {
    const [oldest, ...others] = this.#readAt()
    return oldest === undefined || others.length < parts.length - 1 ? undefined : new Date(oldest)
  }

  /** When each part was read completely, the oldest first. */
  #readAt(): string[] {
    const { db } = this.#options.holding.shelf
    return parts.flatMap(({ name }) => fact(db, name) ?? []).toSorted()
  }

  /**
   * Reads everything once. Never rejects: what failed is logged and in `lastFailure`.
   * @returns whether all of it was read
   */
  async read(signal: AbortSignal): Promise<boolean> {
    const { cake, holding, now } = this.#options
    const { shelf, noted } = holding
    this.#number = (this.#number % 255) + 1
    noted.clear()
    const traffic = new Traffic(cake, dayAt(now(), cake.zone), signal)
    const told = (names: readonly string[]) => holding.learnNames(names)
    const believed = this.#doubted
    const intake = new Intake({ shelf, read: this.#number, noted, believed, signal, told })
    const read: Read = { cake, shelf, intake, traffic, signal }
    const failures: Failure[] = []
    const attempt = async (what: string, act: () => Promise<void>) => {
      try {
        await act()
      } catch (error) {
        failures.push({ what, error })
      }
    }
    await attempt('traffic', () => this.#headStart(read))
    const complete: NamedKind[] = []
    const readPart = async (part: (typeof parts)[number]) => {
      await this.#part(part, read)
      complete.push(...part.names)
    }
    await Promise.all(parts.map((part) => attempt(part.name, () => readPart(part))))
    // What came before a failure is held nevertheless.
    await attempt('rows', () => intake.finish())
    if (!signal.aborted) await attempt('traffic', () => placeByTraffic(read))
    if (!signal.aborted) await attempt('names', () => intake.takeNamed(complete))
    if (intake.names > FEW_NAMES) await attempt('words', () => holding.learn())
    this.#doubted = new Set(failures.flatMap(({ error }) => (error instanceof Doubtful ? [error.kind] : [])))
    this.#judge(failures, traffic, signal)
    return failures.length === 0
  }

  async #part({ name, read: readPart }: (typeof parts)[number], read: Read): Promise<void> {
    const at = this.#options.now().toISOString()
    await readPart(read)
    setFact(read.shelf.db, name, at)
    if (name === 'offers') this.#isFromNetwork = true
  }

  /** A first read waits for the traffic, which says where rows belong; but not for long, as names are wanted. */
  async #headStart({ shelf, traffic, signal }: Read): Promise<void> {
    if (shelf.slots.size('offer') > 0) return
    let drop = () => {}
    const enough = new Promise<void>((resolve) => {
      drop = this.#options.clock.after(HEAD_START_MS, resolve)
    })
    try {
      await untilAborted(Promise.race([traffic.settled, enough]), signal)
    } finally {
      drop()
    }
  }

  #judge(failures: readonly Failure[], traffic: Traffic, signal: AbortSignal): void {
    const { log, now } = this.#options
    const ended: unknown = signal.aborted ? signal.reason : undefined
    if (ended instanceof Ended && !ended.isFailure) return
    for (const { what, error } of failures) log('warn', error, { reading: `the catalogue: ${what}` })
    for (const error of traffic.failures) log('warn', error, { reading: 'the catalogue: traffic' })
    const [first] = failures
    this.lastFailure = first && {
      at: now(),
      sentence: [...new Set(failures.map(sentenceOf))].join(' '),
      error: first.error,
    }
  }
}

interface Failure {
  readonly what: string
  readonly error: unknown
}

function sentenceOf({ what, error }: Failure): string {
  if (error instanceof Ended || error instanceof Doubtful) return error.message
  const why = error instanceof CakeError ? error.message : 'Something went wrong on our side.'
  return `The ${what} could not be read: ${why}`
}
