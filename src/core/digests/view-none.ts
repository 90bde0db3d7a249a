import { message, type Message, type Piece } from '../../blocks/message.ts'
import { words } from '../../blocks/pieces.ts'
import { listed } from '../../blocks/text.ts'
import type { Asked } from './compose.ts'
import { writersFor } from './currency.ts'
import type { Facts } from './facts.ts'
import { sumsOf, totalsPiece } from './view-figures.ts'
import { notesPieces, openingPieces, titleOf, type Surroundings } from './view-opening.ts'

/** What is said where numbers cannot be had. */
interface Untold {
  /** While it goes on trying. */
  readonly message: Message
  /** When it does not any more. */
  readonly over: Message
  readonly why: string
}

const AGAIN = ' It is tried again for two hours; they will stand here as soon as they come.'
const OVER = ' They were asked for again for two hours; nothing more is tried for this one.'

/**
 * That numbers cannot be had: why, and whether it goes on trying; with the totals of the reports that could be read, where
 * totals are wanted.
 */
export function untoldMessage(facts: Facts, asked: Asked, around: Surroundings): Untold {
  const { told, failed } = facts
  const why = failed.map(({ why: reason }) => reason).filter((reason, at, all) => all.indexOf(reason) === at)
  const which =
    told.length === 0 ? 'The numbers' : `The numbers of ${listed(failed.map(({ report }) => report))}`
  const writers = writersFor(told, asked.plan, around.catalogue)
  const asOf = new Date(Math.min(asked.now.getTime(), ...told.map((one) => one.asOf.getTime())))
  const shown = asked.plan.sections.includes('totals') ? told : []
  const figures = shown.flatMap((one): Piece[] => [
    words({ text: one.kind.title, bold: true }),
    totalsPiece(one, sumsOf(one), writers.of(one)),
  ])
  const saying = (sentence: string, more: string) =>
    message(`${titleOf(facts, asked, around.zone)}: ${sentence}`, [
      ...openingPieces(facts, asked, around, asOf),
      words({ text: `⚠️ ${sentence}`, bold: true }, more),
      ...figures,
      ...(shown.length === 0 ? [] : notesPieces(shown, asked, [])),
    ])
  return {
    message: saying(`${which} cannot be had yet: ${why.join('; ')}.`, AGAIN),
    over: saying(`${which} could not be had: ${why.join('; ')}.`, OVER),
    why: `${why.join('; ')}.`,
  }
}
