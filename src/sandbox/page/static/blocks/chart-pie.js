import { svg } from '../dom.js'

/** @import { ChartData } from './chart.js' */

/** @param {ChartData} data @param {number} width @param {number} height */
export function pieMarks(data, width, height) {
  const values = data.series[0].values
  const total = values.reduce((sum, value) => sum + value, 0) || 1
  const centre = { x: width / 2, y: height / 2, r: Math.min(width, height) / 2 - 4 }
  let from = 0
  return values.map((value, index) => {
    const to = from + value / total
    const path = svg(
      'path',
      { class: `mark mark-${index % 12} slice`, d: slice(centre, from, to) },
      svg('title', {}, `${data.categories[index]}: ${value.toLocaleString('en-US')}`),
    )
    from = to
    return path
  })
}

/** From the top, clockwise; a ring, so that a whole one can be drawn too. */
function slice({ x, y, r }, from, to) {
  const end = Math.min(to, from + 0.9999)
  const hole = r * 0.55
  const at = (part, radius) => {
    const angle = part * 2 * Math.PI - Math.PI / 2
    return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`
  }
  const large = end - from > 0.5 ? 1 : 0
  return `M${at(from, r)}A${r} ${r} 0 ${large} 1 ${at(end, r)}L${at(end, hole)}A${hole} ${hole} 0 ${large} 0 ${at(from, hole)}Z`
}
