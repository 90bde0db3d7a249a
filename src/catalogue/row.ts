import { wordsOf } from './fold.ts'
import { namePrint } from './print.ts'
import { idIn, kindOf } from './rank.ts'
import type { Thing } from './thing.ts'
import type { Labels } from './labels.ts'

/** A thing as it is held. */
export interface Held extends Thing {
  /** Clicks of the last 7 days. */
  readonly traffic?: number
}

/** The values of a row of the database, in the order of its columns. */
export function valuesOf(
  held: Held,
  number: number,
  print: number,
  labels: Labels,
): (string | number | null)[] {
  const { name, advertiser, vertical, manager, payout, tags, traffic } = held
  return [
    number,
    name,
    labels.code(held.status),
    advertiser ?? null,
    vertical ?? null,
    manager ?? null,
    payout ?? null,
    labels.code(held.payout_type),
    labels.code(held.currency),
    tags?.join(',') ?? null,
    traffic === undefined ? null : Math.round(traffic),
    print,
    namePrint(wordsOf(name)),
  ]
}

/** What a row of the database says. @param row its values, in the order of its columns */
export function heldOf(row: readonly unknown[], labels: Labels): Held {
  const [number, name, status, advertiser, vertical, manager, payout, payoutType, currency, tags, traffic] =
    row
  return {
    kind: kindOf(Number(number)),
    id: idIn(Number(number)),
    name: String(name),
    status: labels.text(status),
    advertiser: numberIn(advertiser),
    vertical: numberIn(vertical),
    manager: numberIn(manager),
    payout: numberIn(payout),
    payout_type: labels.text(payoutType),
    currency: labels.text(currency),
    tags: typeof tags === 'string' ? tags.split(',').map(Number) : undefined,
    traffic: numberIn(traffic),
  }
}

/** The print of a row of the database. */
export function printIn(row: readonly unknown[]): number {
  return Number(row[11])
}

/** What stands of it in the index: the words of its name, and a mark for each thing it can be filtered by. */
export function indexed(thing: Thing): string {
  const words = wordsOf(thing.name)
  for (const tag of thing.tags ?? []) words.push(mark('tag', tag))
  if (thing.status !== undefined) words.push(mark('status', thing.status))
  for (const property of ['advertiser', 'vertical', 'manager'] as const) {
    const id = thing[property]
    if (id !== undefined) words.push(mark(property, id))
  }
  return words.join(' ')
}

/** Begins words of the index that nobody can type: a private character, which is in no word. */
const MARK = '\ue000'

/** The index's word for rows with this property. */
export function mark(
  property: 'status' | 'advertiser' | 'vertical' | 'manager' | 'tag',
  value: string | number,
): string {
  return `${MARK}${property.slice(0, 1)}${typeof value === 'number' ? value : wordsOf(value).join('')}`
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
