import type { Button } from '@slack/types'
import type { z } from 'zod'
import type { Piece } from '../blocks/message.ts'
import type { CakeReader, ReadOptions } from '../cake/client.ts'
import type { Clock } from '../cake/clock.ts'
import type { Asker, Catalogue, Kind } from '../catalogue/contract.ts'
import type { AnyAct } from './act.ts'
import type { AnyChange } from './changes/change.ts'
import type { Governance } from './changes/governance.ts'
import type { CsvTable } from './csv.ts'
import type { RecordOfDigests } from './digests/record.ts'
import type { AnyForm } from './form.ts'
import type { Store } from '../store/store.ts'
import type { Person, Role } from './person.ts'

/** What a query may use. Its `cake` can only read: a write does not compile. */
export interface QueryContext {
  readonly cake: CakeReader
  /** Pass it to every read: it ends them when nobody waits any more. */
  readonly read: ReadOptions
  readonly now: Date
  /** Today in the network's zone, YYYY-MM-DD. */
  readonly today: string
  readonly registry: Registry
  readonly person: Person
  readonly recent: RecentFigures
  /** What can be named, to be found by a few letters. Tell it of every offer and affiliate that is read. */
  readonly catalogue: Catalogue
  /** What was asked to be changed, and what became of it. */
  readonly record: RecordOfChanges
  /** The digests that there are. */
  readonly digests: RecordOfDigests
  /** How changes are governed at this moment, with the approvals channel that is used. */
  readonly governance: () => Promise<Governance>
  /** Who asks and in which channel: what they looked at lately ranks higher. */
  readonly asker: Asker
  /** For waiting. */
  readonly clock: Clock
}

/** The record of changes, to be looked up. */
export type RecordOfChanges = Pick<Store['changes'], 'byId' | 'list' | 'counts'> &
  Pick<Store['audit'], 'story'>

/** What a preview may use. */
export type PreviewContext = Pick<QueryContext, 'cake' | 'read' | 'registry' | 'catalogue'>

/** Figures kept for a minute, so that a card opened again does not ask CAKE again: see recent.ts. */
export interface RecentFigures {
  get<T>(key: string, load: () => Promise<T>): Promise<T>
}

/** What a view may know besides its data. */
export interface Shown {
  readonly now: Date
  readonly today: string
  readonly zone: string
  /** The words that were asked, in their canonical form: `offer list status:active page:2`. */
  readonly words: string
  /** False: whoever sees it may not see money. None is in the data then; a view leaves its place out. */
  readonly money: boolean
  /** What whoever asked may do. */
  readonly roles: ReadonlySet<Role>
}

/** A card as a view describes it; core adds Share, the CSV button and the fallback forms. */
export interface Card {
  /** All of it in one plain sentence: what a notification or a screen reader says. */
  readonly summary: string
  readonly pieces: readonly Piece[]
  /** What is next door. */
  readonly buttons: readonly Button[]
  /** What can be asked to be changed: beside the others as far as a phone shows them well, the rest behind `⋯`. */
  readonly changes?: readonly Button[]
  /** Sorted to the card's very end, in small: period, zone, as of. */
  readonly footer?: string
}

/** What a whole channel sees of a thing. */
export interface Preview {
  readonly summary: string
  readonly pieces: readonly Piece[]
  /** The command line that has its numbers, where the thing's own card has none. */
  readonly numbers?: string
}

/** The part of a card that may come later than the card. */
export type Later<F> =
  | { readonly state: 'pending' }
  | { readonly state: 'there'; readonly value: F }
  | { readonly state: 'failed'; readonly sentence: string }

export interface Query<I, D, F> {
  readonly kind: 'query'
  /** What it does, in few words, for help: 'Show an offer'. */
  readonly summary: string
  readonly role: Role
  /** The words after `/cake`, as an example that works in the sandbox. */
  readonly example: string
  /** Names of `input` that are given by position, in order. '…words' takes all that is left; 'range?' may be missing. */
  readonly args: readonly string[]
  /** Everything that can be given: the args and the `key:value` filters. Values arrive as text. */
  readonly input: z.ZodType<I>
  /** The filters of `input` that help shows, with what they take: `{status: 'active'}`. */
  readonly filters?: Readonly<Record<string, string>>
  load(context: QueryContext, input: I): Promise<D | GoTo<D>>
  view(data: D, later: Later<F>, shown: Shown): Card
  /** Figures that are read beside `load` and may come after the card. */
  readonly figures?: {
    load(context: QueryContext, input: I): Promise<F>
    /** The figures alone, where the card cannot be edited any more. */
    view(data: D, value: F, shown: Shown): Card
  }
  /** All rows as a file. The button comes by itself. */
  readonly csv?: (context: QueryContext, input: I) => Promise<CsvTable>
  /** True: no Share button (help and the like). */
  readonly private?: true
}

/** What `load` returns when the answer is another command's: the one offer that a search found is its card. */
export class GoTo<D> {
  readonly line: string
  /** What is shown where CAKE does not give that answer. */
  readonly known: D

  constructor(line: string, known: D) {
    this.line = line
    this.known = known
  }
}

/** Answers with another command line instead; with what is known where CAKE does not answer that. */
export function goTo<D>(line: string, known: D): GoTo<D> {
  return new GoTo(line, known)
}

/** A query whose types are known only to itself: what the registry holds. */
// The one place where the types of a record's parts are forgotten: they were checked against each other by defineQuery.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyQuery = Query<any, any, any>

/** A command of the registry: it reads, asks for a change, does something at once, or opens a form of the bot's own. */
export type Command = AnyQuery | AnyChange | AnyAct | AnyForm

/** Defines a query; the types of its parts follow from `input`, `load` and `figures`. */
export function defineQuery<I, D, F = never>(query: Omit<Query<I, D, F>, 'kind'>): Query<I, D, F> {
  return { kind: 'query', ...query }
}

/** One noun of `/cake`, one folder of features/. `show` is what a noun without a verb means. */
export interface Feature {
  readonly noun: string
  /** Lists: `offers` is `offer list`. Further spellings in `aliases` mean the noun itself. */
  readonly plural?: string
  readonly aliases?: readonly string[]
  readonly summary: string
  /** What a pasted link of this noun says: the input of `show`. Undefined: not one of its links. */
  readonly link?: (url: URL) => Readonly<Record<string, string>> | undefined
  /** The command line that opens a thing of these kinds: `{offer: (id) => 'offer 12345'}`. */
  readonly opens?: Readonly<Partial<Record<Kind, (id: number) => string>>>
  /** A few lines about the thing that a link of this noun names, for a whole channel to see: without money. */
  readonly preview?: (context: PreviewContext, given: Readonly<Record<string, string>>) => Promise<Preview>
  /** The feature that explains the others: what an empty command, and `offer help`, open. */
  readonly guide?: true
  /** The feature that takes words which are no command: its `show` gets them as `words`. */
  readonly anything?: true
  /** The verb that the noun alone means to those who have its role: `settings`, to an admin. */
  readonly alone?: string
  readonly commands: Readonly<Record<string, Command>>
}

export type Registry = readonly Feature[]
