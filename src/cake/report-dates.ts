import type { Clock } from './clock.ts'
import type { ReadOptions } from './contract.ts'
import { CakeError } from './errors.ts'
import { untilAborted } from './ticket.ts'
import { addDays, isDay } from './time.ts'

/** Days in the network's zone, `YYYY-MM-DD`, both INCLUDED. */
export interface Period {
  from: string
  to: string
}

/** How a network means the `end_date` of a report: the last day, or the day after it. */
export type EndDate = 'inclusive' | 'exclusive'

/** The clicks of all offers that CAKE reports for these dates, sent just so. */
export type ClicksBetween = (dates: ReportDates, options: ReadOptions) => Promise<number>

export interface ReportDates {
  start_date: string
  end_date: string
}

const path = 'report/offer.json'
const GOOD_FOR_MS = 24 * 60 * 60_000
/** A network without clicks is not asked its dozen reports again for every card. */
const UNTOLD_FOR_MS = 10 * 60_000
/** Days back that are looked at until one tells: past (so that figures stand still), and not all weekends. */
const DAYS_BACK = [2, 4, 9, 16]

/** @throws CakeError `invalid` for what is not two days in order */
export function datesOf({ from, to }: Period, end: EndDate): ReportDates {
  return { start_date: from, end_date: end === 'exclusive' ? addDays(to, 1) : to }
}

/** @throws CakeError `invalid` for what is not two days in order */
export function checkPeriod({ from, to }: Period): void {
  const field = isDay(from) ? 'end_date' : 'start_date'
  if (isDay(from) && isDay(to) && from <= to) return
  throw new CakeError('invalid', path, `A report needs two days in order, not ${from} to ${to}.`, { field })
}

/**
 * Finds out how the network means `end_date`; asked once for all people who wait, good until the network's day is over.
 * @throws CakeError of the reports it reads, or `unreadable` when they do not tell (good for ten minutes)
 */
export class EndDateCheck {
  readonly #clock: Clock
  readonly #today: () => string
  readonly #clicks: ClicksBetween
  #found: { end: EndDate | undefined; until: number; day: string } | undefined
  #underWay: Promise<EndDate> | undefined

  constructor(options: { clock: Clock; today: () => string; clicks: ClicksBetween }) {
    this.#clock = options.clock
    this.#today = options.today
    this.#clicks = options.clicks
  }

  /**
   * A person's check is shared and goes on when one of them leaves. One in the background is its caller's own, and ends
   * with the signal; people who ask meanwhile ask for the same reports, and so pull them forward.
   */
  async get({ background, signal }: ReadOptions = {}): Promise<EndDate> {
    const found = this.#found
    // A new day's figures are looked at anew: what is sent of them every morning depends on it.
    if (found && this.#clock.ms() < found.until && found.day === this.#today()) return told(found.end)
    if (background === true) return this.#find({ background, signal })
    this.#underWay ??= this.#find({}).finally(() => {
      this.#underWay = undefined
    })
    return untilAborted(this.#underWay, signal)
  }

  async #find(options: ReadOptions): Promise<EndDate> {
    const day = this.#today()
    const end = await this.#look(options)
    const goodFor = end === undefined ? UNTOLD_FOR_MS : GOOD_FOR_MS
    this.#found = { end, until: this.#clock.ms() + goodFor, day }
    return told(end)
  }

  async #look(options: ReadOptions): Promise<EndDate | undefined> {
    for (const back of DAYS_BACK) {
      const day = addDays(this.#today(), -back)
      const next = addDays(day, 1)
      const [same, both, nextSame] = await Promise.all([
        this.#sameDay(day, options),
        this.#clicks({ start_date: day, end_date: next }, options),
        this.#sameDay(next, options),
      ])
      const end = tell(same, both, nextSame)
      if (end !== undefined) return end
    }
    return undefined
  }

  /** A network that leaves the end day out may also refuse a period that is empty to it. */
  async #sameDay(day: string, options: ReadOptions): Promise<number> {
    try {
      return await this.#clicks({ start_date: day, end_date: day }, options)
    } catch (error) {
      if (error instanceof CakeError && error.kind === 'invalid') return 0
      throw error
    }
  }
}

function told(end: EndDate | undefined): EndDate {
  if (end !== undefined) return end
  const why = 'The reports of CAKE do not tell whether their end date is included'
  throw new CakeError('unreadable', path, `${why}: set CAKE_REPORT_END_DATE to inclusive or exclusive.`)
}

/**
 * What three answers tell of the end date. With a and b clicks on two days in a row, they are, where the end day is
 *   included:                        a, a+b, b
 *   left out:                        0, a,   0
 *   left out unless it is the first: a, a,   b
 * @param same asked for the first day only
 * @param both asked from the first to the second
 * @param nextSame asked for the second day only
 * @returns undefined when they do not tell: there were no clicks on one of the days
 */
export function tell(same: number, both: number, nextSame: number): EndDate | undefined {
  if (nextSame === 0) return same === 0 && both > 0 ? 'exclusive' : undefined
  // Figures may move a little between two answers, so the nearer reading is taken.
  const included = Math.abs(both - (same + nextSame))
  const leftOut = Math.abs(both - same)
  if (included === leftOut) return undefined
  return included < leftOut ? 'inclusive' : 'exclusive'
}
