import type { z } from 'zod'
import type { CakeReader, CakeWriter, ReadOptions } from '../../cake/client.ts'
import type { Catalogue } from '../../catalogue/contract.ts'
import type { Role } from '../person.ts'
import type { Field, Values } from './fields.ts'

/** What a change may use before it is written: it can only read. */
export interface ChangeContext {
  readonly cake: CakeReader
  readonly read: ReadOptions
  readonly catalogue: Catalogue
  readonly now: Date
  /** Today in the network's zone, YYYY-MM-DD. */
  readonly today: string
}

/** The thing a change is about. */
export interface Subject {
  readonly kind: 'offer' | 'affiliate' | 'campaign'
  readonly id: number
}

/** What stands against a change, or is to be known before it is asked for. */
export interface Remark {
  /** The field it is said under; absent: about all of it. */
  readonly field?: string
  readonly sentence: string
  /** Refused; otherwise it is only said. */
  readonly isRefusal: boolean
}

/** What follows from a change, as words before and after. */
export interface Derived {
  readonly label: string
  readonly was: string
  readonly becomes: string
}

/** What rules look at: how big a change is, and of which kind. Amounts in the offer's currency. */
export interface Weight {
  readonly creates?: true
  readonly deletes?: true
  readonly payoutBefore?: number
  readonly payoutAfter?: number
  /** Revenue less payout afterwards. */
  readonly marginAfter?: number
  /** Clicks of yesterday on what is paused. */
  readonly pausesClicks?: number
  /** The command of its own that there is for something this does: for an edit that pauses, `offer pause`. */
  readonly does?: Does
}

/** What a command of its own does, done by a change of another command. */
export interface Does {
  /** `offer pause` */
  readonly command: string
  /** It does nothing else, so that command would do just as well. */
  readonly isAll: boolean
}

/** What CAKE answered to the write. */
export interface Written {
  /** Of what is new. */
  readonly id?: number
  /** Its tracking link, of a new campaign. */
  readonly link?: string
}

/**
 * A change of CAKE as a record: what it asks, what it means, and the one write. Nothing of permission, approval,
 * buttons, audit or retries: those are the same for every change.
 */
export interface Change<G, S> {
  readonly kind: 'change'
  readonly summary: string
  readonly role: Role
  /** The words after `/cake`, as an example that works in the sandbox. */
  readonly example: string
  /** Names of `input` that are given by position. */
  readonly args: readonly string[]
  /** What may be typed: the thing's id, and values of fields by their names; as text. */
  readonly input: z.ZodType<G>
  readonly filters?: Readonly<Record<string, string>>
  /** The thing it changes; absent where something new is made. */
  readonly subject?: (given: G) => Subject
  /** What else it is to be found by in the record: the offer and the affiliate of a campaign. */
  readonly touches?: (state: S, after: Values) => readonly { readonly kind: string; readonly id: number }[]
  /** What it makes, where it makes something. */
  readonly makes?: Subject['kind']
  /**
   * What CAKE has now: read for the form, before the approval, and before the write.
   * @param typed what stands in the fields so far, as text: what is made of two things reads these two
   * @throws CakeError, UserError
   */
  load(context: ChangeContext, given: G, typed: Readonly<Record<string, string>>): Promise<S>
  /** In a few words: `Pause offer 12345 Auto Insurance Quote - US`. */
  title(state: S, after: Values): string
  /** What the form asks for, in order; the reason comes by itself. `chosen` is what was chosen so far. */
  fields(state: S, chosen: Values): readonly Field[]
  /** What CAKE has, by the fields' names; empty where something new is made. */
  before(state: S): Values
  /** What stands in a new form to begin with, where that is not what CAKE has. */
  readonly initial?: Values
  /** What follows from it and is worth seeing beside it: the margin before and after. */
  derives?(state: S, before: Values, after: Values): readonly Derived[]
  /** What is set without being asked, `{status: 'inactive'}`: then the form asks only for the reason. */
  readonly sets?: (state: S) => Values
  /** Fields that others depend on: choosing one changes the open form. */
  readonly dispatches?: readonly string[]
  /** What must not move between asking and writing, beside the fields that change: the offer is active. */
  readonly guard?: (state: S, changed: Values) => Values
  /** What stands against it, with these values; nothing in it is asked of CAKE. */
  remarks?(state: S, after: Values, context: ChangeContext): readonly Remark[]
  /** What it touches, in a line each: active campaigns, yesterday's clicks. @throws CakeError */
  impact?(context: ChangeContext, state: S, after: Values): Promise<readonly string[]>
  /** How big it is, for the rules. @throws CakeError */
  weigh?(context: ChangeContext, state: S, after: Values): Promise<Weight> | Weight
  /** The one write; `after` has only what changes. @throws CakeError */
  write(cake: CakeWriter, given: G, after: Values): Promise<Written>
  /**
   * Where something new is made: those of CAKE's that may be it, by id. The ones that were there before the write are
   * noted then; an unknown outcome is settled by what is new among them.
   */
  readonly candidates?: (context: ChangeContext, given: G, after: Values) => Promise<readonly Written[]>
  /** Delete needs the id typed. */
  readonly confirmId?: true
  /** Its form has payouts or revenues: only for those who may see money. */
  readonly showsMoney?: true
}

/** A change whose types are known only to itself: what the registry holds. */
// The types of a record's parts were checked against each other by defineChange, and are forgotten here.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyChange = Change<any, any>

/** Defines a change; the types of its parts follow from `input` and `load`. */
export function defineChange<G, S>(change: Omit<Change<G, S>, 'kind'>): Change<G, S> {
  return { kind: 'change', ...change }
}
