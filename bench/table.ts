import type { Compared } from './statistics.ts'

export interface Row {
  readonly what: string
  readonly bot: string
  readonly reference: string
  readonly ratio: string
  readonly aim: string
  readonly met: string
}

/** What a row should come to. Absent: it is told, and judged by nobody. */
export type Aim = { readonly atMost: number } | { readonly atLeast: number }

/** A row of two measured values and their ratio. @param write how a value reads, unit included */
export function comparedRow(
  what: string,
  { bot, reference, ratio }: Compared,
  write: (value: number) => string,
  aim?: Aim,
): Row {
  return {
    what,
    bot: write(bot),
    reference: write(reference),
    ratio: `${ratio.toFixed(2)} ×`,
    aim: aim ? `${sign(aim)} ${Number(bound(aim).toFixed(2))} ×` : '–',
    met: aim ? verdict(ratio, aim) : '–',
  }
}

/** A row of the bot's own, with a bound of its own and nothing beside it. */
export function soleRow(what: string, value: number, write: (value: number) => string, aim?: Aim): Row {
  return {
    what,
    bot: write(value),
    reference: '–',
    ratio: '–',
    aim: aim ? `${sign(aim)} ${write(bound(aim))}` : '–',
    met: aim ? verdict(value, aim) : '–',
  }
}

export function verdict(value: number, aim: Aim): string {
  return ('atMost' in aim ? value <= aim.atMost : value >= aim.atLeast) ? 'yes' : '**no**'
}

/** A Markdown table, its columns as wide as they need to be. */
export function markdown(rows: readonly Row[]): string {
  const head: Row = {
    what: '',
    bot: 'bot',
    reference: 'reference',
    ratio: 'ratio',
    aim: 'aim',
    met: 'met',
  }
  const lines = [head, ...rows].map(({ what, bot, reference, ratio, aim, met }) => [
    what,
    bot,
    reference,
    ratio,
    aim,
    met,
  ])
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0), 3)) ?? []
  const rule = widths.map((width) => '-'.repeat(width))
  return [lines[0] ?? [], rule, ...lines.slice(1)]
    .map((line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`)
    .join('\n')
}

function sign(aim: Aim): string {
  return 'atMost' in aim ? '≤' : '≥'
}

function bound(aim: Aim): number {
  return 'atMost' in aim ? aim.atMost : aim.atLeast
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 100 ? 2 : 0)} ms`
export const seconds = (value: number): string => `${value.toFixed(2)} s`
export const mebibytes = (value: number): string => `${value.toFixed(0)} MiB`
export const megabytes = (value: number): string => `${value.toFixed(0)} MB`
export const percent = (value: number): string => `${value.toFixed(1)} %`
export const each = (value: number): string => value.toFixed(1)
export const aSecond = (value: number): string => `${value.toFixed(0)} /s`
