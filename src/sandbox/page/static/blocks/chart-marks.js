import { svg } from '../dom.js'

/** @import { ChartData } from './chart.js' */

const pad = { left: 46, right: 8, top: 10, bottom: 26 }

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** @param {ChartData} data @param {number} width @param {number} height */
export function barMarks(data, width, height) {
  const scale = scales(data, width, height)
  const group = scale.step * 0.72
  const bar = group / Math.max(1, data.series.length)
  const bars = data.series.flatMap((one, series) =>
    one.values.map((value, index) => {
      const x = pad.left + scale.step * index + (scale.step - group) / 2 + bar * series
      const y = Math.min(scale.y(value), scale.y(0))
      const tall = Math.abs(scale.y(value) - scale.y(0))
      return svg(
        'rect',
        { class: `mark mark-${series % 12}`, x, y, width: Math.max(1, bar - 1.5), height: tall, rx: 1.5 },
        hover(one.name, data.categories[index], value),
      )
    }),
  )
  return [...axes(data, scale, width), ...bars]
}

/** @param {ChartData} data @param {number} width @param {number} height */
export function lineMarks(data, width, height) {
  const scale = scales(data, width, height)
  const lines = data.series.flatMap((one, series) => [
    svg('polyline', {
      class: `mark-line line-${series % 12}`,
      points: one.values.map((value, index) => `${scale.x(index)},${scale.y(value)}`).join(' '),
    }),
    ...one.values.map((value, index) =>
      svg(
        'circle',
        { class: `mark mark-${series % 12}`, cx: scale.x(index), cy: scale.y(value), r: 3 },
        hover(one.name, data.categories[index], value),
      ),
    ),
  ])
  return [...axes(data, scale, width), ...lines]
}

/** @param {ChartData} data @param {number} width @param {number} height */
export function areaMarks(data, width, height) {
  const scale = scales(data, width, height)
  const base = scale.y(0)
  const areas = data.series.map((one, series) => {
    const top = one.values.map((value, index) => `${scale.x(index)},${scale.y(value)}`)
    const points = [`${scale.x(0)},${base}`, ...top, `${scale.x(one.values.length - 1)},${base}`].join(' ')
    return svg('polygon', { class: `mark mark-${series % 12} mark-area`, points })
  })
  return [...areas, ...lineMarks(data, width, height)]
}

function hover(series, label, value) {
  return svg('title', {}, `${series}, ${label}: ${value.toLocaleString('en-US')}`)
}

function scales({ categories, series }, width, height) {
  const values = series.flatMap((one) => one.values)
  const ticks = roundTicks(Math.min(0, ...values), Math.max(0, ...values))
  const low = ticks[0]
  const high = ticks.at(-1)
  const step = (width - pad.left - pad.right) / Math.max(1, categories.length)
  const inner = height - pad.top - pad.bottom
  return {
    step,
    ticks,
    x: (index) => pad.left + step * (index + 0.5),
    y: (value) => pad.top + inner * (1 - (value - low) / (high - low)),
    bottom: height - pad.bottom,
  }
}

/** About four steps of 1, 2 or 5 times a power of ten that cover all values. */
function roundTicks(low, high) {
  const span = high - low || 1
  const power = 10 ** Math.floor(Math.log10(span / 4))
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => span / one <= 5) ?? power * 10
  const first = Math.floor(low / step)
  const last = Math.max(first + 1, Math.ceil(high / step))
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

function axes(data, scale, width) {
  const lines = scale.ticks.flatMap((tick) => [
    svg('line', {
      class: 'chart-grid',
      x1: pad.left,
      x2: width - pad.right,
      y1: scale.y(tick),
      y2: scale.y(tick),
    }),
    svg(
      'text',
      { class: 'chart-text', x: pad.left - 6, y: scale.y(tick) + 4, 'text-anchor': 'end' },
      short.format(tick),
    ),
  ])
  // Not more labels than there is room for on a phone, where letters are as large in a smaller picture.
  const every = Math.max(1, Math.ceil(data.categories.length / 5))
  const labels = data.categories.map((label, index) =>
    index % every === 0
      ? svg(
          'text',
          { class: 'chart-text', x: scale.x(index), y: scale.bottom + 17, 'text-anchor': 'middle' },
          label.length > 12 ? `${label.slice(0, 11)}…` : label,
        )
      : null,
  )
  return [...lines, ...labels.filter(Boolean)]
}
