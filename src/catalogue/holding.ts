import type { Affiliate } from '../cake/affiliates.ts'
import type { Offer } from '../cake/offers.ts'
import type { Party } from '../cake/wire.ts'
import { kinds, type Asked, type Entry, type Found, type Kind } from './contract.ts'
import { openDatabase } from './database.ts'
import { wordsOf } from './fold.ts'
import { grades, parse } from './query.ts'
import { keyOf } from './rank.ts'
import { Recent } from './recent.ts'
import { Search } from './search.ts'
import type { Held } from './row.ts'
import { Shelf, type Put } from './shelf.ts'
import { vocabularyOf } from './terms.ts'
import { affiliateThing, isHoldable, isSame, merged, offerThing, type Thing } from './thing.ts'
import { Vocabulary } from './vocabulary.ts'

export const nothing: Found = { entries: [], total: 0, atLeast: false, more: false }

const MOST_ENTRIES = 1000

/** What is held and what can be asked of it, without where it comes from. */
export class Holding {
  readonly recent = new Recent()
  /** Keys of what the bot itself has told since the read under way began. */
  readonly noted = new Set<number>()
  #shelf = new Shelf(openDatabase())
  #search = new Search(this.#shelf)
  #vocabulary = new Vocabulary()

  get shelf(): Shelf {
    return this.#shelf
  }

  /** Holds this from now on instead; what was noted before is newer and stays. */
  async replace(shelf: Shelf): Promise<void> {
    const before = this.#shelf
    const noted = kinds.flatMap((kind) => before.slots.ids(kind).flatMap((id) => putOf(before, kind, id)))
    shelf.put(noted, 0)
    this.#shelf = shelf
    this.#search = new Search(shelf)
    before.db.close()
    await this.learn()
  }

  close(): void {
    this.#shelf.db.close()
  }

  find(asked: Asked): Found {
    const limit = wholeNumber(asked.limit, MOST_ENTRIES)
    const offset = wholeNumber(asked.offset ?? 0, Number.MAX_SAFE_INTEGER / 2)
    const wanted = offset + limit
    const used = asked.by === undefined ? [] : this.recent.of(asked.by)
    const { hits, total, atLeast } = this.#search.find(asked, wanted, used, this.#vocabulary)
    const entries = hits.slice(offset).flatMap(({ number }) => {
      const held = this.#shelf.at(number)
      return held === undefined ? [] : [this.#entry(held)]
    })
    return { entries, total, atLeast, more: atLeast || total > wanted }
  }

  get(kind: Kind, id: number): Entry | undefined {
    const held = isHoldable(id) ? this.#shelf.get(kind, id) : undefined
    return held === undefined ? undefined : this.#entry(held)
  }

  named(kind: Kind, words: string): Entry | undefined {
    const { id, isBlank } = parse(words)
    const byId = id === undefined ? undefined : this.get(kind, id)
    if (byId !== undefined || isBlank) return byId
    const [first, second] = this.#search.find({ words, kinds: [kind], limit: 2 }, 2, []).hits
    if (first === undefined) return undefined
    const isOne = second === undefined || (first.grade === grades.name && second.grade !== grades.name)
    const held = isOne ? this.#shelf.at(first.number) : undefined
    return held === undefined ? undefined : this.#entry(held)
  }

  noteOffer(offer: Offer): void {
    if (!isHoldable(offer.offer_id)) return
    const held = this.#shelf.get('offer', offer.offer_id)
    const { advertiser, vertical, tags } = offer
    const thing = merged(offerThing(offer), offer.offer_name, held)
    this.#note([
      thing,
      ...this.#parties('advertiser', [advertiser]),
      ...this.#parties('vertical', [vertical]),
      ...this.#parties('tag', tags),
    ])
  }

  noteAffiliate(affiliate: Affiliate): void {
    if (!isHoldable(affiliate.affiliate_id)) return
    const held = this.#shelf.get('affiliate', affiliate.affiliate_id)
    const thing = merged(affiliateThing(affiliate), affiliate.affiliate_name, held)
    this.#note([thing, ...this.#parties('manager', [affiliate.account_manager])])
  }

  /** The words of these names are known from now on. */
  learnNames(names: readonly string[]): void {
    this.#vocabulary.add(names.flatMap(wordsOf))
  }

  /** Learns the words of all names anew. */
  async learn(): Promise<void> {
    this.#vocabulary = await vocabularyOf(this.#shelf.db)
  }

  /** How many things are held in all. */
  get size(): number {
    let sum = 0
    for (const kind of kinds) sum += this.#shelf.slots.size(kind)
    return sum
  }

  sizes(): Record<Kind, number> {
    const sizes = kinds.map((kind) => [kind, this.#shelf.slots.size(kind)] as const)
    return Object.fromEntries(sizes) as Record<Kind, number>
  }

  #note(things: readonly Thing[]): void {
    const news = things.filter((thing) => {
      const held = this.#shelf.get(thing.kind, thing.id)
      return held === undefined || !isSame(held, thing)
    })
    for (const { kind, id } of things) this.noted.add(keyOf(kind, id))
    if (news.length === 0) return
    this.#shelf.put(
      news.map((thing) => ({ thing, print: 0 })),
      0,
    )
    this.learnNames(news.map(({ name }) => name))
  }

  /** What a row of another names, as far as it says what they are called. */
  #parties(kind: Kind, parties: readonly (Party | undefined)[]): Thing[] {
    const known = new Map(parties.map((party) => [party?.id, party]))
    return [...known.values()].flatMap((party) =>
      party?.name === undefined || !isHoldable(party.id) ? [] : [{ kind, id: party.id, name: party.name }],
    )
  }

  /** Absent fields are left out, so that nobody has to tell `undefined` from not there. */
  #entry(held: Held): Entry {
    const {
      kind,
      id,
      name,
      status,
      advertiser,
      vertical,
      manager,
      payout,
      payout_type,
      currency,
      tags,
      traffic,
    } = held
    return {
      kind,
      id,
      name,
      ...(status !== undefined && { status }),
      ...(advertiser !== undefined && { advertiser: this.#party('advertiser', advertiser) }),
      ...(vertical !== undefined && { vertical: this.#party('vertical', vertical) }),
      ...(manager !== undefined && { manager: this.#party('manager', manager) }),
      ...(payout !== undefined && { payout }),
      ...(payout_type !== undefined && { payout_type }),
      ...(currency !== undefined && { currency }),
      ...(tags !== undefined && { tags: tags.map((tag) => this.#party('tag', tag)) }),
      ...(traffic !== undefined && { traffic }),
    }
  }

  #party(kind: Kind, id: number): Party {
    const name = this.#shelf.get(kind, id)?.name
    return name === undefined ? { id } : { id, name }
  }
}

function putOf(shelf: Shelf, kind: Kind, id: number): Put[] {
  const held = shelf.get(kind, id)
  return held === undefined ? [] : [{ thing: held, print: 0, traffic: held.traffic }]
}

/** A number of rows out of whatever was given, from 0 to `most`. */
function wholeNumber(given: number, most: number): number {
  return Number.isNaN(given) ? 0 : Math.floor(Math.min(Math.max(given, 0), most))
}
