import { firstOf } from '../first.ts'
import type { Measure } from '../performance.ts'
import { averageRows, rowsById, type Compared, type Row } from './sheet.ts'

/** What explains a change: one thing's part in it, in money. */
export interface Mover {
  readonly id: number
  readonly name?: string
  readonly now: number
  readonly before: number
  /** `now` less `before`. */
  readonly change: number
  /** It did nothing before, or does nothing now. */
  readonly kind: 'moved' | 'new' | 'gone'
}

/** The figure that moves are counted in: revenue, or where CAKE gives none, payout. */
export function moverMeasure({ now }: Compared): Measure | undefined {
  return (['revenue', 'payout'] as const).find((measure) => now.counts.includes(measure))
}

/** Those whose change is largest in money, up and down together, the largest first. */
export function largest(all: readonly Mover[], most: number): Mover[] {
  return firstOf(all, most, (a, b) => Math.abs(b.change) - Math.abs(a.change) || a.id - b.id)
}

/**
 * All things that changed in money, in no order. Nothing where there is nothing to compare with, and nothing of what has no
 * figure.
 */
export function movers(compared: Compared): Mover[] {
  const measure = moverMeasure(compared)
  const { now, before } = compared
  if (measure === undefined || before === undefined || before.length === 0) return []
  const earlier = averageRows(before)
  const current = rowsById(now)
  const gone = [...earlier.values()].filter(({ id }) => !current.has(id))
  return [
    ...now.rows.map((row) => moverOf(measure, row, row, earlier.get(row.id))),
    ...gone.map((row) => moverOf(measure, row, undefined, row)),
  ]
    .filter((mover) => mover !== undefined)
    .filter(({ change }) => Math.abs(change) >= 0.005)
}

function moverOf(
  measure: Measure,
  { id, name }: Row,
  now: Row | undefined,
  before: Row | undefined,
): Mover | undefined {
  const [is, was] = [amount(now, measure), amount(before, measure)]
  // A row without the figure: what it did is not known.
  if (is === undefined || was === undefined) return undefined
  const kind = was === 0 ? 'new' : is === 0 ? 'gone' : 'moved'
  return { id, name: name ?? before?.name, now: is, before: was, change: is - was, kind }
}

/** No row is no traffic. */
function amount(row: Row | undefined, measure: Measure): number | undefined {
  return row === undefined ? 0 : row.totals[measure]
}
