/** Blocks in few words, right and wrong ones. */

export type Json = Record<string, unknown>

export const chars = (count: number) => 'x'.repeat(count)
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
export const plain = (text: string): Json => ({ type: 'plain_text', text })
export const mrkdwn = (text: string): Json => ({ type: 'mrkdwn', text })
export const section = (more: Json): Json => ({ type: 'section', ...more })
export const option = (value: string, more: Json = {}): Json => ({
  text: plain(value.slice(0, 75) || 'x'),
  value,
  ...more,
})
export const options = (count: number) => many(count, (i) => option(`o${i}`))
export const button = (more: Json = {}): Json => ({
  type: 'button',
  text: plain('Go'),
  action_id: 'go',
  ...more,
})
export const accessory = (element: Json): Json => section({ text: mrkdwn('x'), accessory: element })
export const actions = (...elements: Json[]): Json => ({ type: 'actions', elements })
export const input = (element: Json, more: Json = {}): Json => ({
  type: 'input',
  label: plain('L'),
  element,
  ...more,
})
export const rich = (...elements: Json[]): Json => ({ type: 'rich_text', elements })
export const richSection = (...elements: Json[]): Json => ({ type: 'rich_text_section', elements })
export const cell = (text: string): Json => ({ type: 'raw_text', text })
export const rows = (count: number, columns = 1, text = 'x') =>
  many(count, () => many(columns, () => cell(text)))
export const table = (of: Json[][], more: Json = {}): Json => ({ type: 'table', rows: of, ...more })
export const dataTable = (of: Json[][], more: Json = {}): Json => ({
  type: 'data_table',
  caption: 'C',
  rows: of,
  ...more,
})
export const chart = (of: Json, title = 'T'): Json => ({ type: 'data_visualization', title, chart: of })
export const pie = (count: number, value = 1) => ({
  type: 'pie',
  segments: many(count, (i) => ({ label: `s${i}`, value })),
})
export const line = (series: number, points: number, more: Json = {}): Json => ({
  type: 'line',
  series: many(series, (s) => ({ name: `n${s}`, data: many(points, (p) => ({ label: `p${p}`, value: p })) })),
  axis_config: { categories: many(points, (p) => `p${p}`), ...more },
})
export const picker = (type: string, more: Json = {}): Json => ({ type, action_id: 'p', ...more })
