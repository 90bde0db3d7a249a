import type { CakeReader } from '../cake/client.ts'
import type { Catalogue, Entry } from '../catalogue/contract.ts'
import type { Change as Kept } from '../store/change.ts'
import type { QueryContext } from './command.ts'
import type { Person } from './person.ts'
import { differenceOf, type KeptDifference } from './changes/said.ts'
import type { OutcomeAnswer } from './changes/words.ts'

/**
 * What people see who may not see money. It is taken out of what commands read, so that no card, list or file has to
 * know of it: what was never there cannot be shown, and a figure that follows from it cannot be told either.
 */

/** CAKE's fields that are amounts of money, in whichever row. */
const AMOUNTS: ReadonlySet<string> = new Set(['payout', 'revenue', 'minimum_payment'])
/** The same in changes: the fields of their forms. */
const AMOUNT_FIELDS: ReadonlySet<string> = new Set(['payout', 'revenue', 'minimum_payment'])
/** What follows from amounts, or guards them, by its label. */
const AMOUNT_LABELS: ReadonlySet<string> = new Set(['Margin', 'Payout', 'Revenue', 'Minimum payment'])
const HIDDEN = 'hidden'

/** A command's surroundings for somebody who may not see money. */
export function withoutMoney(context: QueryContext): QueryContext {
  const { cake, catalogue, recent, record } = context
  return {
    ...context,
    cake: blindReader(cake),
    catalogue: blindCatalogue(catalogue),
    // What others have read a moment ago has their money in it.
    recent: { get: (key, load) => recent.get(`no money: ${key}`, load) },
    record: {
      ...record,
      async byId(id) {
        const change = await record.byId(id)
        return change && changeWithoutMoney(change)
      },
      async list(filter, options) {
        const page = await record.list(filter, options)
        return { ...page, changes: page.changes.map(changeWithoutMoney) }
      },
    },
  }
}

function blindReader(cake: CakeReader): CakeReader {
  return {
    zone: cake.zone,
    read: async (endpoint, params, options) => without(await cake.read(endpoint, params, options)),
    async *pages(endpoint, params, options) {
      for await (const page of cake.pages(endpoint, params, options)) yield without(page)
    },
    reportDates: (period, options) => cake.reportDates(period, options),
  }
}

/** An answer of CAKE's without its amounts, however deep they lie. Answers are shared: it is a copy. */
function without<T>(answer: T): T {
  if (Array.isArray(answer)) return answer.map(without) as T
  if (typeof answer !== 'object' || answer === null || answer instanceof Date) return answer
  const kept = Object.entries(answer).filter(([key]) => !AMOUNTS.has(key))
  return Object.fromEntries(kept.map(([key, value]: [string, unknown]) => [key, without(value)])) as T
}

/** The catalogue as somebody may see it. */
export function catalogueFor({ money }: Pick<Person, 'money'>, catalogue: Catalogue): Catalogue {
  return money ? catalogue : blindCatalogue(catalogue)
}

/** What it is told of (an offer without its payout) changes nothing: absent fields stay as they are held. */
function blindCatalogue(catalogue: Catalogue): Catalogue {
  const blind = <E extends Entry | undefined>(entry: E): E => (entry ? without(entry) : entry)
  return {
    find: (asked) => {
      const found = catalogue.find(asked)
      return { ...found, entries: found.entries.map(blind) }
    },
    get: (kind, id) => blind(catalogue.get(kind, id)),
    named: (kind, words) => blind(catalogue.named(kind, words)),
    noteOffer: (offer) => catalogue.noteOffer(offer),
    noteAffiliate: (affiliate) => catalogue.noteAffiliate(affiliate),
    used: (kind, id, by) => catalogue.used(kind, id, by),
    state: () => catalogue.state(),
    on: (listener) => catalogue.on(listener),
    refresh: () => catalogue.refresh(),
    start: () => catalogue.start(),
    stop: () => catalogue.stop(),
  }
}

/** Whether there are amounts in what a change does. */
export function hasMoney(change: Kept): boolean {
  const { lines, derived, guard } = differenceOf(change)
  return (
    lines.some(({ field }) => AMOUNT_FIELDS.has(field)) ||
    derived.some(({ label }) => AMOUNT_LABELS.has(label)) ||
    Object.keys(guard).some((label) => AMOUNT_LABELS.has(label))
  )
}

/** A kept change with its amounts hidden; what people have written about it is theirs. */
function changeWithoutMoney(change: Kept): Kept {
  const has = differenceOf(change)
  const difference: KeptDifference = {
    ...has,
    lines: has.lines.map((line) =>
      AMOUNT_FIELDS.has(line.field)
        ? { ...line, before: null, after: null, was: HIDDEN, becomes: HIDDEN }
        : line,
    ),
    derived: has.derived.filter(({ label }) => !AMOUNT_LABELS.has(label)),
    // That a payout is above the revenue follows from what both are.
    warnings: hasMoney(change) ? [] : has.warnings,
    guard: {},
  }
  return { ...change, difference, before: {}, after: {}, outcome: outcomeWithoutMoney(change) }
}

function outcomeWithoutMoney({ outcome }: Kept): Kept['outcome'] {
  const answer = outcome?.answer as Partial<OutcomeAnswer> | null | undefined
  if (!outcome || !answer?.moved) return outcome
  const moved = answer.moved.map((each) =>
    AMOUNT_LABELS.has(each.label) ? { ...each, was: HIDDEN, now: HIDDEN } : each,
  )
  return { ...outcome, answer: { ...answer, moved } }
}
