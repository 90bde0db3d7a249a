import type { Message } from '../../blocks/message.ts'
import type { Cake } from '../../cake/client.ts'
import type { Catalogue } from '../../catalogue/contract.ts'
import type { MessagePointer } from '../../store/change.ts'
import type { Store } from '../../store/store.ts'
import type { Registry } from '../command.ts'
import type { Directory } from '../directory.ts'
import type { ChangeContext } from './change.ts'
import type { Governance } from './governance.ts'

/** Slack does not take a message, and will not: the channel is gone or archived, the bot is not in it. */
export class Unpostable extends Error {
  override readonly name = 'Unpostable'
  /** Slack's word: `not_in_channel`. */
  readonly code: string

  constructor(code: string, options?: ErrorOptions) {
    super(`Slack does not take the message: ${code}`, options)
    this.code = code
  }
}

/** Slack was asked too often and took nothing; nor will it before so many seconds have gone. */
export class TooFast extends Error {
  override readonly name = 'TooFast'
  readonly seconds: number

  constructor(seconds: number, options?: ErrorOptions) {
    super(`Slack takes nothing for ${seconds} s`, options)
    this.seconds = seconds
  }
}

/** Where a message is that Slack has taken. */
export interface Posted extends MessagePointer {
  /** False: Slack has refused blocks of its best form, and took an older one. */
  readonly best: boolean
}

/** A file for a thread. */
export interface ThreadFile {
  readonly name: string
  readonly title: string
  readonly content: string | Uint8Array
  /** What a picture shows. */
  readonly alt?: string
}

/**
 * Where the bot speaks by itself: the port to Slack for what nobody is waiting for. Each call throws an Unpostable
 * where it is of no use to try again, a TooFast where it is of none before a while, and what else the Web API throws.
 */
export interface Teller {
  /**
   * Posts once; under `thread` as an answer to it, with `broadcast` shown in the channel as well. `key` is kept with the
   * message and found again by `find`.
   */
  post(
    channel: string,
    message: Message,
    options?: { thread?: string; key?: string; broadcast?: true },
  ): Promise<Posted>
  /**
   * The bot's message with this key in a channel or thread, for when a crash came before noting it: among the latest,
   * or among all since a time.
   */
  find(
    place: { channel: string; thread?: string; since?: Date },
    key: string,
  ): Promise<MessagePointer | undefined>
  rewrite(pointer: MessagePointer, message: Message): Promise<Posted>
  /** Puts a file into the thread of a message, with nothing else. Not there twice: see `filesIn`. */
  upload(thread: MessagePointer, file: ThreadFile): Promise<void>
  /** The names of the files in the thread of a message. */
  filesIn(thread: MessagePointer): Promise<ReadonlySet<string>>
  /** The channel of the direct messages with somebody. */
  directMessages(user: string): Promise<string>
  /** A link to a message; undefined where Slack gives none. */
  link(pointer: MessagePointer): Promise<string | undefined>
}

/** What changes are handled with. */
export interface Desk {
  readonly registry: Registry
  readonly cake: Cake
  readonly catalogue: Catalogue
  readonly store: Store
  readonly teller: Teller
  /** How changes are governed at this moment. */
  governance(): Promise<Governance>
  /** What is known of the people; absent: nothing. */
  readonly directory?: Directory
  /** Told when something has moved that people may be looking at, after they were told of it. */
  readonly moved?: () => void
  /** The approvals channel of the configuration. */
  readonly approvalsChannel?: string
  readonly now: () => Date
  /** Tells the worker that there may be something to do. */
  readonly kick: () => void
  readonly log: (level: 'warn' | 'error', error: unknown, details: Readonly<Record<string, unknown>>) => void
}

/** What a change may use, at this moment. */
export function contextOf(
  { cake, catalogue, now }: Desk,
  today: string,
  signal?: AbortSignal,
): ChangeContext {
  return { cake, catalogue, now: now(), today, read: signal ? { signal } : {} }
}
