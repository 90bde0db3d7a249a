import { message, type Message, type Piece } from '../../blocks/message.ts'
import { words } from '../../blocks/pieces.ts'
import { listed } from '../../blocks/text.ts'
import type { Asked } from './compose.ts'
import { writersFor } from './currency.ts'
import type { Facts } from './facts.ts'
import { sumsOf, totalsPiece } from './view-figures.ts'
import { notesPieces, openingPieces, titleOf, type Surroundings } from './view-opening.ts'

/** That numbers cannot be had: why, and that it goes on trying; with the totals of the reports that could be read. */
export function untoldMessage(
  facts: Facts,
  asked: Asked,
  around: Surroundings,
): { readonly message: Message; readonly why: string } {
  const { told, failed } = facts
  const why = failed.map(({ why: reason }) => reason).filter((reason, at, all) => all.indexOf(reason) === at)
  const which =
    told.length === 0 ? 'The numbers' : `The numbers of ${listed(failed.map(({ report }) => report))}`
  const sentence = `${which} cannot be had yet: ${why.join('; ')}.`
  const writers = writersFor(told, asked.plan, around.catalogue)
  const asOf = new Date(Math.min(asked.now.getTime(), ...told.map((one) => one.asOf.getTime())))
  const figures = told.flatMap((one): Piece[] => [
    words({ text: one.kind.title, bold: true }),
    totalsPiece(one, sumsOf(one), writers.of(one)),
  ])
  const pieces = [
    ...openingPieces(facts, asked, around, asOf),
    words(
      { text: `⚠️ ${sentence}`, bold: true },
      ' It is tried again for two hours; they will stand here as soon as they come.',
    ),
    ...figures,
    ...(told.length === 0 ? [] : notesPieces(told, asked, [])),
  ]
  return {
    message: message(`${titleOf(facts, asked, around.zone)}: ${sentence}`, pieces),
    why: `${why.join('; ')}.`,
  }
}
