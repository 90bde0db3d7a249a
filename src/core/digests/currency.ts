import { earnings, money, sum } from '../../blocks/figures.ts'
import type { MeasureName } from '../measures.ts'
import { measures } from '../measures.ts'
import type { Names } from './compose.ts'
import type { Told } from './facts.ts'
import type { Plan } from './plan.ts'

/** How a digest writes its figures. */
export interface Writer {
  /** A figure of a row or of a small sum, with cents. */
  row(measure: MeasureName, value: number | undefined): string
  /** A total: large sums of money without cents. */
  total(measure: MeasureName, value: number | undefined): string
  /** CAKE's word for what money is in, `USD`; absent where that is not known. */
  readonly currency?: string
  /** What stands before money on an axis: `$`. */
  readonly sign?: string
}

/** How each report's figures are written. */
export interface Writers {
  of(told: Told): Writer
  /** About currencies, where there is something to say. */
  readonly untold?: string
}

/**
 * Money with the sign of the one currency of all offers that made it; where they differ, or one is not known, without.
 * What the offers tell holds for the other reports as long as none of them is narrowed.
 */
export function writersFor(told: readonly Told[], { filters }: Plan, catalogue: Names): Writers {
  const found = currenciesOf(told, catalogue) ?? []
  const known = writerIn(found.length === 1 ? found[0] : undefined)
  const bare = writerIn(undefined)
  const isWhole = Object.values(filters).every((filter) => filter === undefined)
  return {
    of: ({ report }) => (report === 'offers' || isWhole ? known : bare),
    ...(found.length > 1
      ? { untold: `Money of offers in ${found.toSorted().join(', ')} is added up as if it were one.` }
      : {}),
  }
}

function writerIn(currency: string | undefined): Writer {
  const written = (measure: MeasureName, value: number | undefined, asMoney: typeof money) => {
    if (measure === 'epc') return earnings(value, currency)
    const isMoney = measure === 'revenue' || measure === 'payout' || measure === 'margin'
    return isMoney ? asMoney(value, currency) : measures[measure].write(value)
  }
  return {
    row: (measure, value) => written(measure, value, money),
    total: (measure, value) => written(measure, value, sum),
    ...(currency === undefined ? {} : { currency, sign: sum(0, currency).replace(/[\d.,\s]/g, '') }),
  }
}

/** The currencies of a report's offers; undefined where it is not known of all. */
function currenciesOf(told: readonly Told[], catalogue: Names): readonly string[] | undefined {
  const offers = told.find(({ report }) => report === 'offers')
  if (!offers) return undefined
  const found = new Set<string>()
  for (const { id, totals } of offers.sheet.rows) {
    if (!totals.revenue && !totals.payout) continue
    const currency = catalogue.get('offer', id)?.currency
    if (currency === undefined) return undefined
    found.add(currency)
  }
  return [...found]
}
