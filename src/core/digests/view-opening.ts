import type { Piece } from '../../blocks/message.ts'
import { small, title } from '../../blocks/pieces.ts'
import { dayInZone, momentInWords, timeInZone } from '../days.ts'
import type { Asked, Names } from './compose.ts'
import type { Facts, Told } from './facts.ts'
import { narrowedInWords } from './narrowing.ts'
import { dueAt, periodTitle } from './times.ts'

/** What a view needs beside the facts. */
export interface Surroundings {
  readonly catalogue: Names
  /** The network's. */
  readonly zone: string
}

/** `Yesterday, Friday 20 Nov 2026` */
export function titleOf({ times }: Facts, { plan, now }: Asked, zone: string): string {
  return periodTitle(plan.period, times.period, times.today === dayInZone(now, zone))
}

/** What it is of: period, things, zone, as of when, against what; and that it is late. */
export function openingPieces(
  facts: Facts,
  asked: Asked,
  { catalogue, zone }: Surroundings,
  asOf: Date,
): Piece[] {
  const { plan, now } = asked
  const of = [...facts.told.map(({ report }) => report), ...facts.failed.map(({ report }) => report)].join(
    ', ',
  )
  const than = thanOfAll(facts.told)
  const source = [
    `${of.charAt(0).toUpperCase()}${of.slice(1)}`,
    ...narrowedInWords(plan.filters, catalogue),
    zone,
    `as of ${momentInWords(asOf, now, zone)}`,
    ...(than === undefined ? [] : [`changes against ${than}`]),
  ]
  return [title(titleOf(facts, asked, zone)), small(source.join(' · ')), ...latePieces(asked)]
}

/** What all reports are compared with; undefined where they differ, or where there is nothing. */
export function thanOfAll(told: readonly Told[]): string | undefined {
  const [first, ...more] = new Set(told.map(({ than }) => than))
  return first === '' || more.length > 0 ? undefined : first
}

function latePieces({ plan, slot, dueAt: noted, late, now }: Asked): Piece[] {
  const due = noted ?? dueAt(slot, plan)
  if (!late || !due) return []
  const { zone } = plan.when
  const when = momentInWords(due, now, zone)
  return [small(`Late: it was due at ${when}, and now it is ${timeInZone(now, zone)} (${zone}).`)]
}

/** The small print: what CAKE could not tell, and what is not shown. */
export function notesPieces(
  told: readonly Told[],
  asked: Asked,
  more: readonly (string | undefined)[],
): Piece[] {
  const { money, channelName } = asked
  const all = [
    ...told.flatMap(({ untold }) => untold),
    ...more.filter((note) => note !== undefined),
    money
      ? "Money as CAKE's report gives it."
      : `Money is not shown ${channelName === undefined ? 'here' : `in #${channelName}`}.`,
  ]
  return [small([...new Set(all)].join(' '))]
}
