import { breath } from './breath.ts'
import type { Kind } from './contract.ts'
import { keyOf } from './rank.ts'
import type { Put, Shelf } from './shelf.ts'
import { namedKinds, type NamedKind } from './references.ts'
import type { Lean, Named, Source } from './sources.ts'
import { isHoldable, nameOf, printOfName } from './thing.ts'

/** How long rows may be written at a stretch, in ms: searches and everything else wait meanwhile. */
const STRETCH_MS = 6
const FEWEST = 32
const MOST = 512
/** So many names are told as they are written; of more, the vocabulary is better made anew. */
export const FEW_NAMES = 2000

/** So many rows that are gone at once, and more than half of all, are rather a trouble of CAKE's. */
const MANY = 100

/** CAKE answered without an error, but can hardly mean it: an empty list where there were 100,000 rows. */
export class Doubtful extends Error {
  override readonly name = 'Doubtful'
  readonly kind: Kind

  /** The message is a sentence that may be shown to people. */
  constructor(kind: Kind, listed: number, held: number) {
    const [few, many] = [listed, held].map((count) => count.toLocaleString('en'))
    super(`CAKE listed only ${few} of ${many} ${kind}s; the others are kept until it does so again.`)
    this.kind = kind
  }
}

interface IntakeOptions {
  readonly shelf: Shelf
  readonly read: number
  readonly noted: ReadonlySet<number>
  readonly believed: ReadonlySet<Kind>
  readonly signal: AbortSignal
  readonly told: (names: readonly string[]) => void
}

/** Brings one read's rows onto the shelf, a few at a time, so that the event loop stays free. */
export class Intake {
  readonly #shelf: Shelf
  readonly #read: number
  readonly #noted: ReadonlySet<number>
  readonly #believed: ReadonlySet<Kind>
  readonly #signal: AbortSignal
  readonly #told: (names: readonly string[]) => void
  #stretch = 128
  #pending: Put[] = []
  /** Keys of what rows that are news have named: the first name counts. */
  readonly #named = new Set<number>()
  /** Names that were written. */
  names = 0

  /**
   * @param read the number of this read
   * @param noted keys of what the bot itself has read or written since this read began: newer than what it brings
   * @param believed kinds of which most rows may go: the read before would have it so already
   * @param signal ends it, between two stretches
   * @param told takes the first names that were written
   */
  constructor(options: IntakeOptions) {
    this.#shelf = options.shelf
    this.#read = options.read
    this.#noted = options.noted
    this.#believed = options.believed
    this.#signal = options.signal
    this.#told = options.told
  }

  /** Remembers that a row was there. @returns whether it is not held just so */
  isNews(kind: Kind, id: number, print: number, traffic: number | undefined): boolean {
    return this.#shelf.isNews(this.#seen(kind, id), print, traffic)
  }

  /**
   * Writes those of the rows that are news: at once when they are many, the last few with `finish`.
   * @param traffic clicks by id, where they are known
   * @throws the signal's reason
   */
  async take<L extends Lean>(
    source: Source<L>,
    rows: readonly L[],
    traffic: (id: number) => number | undefined,
  ): Promise<void> {
    for (const lean of rows) {
      if (lean.news === undefined) continue
      const id = source.idOf(lean)
      if (!isHoldable(id)) continue
      const { raw, print } = lean.news
      const { thing, named } = source.read(raw)
      // First what it names: the name comes only with rows that are news, so it must not be lost when a read is ended.
      this.#takeNames(named)
      this.#pending.push({ thing, print, traffic: traffic(id) })
    }
    await this.#write(this.#stretch)
  }

  /** Remembers that these were there, and writes those that are news. */
  async takeThings(puts: readonly Put[]): Promise<void> {
    for (const put of puts) {
      const at = this.#seen(put.thing.kind, put.thing.id)
      if (this.#shelf.isNews(at, put.print, put.traffic)) this.#pending.push(put)
    }
    await this.#write(this.#stretch)
  }

  /**
   * Brings the traffic of advertisers, verticals, tags and managers up to that of the rows that name them.
   * @param complete kinds of which those that no row names any more are removed
   * @throws the signal's reason
   */
  async takeNamed(complete: readonly NamedKind[]): Promise<void> {
    const { slots, references } = this.#shelf
    for (const kind of namedKinds) {
      const puts: Put[] = []
      for (const { id, traffic } of references.of(kind)) {
        const at = this.#seen(kind, id)
        const print = at < 0 ? 0 : slots.print(at)
        if (!this.#shelf.isNews(at, print, traffic)) continue
        const thing = this.#shelf.get(kind, id) ?? { kind, id, name: nameOf(kind, id, undefined) }
        puts.push({ thing, print, traffic })
      }
      await this.takeThings(puts)
    }
    await this.finish()
    await this.sweep(complete)
  }

  #takeNames(named: readonly Named[]): void {
    for (const { kind, party } of named) {
      const key = keyOf(kind, party.id)
      if (party.name === undefined || !isHoldable(party.id) || this.#named.has(key)) continue
      this.#named.add(key)
      const print = printOfName(party.name)
      const at = this.#seen(kind, party.id)
      if (at >= 0 && this.#shelf.slots.print(at) === print) continue
      this.#pending.push({ thing: { kind, id: party.id, name: party.name }, print })
    }
  }

  /** Writes what is left. @throws the signal's reason */
  finish(): Promise<void> {
    return this.#write(1)
  }

  #seen(kind: Kind, id: number): number {
    const { slots } = this.#shelf
    const at = slots.find(kind, id)
    if (at >= 0) slots.see(at, this.#read)
    return at
  }

  /** Writes as long as there are at least so many: each transaction has its price. */
  async #write(fewest: number): Promise<void> {
    while (this.#pending.length > 0 && this.#pending.length >= fewest) {
      // What was noted while this waited is newer.
      const some = this.#pending.splice(0, this.#stretch).filter(({ thing }) => !this.#isNoted(thing))
      await this.#act(() => this.#shelf.put(some, this.#read))
      this.#tellNames(some)
    }
  }

  /**
   * Removes what a complete read has not seen.
   * @throws Doubtful when that is most of what is held and the read before did not say so too; the signal's reason
   */
  async sweep(kinds: readonly Kind[]): Promise<void> {
    for (const kind of kinds) {
      const gone = this.#shelf.slots.unseen(kind, this.#read)
      const held = this.#shelf.slots.size(kind)
      if (gone.length >= MANY && gone.length * 2 > held && !this.#believed.has(kind)) {
        throw new Doubtful(kind, held - gone.length, held)
      }
      for (let from = 0; from < gone.length;) {
        const some = gone.slice(from, from + this.#stretch).filter((id) => !this.#isNoted({ kind, id }))
        from += this.#stretch
        await this.#act(() => this.#shelf.remove(kind, some))
      }
    }
  }

  async #act(act: () => void): Promise<void> {
    const start = performance.now()
    act()
    const took = performance.now() - start
    const longer = took > STRETCH_MS ? 0.6 : 1.2
    this.#stretch = Math.max(FEWEST, Math.min(MOST, Math.round(this.#stretch * longer)))
    await this.#rest()
    while (this.#shelf.tidy()) await this.#rest()
  }

  async #rest(): Promise<void> {
    await breath()
    this.#signal.throwIfAborted()
  }

  #tellNames(puts: readonly Put[]): void {
    this.names += puts.length
    if (this.names <= FEW_NAMES) this.#told(puts.map(({ thing }) => thing.name))
  }

  #isNoted({ kind, id }: { kind: Kind; id: number }): boolean {
    return this.#noted.has(keyOf(kind, id))
  }
}
