import type { Block } from '@slack/types'
import type { Piece } from './message.ts'
import { small } from './pieces.ts'
import { cut } from './text.ts'

interface DayBar {
  readonly label: string
  /** Null: not known, which its label tells by a question mark. */
  readonly value: number | null
  readonly isMarked: boolean
}

/** Bars, one a day. */
export interface DayBars {
  /** At most 50 characters. */
  readonly title: string
  /** At most 20, the earliest first, each label another. */
  readonly days: readonly DayBar[]
  /** What the marked days are called, and the others: at most 20 characters each. */
  readonly marked: string
  readonly others: string
  /** What it shows, in words: for those who do not see it, and where it is not drawn. */
  readonly alt: string
}

/** A block of Slack's that its types do not have yet. */
interface DataVisualization extends Block {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: object
}

/**
 * A bar chart of days that Slack draws itself
 * (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block); at most two to a message. The marked
 * days are a series of their own, told by its name. Where Slack does not draw it, it is left to its words.
 */
export function dayBars({ title, days, marked, others, alt }: DayBars): Piece {
  const categories = days.map(({ label, value }) => cut(value === null ? `${label} ?` : label, 20))
  const all = [
    { name: cut(others, 20), isMarked: false },
    { name: cut(marked, 20), isMarked: true },
  ]
  const series = all
    .filter(({ isMarked }) => days.some((day) => day.isMarked === isMarked))
    .map(({ name, isMarked }) => ({
      name,
      // Each series has to have every day.
      data: days.map((day, at) => ({
        label: categories[at] ?? '',
        value: day.isMarked === isMarked ? (day.value ?? 0) : 0,
      })),
    }))
  const block: DataVisualization = {
    type: 'data_visualization',
    title: cut(title, 50),
    chart: { type: 'bar', series, axis_config: { categories } },
  }
  const inWords = small(alt)
  return { blocks: [block], older: inWords.blocks, plain: inWords.plain }
}
