import { csvButton, refreshButton, shareButton } from '../blocks/buttons.ts'
import { message, type Message, type Piece } from '../blocks/message.ts'
import { actions, small, words, type Inline } from '../blocks/pieces.ts'
import type { AnyQuery, Card, Shown } from './command.ts'
import { timeInZone } from './days.ts'

/** A command's card as a message for the one who asked, with the buttons that every such card has. */
export function cardMessage(card: Card, command: AnyQuery, shown: Shown): Message {
  const always = [
    ...(command.csv ? [csvButton(shown.words)] : []),
    ...(command.private ? [] : [shareButton(shown.words)]),
  ]
  const { buttons, changes = [] } = card
  const room = Math.max(0, MOST_VISIBLE - buttons.length - always.length)
  return finished(card, [...buttons, ...changes.slice(0, room), ...always], { more: changes.slice(room) })
}

/** As many buttons as a phone shows well. */
const MOST_VISIBLE = 5

/** A part of a card that comes after it. Without Share: the card above has it. */
export function partMessage(card: Card): Message {
  return finished(card, card.buttons)
}

/** Who put a card into a channel, and who brought it up to date since. */
export interface Sharing {
  readonly sharedBy: string
  readonly refreshedBy?: string
  /** The change that has made the bot bring it up to date. */
  readonly changedBy?: number
}

/** The card for the whole channel, with who shared it and the button that brings it up to date. */
export function sharedMessage(card: Card, command: AnyQuery, shown: Shown, sharing: Sharing): Message {
  const { sharedBy, refreshedBy, changedBy } = sharing
  const at = `at ${timeInZone(shown.now, shown.zone)} ${shown.zone}`
  const buttons = [
    ...card.buttons,
    ...(command.csv ? [csvButton(shown.words)] : []),
    refreshButton(shown.words, sharedBy),
  ]
  const refreshed: Inline[] =
    refreshedBy === undefined ? [] : ['; read again by ', { user: refreshedBy, text: refreshedBy }, ` ${at}`]
  const changed = changedBy === undefined ? [] : [`; read again after change ${changedBy} ${at}`]
  const line = words(
    'Shared by ',
    { user: sharedBy, text: sharedBy },
    ` with /cake ${shown.words}`,
    ...refreshed,
    ...changed,
  )
  return finished(card, buttons, { end: [line] })
}

function finished(
  card: Card,
  buttons: Card['buttons'],
  { more = [], end = [] }: { readonly more?: Card['buttons']; readonly end?: readonly Piece[] } = {},
): Message {
  const footer = card.footer === undefined ? [] : [small(card.footer)]
  return message(card.summary, [...card.pieces, actions(buttons, more), ...footer, ...end])
}
