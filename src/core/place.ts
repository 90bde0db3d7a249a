import type { Message } from '../blocks/message.ts'
import type { MessagePointer } from '../store/change.ts'
import type { Modal, OpenModal } from './modal.ts'

/** A file for the person who asked. */
export interface OutgoingFile {
  readonly name: string
  readonly title: string
  readonly content: string
}

/**
 * Where an answer goes: the port between what the bot does (core) and Slack. Implemented in slack/. Every call either
 * brings the message to the person or throws; it never loses it silently.
 */
export interface Place {
  /** Shows a message to the person who asked, and to nobody else. The first call may replace what was clicked on. */
  show(message: Message): Promise<void>
  /** Shows a word about why there is no answer. Replaces nothing: the buttons of what was clicked on are still good. */
  tell(message: Message): Promise<void>
  /**
   * Rewrites what `show` put up. Absent where Slack cannot: a slash command's answer cannot be edited
   * (bolt-js#2287), so what comes later comes as a message of its own.
   */
  readonly amend?: (message: Message) => Promise<void>
  /**
   * Posts for everybody in the channel that was asked from. Throws a UserError that says why where it cannot.
   * @returns where it is; undefined where Slack did not say
   */
  publish(message: Message): Promise<MessagePointer | undefined>
  /** Rewrites the channel's message that was clicked on. Throws a UserError that says why where it cannot. */
  republish(message: Message): Promise<void>
  /**
   * Opens a modal for the person, at once: what leads to it lives three seconds. Absent where nothing can be opened.
   */
  readonly open?: (first: Modal) => Promise<OpenModal>
  /** Sends a file to the person's direct messages with the bot, with a line of words. */
  send(file: OutgoingFile, words: string): Promise<void>
}
