/** What a chart shows: a bar and a point for each day. */
export interface DaysChart {
  /** `Revenue and conversions` */
  readonly title: string
  readonly bars: Series
  readonly line: Series
  readonly days: readonly ChartDay[]
}

export interface Series {
  readonly name: string
  /** Before every figure of its axis: `$`. */
  readonly sign?: string
  /** Whole numbers only. */
  readonly isCount?: boolean
}

export interface ChartDay {
  /** As it stands below its bar: `Nov 20`. */
  readonly label: string
  /** Null: not known, and left open. */
  readonly bar: number | null
  readonly point: number | null
  /** Part of the period that the chart belongs to. */
  readonly isMarked: boolean
}

/** Twice as many pixels as it is shown with, for sharp screens. */
export const WIDTH = 800
export const HEIGHT = 360
export const SCALE = 2
