import { message, type Piece } from '../../blocks/message.ts'
import { small, words } from '../../blocks/pieces.ts'
import { breath } from '../../catalogue/breath.ts'
import type { Asked } from './compose.ts'
import type { Composed } from './composed.ts'
import { writersFor, type Writers } from './currency.ts'
import { drawnOf, type Facts, type Told } from './facts.ts'
import { headline, isNothing } from './headline.ts'
import { needsOf } from './needs.ts'
import type { Section } from './plan.ts'
import { chartOf, openDaysNote, type Charted } from './view-chart.ts'
import { moversPieces, sumsOf, totalsPiece, type Sums } from './view-figures.ts'
import { notesPieces, openingPieces, thanOfAll, titleOf, type Surroundings } from './view-opening.ts'
import { csvOf, tablePieces } from './view-rows.ts'

/** All tables together, and all of a message: Slack refuses one of some 13,000 characters. */
const TABLES_ROOM = 6000
const MESSAGE_ROOM = 12_000

/** A report and its sums. */
interface Summed {
  readonly one: Told
  readonly sums: Sums
}

/** A digest's message out of its facts, none of which failed. */
export async function composedOf(facts: Facts, asked: Asked, around: Surroundings): Promise<Composed> {
  const { told, times } = facts
  const { plan } = asked
  const wants = (section: Section) => plan.sections.includes(section)
  const writers = writersFor(told, plan, around.catalogue)
  await breath()
  const all = told.map((one): Summed => ({ one, sums: sumsOf(one) }))
  const needs = needsOf(facts, asked, around.catalogue, writers)
  await breath()
  const figures = await ofEach(all, (one) => figuresPieces(one, facts, asked, writers))
  const charted = chartedOf(facts, writers)
  const sentence = headlineOf(all, needs.counted, writers)
  const asOf = new Date(Math.min(...told.map((one) => one.asOf.getTime())))
  const upper = [
    ...openingPieces(facts, asked, around, asOf),
    words({ text: sentence, bold: true }),
    ...figures,
    ...needs.pieces,
    ...(charted?.pieces ?? []),
  ]
  const notes = notesPieces(told, asked, [writers.untold, ...needs.untold, chartNote(facts, charted)])
  const room = Math.floor(roomBeside([...upper, ...notes]) / told.length)
  const tables = wants('table')
    ? await ofEach(told, (one) => tablePieces(one, plan, writers.of(one), room))
    : []
  return {
    kind: 'numbers',
    message: message(`${titleOf(facts, asked, around.zone)}: ${sentence}`, [...upper, ...tables, ...notes]),
    csv: wants('csv') ? told.map((one) => csvOf(one, plan, times.period)) : [],
    ...(charted ? { chart: charted.chart } : {}),
    totals: Object.fromEntries(all.map(({ one, sums }) => [one.report, sums.now])),
    currencies: Object.fromEntries(
      told.flatMap((one) => {
        const { currency } = writers.of(one)
        return currency === undefined ? [] : [[one.report, currency]]
      }),
    ),
    asOf,
  }
}

/** What is made of each, with a breath after it: a report may have ten thousand rows. */
async function ofEach<T>(all: readonly T[], make: (one: T) => readonly Piece[]): Promise<Piece[]> {
  const pieces: Piece[] = []
  for (const one of all) {
    pieces.push(...make(one))
    await breath()
  }
  return pieces
}

/** Of the first report that has revenue, else of the first. */
function headlineOf(all: readonly Summed[], alarming: readonly string[], writers: Writers): string {
  const main = all.find(({ sums }) => sums.now.revenue !== undefined) ?? all[0]
  if (!main) return 'This digest has no report.'
  const { one, sums } = main
  return headline({ ...sums, than: one.than, alarming }, writers.of(one))
}

/** A report's totals and movers, under its name where there are several. */
function figuresPieces({ one, sums }: Summed, { told }: Facts, { plan }: Asked, writers: Writers): Piece[] {
  const isAlone = told.length === 1
  const write = writers.of(one)
  // Where all are compared with the same, it is said once, at the top.
  const isToldAbove = thanOfAll(told) !== undefined || one.than === ''
  return [
    ...(isAlone ? [] : [words({ text: one.kind.title, bold: true })]),
    ...(plan.sections.includes('totals') && !isNothing(sums.now) ? [totalsPiece(one, sums, write)] : []),
    ...(isToldAbove ? [] : [small(`Changes against ${one.than}`)]),
    ...(plan.sections.includes('movers')
      ? moversPieces({ told: one, sums, most: isAlone ? 5 : 3, leastClicks: plan.leastClicks }, write)
      : []),
  ]
}

/** What is left for tables beside everything else. */
function roomBeside(pieces: readonly Piece[]): number {
  const taken = pieces.reduce((sum, { plain }) => sum + plain.length, 0)
  return Math.min(TABLES_ROOM, MESSAGE_ROOM - taken)
}

function chartedOf({ told, days, times }: Facts, writers: Writers): Charted | undefined {
  const drawn = drawnOf(told)
  return drawn && days && 'value' in days ? chartOf(drawn, days.value, times, writers.of(drawn)) : undefined
}

function chartNote({ days }: Facts, charted: Charted | undefined): string | undefined {
  if (!days) return undefined
  if ('why' in days) return `No chart: ${days.why}.`
  if (charted) return openDaysNote(days.value)
  const isKnown = days.value.every(
    ({ totals }) => totals && Object.values(totals).every((total) => total !== undefined),
  )
  return isKnown ? undefined : 'No chart: CAKE leaves out figures of some days.'
}
