import type { Affiliate } from '../cake/affiliates.ts'
import type { Offer } from '../cake/offers.ts'
import type { Party } from '../cake/wire.ts'

/** What can be named in CAKE. */
export const kinds = ['offer', 'affiliate', 'advertiser', 'vertical', 'tag', 'manager'] as const
export type Kind = (typeof kinds)[number]

/** One thing that can be named, with what tells it apart in a list. What CAKE did not tell is absent. */
export interface Entry {
  readonly kind: Kind
  readonly id: number
  readonly name: string
  /** As CAKE words it; advertisers, verticals, tags and managers have none. */
  readonly status?: string
  /** Of an offer. */
  readonly advertiser?: Party
  /** Of an offer. */
  readonly vertical?: Party
  /** The account manager of an affiliate. */
  readonly manager?: Party
  /** Of an offer, to the affiliate, in `currency`. */
  readonly payout?: number
  readonly payout_type?: string
  readonly currency?: string
  /** Of an offer; with the names where they are known. */
  readonly tags?: readonly Party[]
  /**
   * Clicks of the last 7 days, for ranking only: about right, as it is brought up to date when it has changed by a
   * good part. Of an advertiser, vertical, tag or manager: the sum of its offers or affiliates.
   */
  readonly traffic?: number
}

/** Who asks: what they or their channel used lately ranks higher. Slack's ids, or any others. */
export interface Asker {
  readonly user: string
  readonly channel?: string
}

/** Only entries of which all of these hold. Advertiser, vertical and tag are of offers, the manager of affiliates. */
export interface Filter {
  /** As CAKE words it; case does not matter. */
  readonly status?: string
  readonly vertical?: number
  readonly advertiser?: number
  readonly tag?: number
  readonly manager?: number
}

export interface Asked {
  /** What was typed: anything at all. Empty or blank means everything, the likeliest first. */
  readonly words: string
  /** Absent = all kinds. */
  readonly kinds?: readonly Kind[]
  readonly limit: number
  /** Matches to leave out at the start, for further pages. */
  readonly offset?: number
  readonly by?: Asker
  readonly filter?: Filter
}

export interface Found {
  /** Best first, at most `limit`. */
  readonly entries: readonly Entry[]
  /** How many match in all; when `atLeast`, there are more than that. */
  readonly total: number
  readonly atLeast: boolean
  /** Whether there are matches after these. */
  readonly more: boolean
}

export interface CatalogueState {
  /** Where what is held comes from: nowhere yet, the snapshot of an earlier run, or the network in this run. */
  readonly source: 'none' | 'snapshot' | 'network'
  /** When the oldest part of what is held was read; absent as long as a part never was. */
  readonly asOf?: Date
  /** A read is under way. */
  readonly reading: boolean
  readonly sizes: Readonly<Record<Kind, number>>
  /** The last read that failed, or failed in part, if none was complete since. */
  readonly lastFailure?: { readonly at: Date; readonly sentence: string; readonly error: unknown }
}

/** A local copy of what can be named in CAKE, and its search. */
export interface Catalogue {
  /** Synchronous, a few milliseconds; never throws: whatever is typed is only a search. */
  find(asked: Asked): Found
  get(kind: Kind, id: number): Entry | undefined
  /**
   * For filters by name (`vertical:insurance`): the one that is named just so, else the only one that these words
   * find (a typo finds nothing here). Digits are an id.
   */
  named(kind: Kind, words: string): Entry | undefined
  /** What the bot itself has just read or written. What it does not tell (absent fields) stays as it is held. */
  noteOffer(offer: Offer): void
  noteAffiliate(affiliate: Affiliate): void
  /** Somebody looked at this or named it. Kept for the last ones of each person and channel. */
  used(kind: Kind, id: number, by: Asker): void
  state(): CatalogueState
  /**
   * Told when something of `state()` has changed.
   * @returns what takes the listener off again
   */
  on(listener: () => void): () => void
  /**
   * Reads everything again; joins the read that is under way. Never rejects: how it went is in `state()`.
   * Ends at its deadline at the latest.
   */
  refresh(): Promise<void>
  /** Takes the snapshot, reads, and reads again every so many minutes. */
  start(): void
  /** Ends what is under way. Afterwards nothing is found. */
  stop(): Promise<void>
}

/** Where a snapshot outlives the process. One is 5 to 20 MB for 100,000 offers. */
export interface Snapshots {
  load(): Promise<{ bytes: Uint8Array; savedAt: Date } | undefined>
  save(bytes: Uint8Array): Promise<void>
}
