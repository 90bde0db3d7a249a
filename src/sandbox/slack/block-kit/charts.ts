import { id } from './objects.ts'
import { all, isRecord, list, literal, number, object, rule, string, typed, type Check } from './schema.ts'

/**
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 * Slack's pages disagree on segments and series (6 or 12): the smaller holds here.
 */
const MAX_SEGMENTS = 6
const MAX_SERIES = 6
const MAX_POINTS = 20

const label = string({ max: 20 })
const positive: Check = all(number(), (value, pointer, { report }) => {
  if (typeof value === 'number' && value <= 0) report('must be more than 0', pointer)
})

const pie = object({
  required: {
    type: literal('pie'),
    segments: list(object({ required: { label, value: positive } }), { max: MAX_SEGMENTS }),
  },
})

const series = object({
  required: {
    name: label,
    data: list(object({ required: { label, value: number() } }), { max: MAX_POINTS }),
  },
})

/** Every series has one point for each category, and no two series share a name. */
const complete = rule((chart) => {
  const axis = chart.axis_config
  if (!Array.isArray(chart.series) || !isRecord(axis) || !Array.isArray(axis.categories)) return undefined
  const wanted = [...axis.categories].map(String).toSorted().join('\n')
  const names = new Set<unknown>()
  for (const one of chart.series as readonly unknown[]) {
    if (!isRecord(one) || !Array.isArray(one.data)) continue
    if (names.has(one.name)) return 'series names must be unique'
    names.add(one.name)
    const labels = one.data.map((point: unknown) => (isRecord(point) ? String(point.label) : ''))
    if (labels.toSorted().join('\n') !== wanted) return 'each series must cover every category'
  }
  return undefined
})

function xy(type: string): Check {
  return all(
    object({
      required: {
        type: literal(type),
        series: list(series, { max: MAX_SERIES }),
        axis_config: object({
          required: { categories: list(label, { max: MAX_POINTS }) },
          optional: { x_label: string({ max: 50 }), y_label: string({ max: 50 }) },
        }),
      },
    }),
    complete,
  )
}

export const dataVisualization: Check = object({
  required: {
    type: literal('data_visualization'),
    title: string({ max: 50 }),
    chart: typed({ pie, bar: xy('bar'), line: xy('line'), area: xy('area') }),
  },
  optional: { block_id: id },
})
