import { csvButton, refreshButton, shareButton } from '../blocks/buttons.ts'
import { message, type Message, type Piece } from '../blocks/message.ts'
import { actions, small, words, type Inline } from '../blocks/pieces.ts'
import type { Card, Command, Shown } from './command.ts'
import { timeInZone } from './days.ts'

/** A command's card as a message for the one who asked, with the buttons that every such card has. */
export function cardMessage(card: Card, command: Command, shown: Shown): Message {
  return finished(card, [
    ...card.buttons,
    ...(command.csv ? [csvButton(shown.words)] : []),
    ...(command.private ? [] : [shareButton(shown.words)]),
  ])
}

/** A part of a card that comes after it. Without Share: the card above has it. */
export function partMessage(card: Card): Message {
  return finished(card, card.buttons)
}

/** Who put a card into a channel, and who brought it up to date since. */
export interface Sharing {
  readonly sharedBy: string
  readonly refreshedBy?: string
}

/** The card for the whole channel, with who shared it and the button that brings it up to date. */
export function sharedMessage(card: Card, command: Command, shown: Shown, sharing: Sharing): Message {
  const { sharedBy, refreshedBy } = sharing
  const buttons = [
    ...card.buttons,
    ...(command.csv ? [csvButton(shown.words)] : []),
    refreshButton(shown.words, sharedBy),
  ]
  const refreshed: Inline[] =
    refreshedBy === undefined
      ? []
      : [
          '; read again by ',
          { user: refreshedBy, text: refreshedBy },
          ` at ${timeInZone(shown.now, shown.zone)} ${shown.zone}`,
        ]
  const line = words(
    'Shared by ',
    { user: sharedBy, text: sharedBy },
    ` with /cake ${shown.words}`,
    ...refreshed,
  )
  return finished(card, buttons, [line])
}

function finished(card: Card, buttons: Card['buttons'], end: readonly Piece[] = []): Message {
  const footer = card.footer === undefined ? [] : [small(card.footer)]
  return message(card.summary, [...card.pieces, actions(buttons), ...footer, ...end])
}
