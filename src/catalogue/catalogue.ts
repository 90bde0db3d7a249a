import type { Affiliate } from '../cake/affiliates.ts'
import { systemClock, type Clock } from '../cake/clock.ts'
import type { CakeReader } from '../cake/contract.ts'
import type { Offer } from '../cake/offers.ts'
import { untilAborted } from '../cake/ticket.ts'
import type { Asked, Asker, Catalogue, CatalogueState, Entry, Found, Kind, Snapshots } from './contract.ts'
import { Holding, nothing } from './holding.ts'
import { Keeper } from './keeper.ts'
import { Ended, Reader, type Log } from './reader.ts'

export interface CatalogueOptions {
  readonly cake: CakeReader
  /** From the end of a read to the beginning of the next one; 0 = read once. */
  readonly minutes: number
  readonly snapshots?: Snapshots
  /** Tells networks apart: a snapshot of another one is not used. */
  readonly network: string
  readonly now?: () => Date
  readonly clock?: Clock
  /** How long a read may take, in ms; 10 minutes when absent. */
  readonly deadlineMs?: number
  readonly log?: Log
}

const MINUTE = 60_000
const DEADLINE_MS = 10 * MINUTE

/** The catalogue of one network; empty until `start`, `refresh` or a note fills it. */
export function createCatalogue(options: CatalogueOptions): Catalogue {
  return new LocalCatalogue(options)
}

class LocalCatalogue implements Catalogue {
  readonly #options: CatalogueOptions
  readonly #holding = new Holding()
  readonly #reader: Reader
  readonly #keeper: Keeper
  readonly #clock: Clock
  readonly #log: Log
  readonly #listeners = new Set<() => void>()
  readonly #end = new AbortController()
  #loading: Promise<void> = Promise.resolve()
  #reading: Promise<boolean> | undefined
  #running: Promise<void> | undefined

  constructor(options: CatalogueOptions) {
    const { cake, network, snapshots, clock = systemClock, now = () => new Date(), log = () => {} } = options
    const holding = this.#holding
    this.#options = options
    this.#clock = clock
    this.#log = log
    this.#reader = new Reader({ cake, holding, clock, now, log })
    this.#keeper = new Keeper({ holding, snapshots, network, clock, log })
  }

  find(asked: Asked): Found {
    try {
      return this.#isOver ? nothing : this.#holding.find(asked)
    } catch (error) {
      // Nothing that can be typed leads here; if a bug does, whoever searches is not to suffer for it.
      this.#log('error', error, { searching: 'the catalogue' })
      return nothing
    }
  }

  get(kind: Kind, id: number): Entry | undefined {
    return this.#isOver ? undefined : this.#holding.get(kind, id)
  }

  named(kind: Kind, words: string): Entry | undefined {
    return this.#isOver ? undefined : this.#holding.named(kind, words)
  }

  noteOffer(offer: Offer): void {
    this.#note(() => this.#holding.noteOffer(offer))
  }

  noteAffiliate(affiliate: Affiliate): void {
    this.#note(() => this.#holding.noteAffiliate(affiliate))
  }

  used(kind: Kind, id: number, by: Asker): void {
    this.#holding.recent.use({ kind, id }, by)
  }

  state(): CatalogueState {
    const sizes = this.#holding.sizes()
    if (this.#isOver) return { source: 'none', reading: false, sizes }
    const { source, asOf, lastFailure } = this.#reader
    return { source, asOf, reading: this.#reading !== undefined, sizes, lastFailure }
  }

  on(listener: () => void): () => void {
    const own = () => listener()
    this.#listeners.add(own)
    return () => this.#listeners.delete(own)
  }

  async refresh(): Promise<void> {
    await this.#read()
  }

  start(): void {
    if (this.#running !== undefined || this.#isOver) return
    this.#loading = this.#keeper.load(this.#end.signal).then(() => this.#tell())
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    if (this.#isOver) return
    this.#end.abort(new Ended('The catalogue was stopped.', false))
    await Promise.all([this.#running, this.#reading, this.#loading])
    await this.#keeper.idle()
    this.#holding.close()
  }

  get #isOver(): boolean {
    return this.#end.signal.aborted
  }

  /** Reads again and again; sooner after a read that failed, but less and less so. */
  async #run(): Promise<void> {
    const every = this.#options.minutes * MINUTE
    for (let failed = 0; !this.#isOver;) {
      const isComplete = await this.#read()
      failed = isComplete ? 0 : failed + 1
      if (every === 0 && this.#reader.source === 'network') return
      const soon = MINUTE * 2 ** Math.min(failed - 1, 4)
      await this.#pause(failed === 0 ? every : every === 0 ? soon : Math.min(soon, every))
    }
  }

  /** One read at a time: who asks meanwhile gets the outcome of that. */
  #read(): Promise<boolean> {
    if (this.#isOver) return Promise.resolve(false)
    this.#reading ??= this.#readOnce().finally(() => {
      this.#reading = undefined
      this.#tell()
    })
    return this.#reading
  }

  async #readOnce(): Promise<boolean> {
    const { deadlineMs = DEADLINE_MS } = this.#options
    const late = new AbortController()
    const minutes = Math.round(deadlineMs / MINUTE)
    const drop = this.#clock.after(deadlineMs, () => {
      late.abort(new Ended(`CAKE was not read completely within ${minutes} minutes.`, true))
    })
    try {
      await this.#loading
      this.#tell()
      const isComplete = await this.#reader.read(AbortSignal.any([late.signal, this.#end.signal]))
      // Not waited for: what is held can be searched while it is saved.
      if (this.#reader.source === 'network' && !this.#isOver) void this.#keeper.save()
      return isComplete
    } finally {
      drop()
    }
  }

  #note(act: () => void): void {
    if (this.#isOver) return
    const before = this.#holding.size
    try {
      act()
    } catch (error) {
      // The row stays as it was; the next read brings it.
      this.#log('error', error, { noting: 'a row of the catalogue' })
    }
    // Notes add, and take nothing away.
    if (this.#holding.size !== before) this.#tell()
  }

  /** Waits, unless it is over before. */
  async #pause(ms: number): Promise<void> {
    let drop = () => {}
    const passed = new Promise<void>((resolve) => {
      drop = this.#clock.after(ms, resolve)
    })
    try {
      await untilAborted(passed, this.#end.signal)
    } catch (error) {
      if (!this.#isOver) throw error
    } finally {
      drop()
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      try {
        listener()
      } catch (error) {
        this.#log('error', error, { telling: 'of the catalogue' })
      }
    }
  }
}
