import { csvButton, shareButton } from '../blocks/buttons.ts'
import { message, type Message, type Piece } from '../blocks/message.ts'
import { actions, small, words } from '../blocks/pieces.ts'
import type { Card, Command, Shown } from './command.ts'
import type { Person } from './person.ts'

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

/** The card for the whole channel, with who shared it. */
export function sharedMessage(card: Card, command: Command, shown: Shown, by: Person): Message {
  const buttons = [...card.buttons, ...(command.csv ? [csvButton(shown.words)] : [])]
  const line = words('Shared by ', { user: by.userId, text: by.name }, ` with /cake ${shown.words}`)
  return finished(card, buttons, [line])
}

function finished(card: Card, buttons: Card['buttons'], end: readonly Piece[] = []): Message {
  const footer = card.footer === undefined ? [] : [small(card.footer)]
  return message(card.summary, [...card.pieces, actions(buttons), ...footer, ...end])
}
