import { freshId, h, svg } from '../dom.js'
import { areaMarks, barMarks, lineMarks } from './chart-marks.js'
import { pieMarks } from './chart-pie.js'

/**
 * A `data_visualization` block: pie, bar, line or area. Beside the picture there is always the table of its figures,
 * so that nothing hangs on colour or sight alone.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 *
 * @param {any} block
 */
export function chartBlock(block) {
  const chart = block.chart ?? {}
  const title = freshId('chart')
  const data = chart.type === 'pie' ? pieData(chart) : seriesData(chart)
  const marks = { pie: pieMarks, bar: barMarks, line: lineMarks, area: areaMarks }[chart.type]
  if (!marks) throw new TypeError(`no such chart: ${String(chart.type)}`)
  const [width, height] = chart.type === 'pie' ? [200, 200] : [560, 240]
  const picture = svg(
    'svg',
    {
      class: `chart-picture chart-${chart.type}`,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': summary(block.title, chart.type, data),
    },
    ...marks(data, width, height),
  )
  return h(
    'figure',
    { class: 'chart', 'aria-labelledby': title },
    h('figcaption', { id: title, class: 'chart-title' }, String(block.title ?? '')),
    h(
      'div',
      { class: chart.type === 'pie' ? 'chart-beside' : 'chart-below' },
      picture,
      legend(chart.type, data),
    ),
    axisWords(chart.axis_config),
    figures(chart.type, data),
  )
}

/**
 * @typedef {object} ChartData
 * @property {string[]} categories
 * @property {{ name: string, values: number[] }[]} series
 */

/** @returns {ChartData} */
function pieData(chart) {
  const segments = chart.segments ?? []
  return {
    categories: segments.map((one) => String(one.label)),
    series: [{ name: 'Value', values: segments.map((one) => Math.max(0, Number(one.value) || 0)) }],
  }
}

/** @returns {ChartData} */
function seriesData(chart) {
  const categories = (chart.axis_config?.categories ?? []).map(String)
  const valueAt = (one, label) => Number(one.data?.find((point) => String(point.label) === label)?.value) || 0
  const series = (chart.series ?? []).map((one) => ({
    name: String(one.name),
    values: categories.map((label) => valueAt(one, label)),
  }))
  return { categories, series }
}

const compact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

function summary(title, type, { categories, series }) {
  const names = type === 'pie' ? categories : series.map((one) => one.name)
  return `${title}: ${type} chart of ${names.join(', ')}. The figures follow as a table.`
}

function legend(type, { categories, series }) {
  const total = series[0]?.values.reduce((sum, value) => sum + value, 0) || 1
  const share = (index) => `${compact.format(Math.round((series[0].values[index] / total) * 1000) / 10)}%`
  const names =
    type === 'pie'
      ? categories.map((name, index) => `${name} ${share(index)}`)
      : series.map((one) => one.name)
  const key = (name, index) =>
    h('li', {}, h('span', { class: `chart-key mark-${index % 12}`, 'aria-hidden': 'true' }), name)
  return h('ul', { class: 'chart-legend' }, ...names.map(key))
}

function axisWords(axes) {
  const words = [axes?.y_label && `Up: ${axes.y_label}`, axes?.x_label && `Across: ${axes.x_label}`].filter(
    Boolean,
  )
  return words.length > 0 ? h('div', { class: 'chart-axes' }, words.join(' · ')) : null
}

function figures(type, { categories, series }) {
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, ''),
    ...series.map((one) => h('th', { scope: 'col', class: 'number' }, one.name)),
  )
  const row = (label, index) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, label),
      ...series.map((one) => h('td', { class: 'number' }, compact.format(one.values[index]))),
    )
  return h(
    'details',
    { class: 'chart-figures' },
    h('summary', {}, 'Figures'),
    h(
      'div',
      { class: 'table-scroll' },
      h('table', { class: 'table' }, h('thead', {}, head), h('tbody', {}, ...categories.map(row))),
    ),
  )
}
