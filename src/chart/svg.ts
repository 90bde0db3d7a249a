import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { HEIGHT, WIDTH, type ChartDay, type DaysChart, type Series } from './chart.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

/** Told apart by light and dark as well as by colour: the marked days are full, the others pale. */
const INK = '#1d1c1d'
const PALE_INK = '#616061'
const BAR = '#b0245f'
const PALE_BAR = '#e8bfd1'
const LINE = '#1264a3'
const TEXT = { color: INK, fontFamily: 'Inter' }

/** A chart as SVG, for light ground. */
export function svgOf(chart: DaysChart): string {
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    drawing.setOption(optionOf(chart))
    return drawing.renderToSVGString()
  } finally {
    drawing.dispose()
  }
}

function optionOf({ title, bars, line, days }: DaysChart) {
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: TEXT,
    title: {
      text: title,
      left: 20,
      top: 14,
      textStyle: { ...TEXT, fontSize: 17, fontWeight: 'bold' as const },
    },
    legend: legendOf(bars, line),
    grid: { left: 76, right: 60, top: 70, bottom: 44 },
    xAxis: daysAxis(days),
    yAxis: [valueAxis(bars), { ...valueAxis(line), splitLine: { show: false } }],
    series: [barsOf(bars, days), lineOf(line, days)],
  }
}

function legendOf(bars: Series, line: Series) {
  return {
    right: 20,
    top: 16,
    itemGap: 18,
    textStyle: { ...TEXT, color: PALE_INK, fontSize: 13 },
    data: [bars.name, line.name],
  }
}

function daysAxis(days: readonly ChartDay[]) {
  const step = Math.ceil(days.length / 10)
  return {
    type: 'category' as const,
    data: days.map(({ label, bar }) => (bar === null ? `${label} ?` : label)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#c9c8c9' } },
    // The last day always has its label.
    axisLabel: {
      color: PALE_INK,
      fontSize: 12,
      interval: (at: number) => (days.length - 1 - at) % step === 0,
    },
  }
}

function valueAxis({ sign = '', isCount = false }: Series) {
  const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
  return {
    type: 'value' as const,
    min: (of: { min: number }) => Math.min(0, of.min),
    splitNumber: 4,
    // There is no half of a conversion.
    ...(isCount ? { minInterval: 1 } : {}),
    splitLine: { lineStyle: { color: '#ececec' } },
    axisLabel: {
      color: PALE_INK,
      fontSize: 12,
      formatter: (value: number) => `${value < 0 ? '−' : ''}${sign}${short.format(Math.abs(value))}`,
    },
  }
}

function barsOf({ name }: Series, days: readonly ChartDay[]) {
  return {
    name,
    type: 'bar' as const,
    barWidth: '62%',
    itemStyle: { color: BAR, borderRadius: [3, 3, 0, 0] },
    data: days.map(({ bar, isMarked }) => ({
      value: bar,
      itemStyle: { color: isMarked ? BAR : PALE_BAR },
    })),
  }
}

function lineOf({ name }: Series, days: readonly ChartDay[]) {
  return {
    name,
    type: 'line' as const,
    yAxisIndex: 1,
    symbolSize: 7,
    lineStyle: { color: LINE, width: 2.5 },
    itemStyle: { color: LINE },
    data: days.map(({ point }) => point),
  }
}
