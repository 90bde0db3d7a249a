import type { Button, Overflow } from '@slack/types'
import { cut, line as oneLine } from './text.ts'

/**
 * Every button of a card carries a command line and one of four meanings. The line is only a pointer: who clicks is
 * looked up anew, and the line is read and checked like one that was typed.
 */
export const BUTTON = {
  /** Runs the line and answers beside the card. */
  run: 'run',
  /** Runs the line and puts the answer where the card is (paging). */
  turn: 'turn',
  /** Runs the line anew and posts the answer for the channel. */
  share: 'share',
  /** Sends all rows of the line's answer as a CSV file. */
  csv: 'csv',
  /** Runs the line anew and puts the answer where the shared card is. */
  refresh: 'refresh',
  /** Does something with the change whose number it carries; what, stands after the kind. */
  change: 'change',
} as const

export type ButtonKind = (typeof BUTTON)[keyof typeof BUTTON]

interface Options {
  /** Tells buttons of one kind apart within a message. */
  readonly id?: string | number
  readonly primary?: true
  /** What it does cannot be undone. */
  readonly danger?: true
  /** What a screen reader says, where the label alone says too little (at most 75 characters). */
  readonly label?: string
}

/** A button that runs a command line and answers beside the card. */
export function runButton(text: string, line: string, options: Options = {}): Button {
  return button(BUTTON.run, text, line, { ...options, id: options.id ?? text })
}

/** What is seldom wanted, behind `⋯`: Slack takes five, and 150 characters of a line. */
export function moreMenu(buttons: readonly Button[]): Overflow {
  const options = buttons.slice(0, 5).map(({ text, value = '' }) => ({ text, value }))
  return { type: 'overflow', action_id: `${BUTTON.run}:${MORE}`, options }
}

/** The end of the action_id of what is chosen from `⋯`. */
export const MORE = 'more'

/** A button that turns the card into the answer of a command line. */
export function turnButton(text: string, line: string, options: Options = {}): Button {
  return button(BUTTON.turn, text, line, { ...options, id: options.id ?? text })
}

/** The button that posts this card for the channel. */
export function shareButton(line: string): Button {
  return button(BUTTON.share, 'Share', line, { label: 'Share in this channel' })
}

/** The button that sends all rows as a file. */
export function csvButton(line: string): Button {
  return button(BUTTON.csv, 'CSV', line, { label: 'Send me all rows as a CSV file' })
}

/** The button that brings a shared card up to date; who shared it stands in it, to be named again. */
export function refreshButton(line: string, sharedBy: string): Button {
  return button(BUTTON.refresh, 'Refresh', line, { id: sharedBy, label: 'Read this again from CAKE' })
}

/** What can be done with a change. */
export const CHANGE_ACTS = ['approve', 'reject', 'withdraw', 'undo', 'again', 'mark', 'breakGlass'] as const
export type ChangeAct = (typeof CHANGE_ACTS)[number]

/** A button about a change: it carries the change's number, and whether the one who clicks may is looked up then. */
export function changeButton(
  act: ChangeAct,
  text: string,
  id: number,
  options: Omit<Options, 'id'> = {},
): Button {
  return button(BUTTON.change, text, String(id), { label: `${text} change ${id}`, ...options, id: act })
}

/** A button inside one of the bot's own forms: the form is drawn anew, with what stands in it. */
export function formButton(text: string, action: string): Button {
  return { type: 'button', action_id: action, text: { type: 'plain_text', text: oneLine(text, 75) } }
}

function button(kind: ButtonKind, text: string, value: string, options: Options): Button {
  return {
    type: 'button',
    action_id: options.id === undefined ? kind : `${kind}:${cut(String(options.id), 200)}`,
    text: { type: 'plain_text', text: oneLine(text, 75), emoji: false },
    // A line over Slack's 2,000 characters cannot come from a command that was accepted (words.ts keeps to 1,500).
    ...(value === '' ? {} : { value: cut(value, 2000) }),
    ...(options.primary ? { style: 'primary' } : options.danger ? { style: 'danger' } : {}),
    ...(options.label ? { accessibility_label: cut(options.label, 75) } : {}),
  }
}
