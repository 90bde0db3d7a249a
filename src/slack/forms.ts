import type { AnyBlock, Block, KnownBlock } from '@slack/types'
import type { Message } from '../blocks/message.ts'
import { failure } from './failure.ts'

/** A message in one of its three forms, as Slack's methods and response_urls take it. */
export interface Form {
  readonly text: string
  readonly blocks?: (KnownBlock | Block)[]
  /** Words in `text` are words: what CAKE names `*x*` stays `*x*`. */
  readonly mrkdwn: false
}

/** What became of a form that was posted. */
export type Posted =
  | 'taken'
  /** Slack refused the blocks themselves: an older form may do. */
  | 'refused-blocks'
  /** This way is closed; another may be open. */
  | 'closed'

/** Posts the best form that Slack takes: its newest blocks, older ones, and text in the end. */
export async function postBest(message: Message, post: (form: Form) => Promise<Posted>): Promise<Posted> {
  for (const form of formsOf(message)) {
    const posted = await post(form)
    if (posted !== 'refused-blocks') return posted
  }
  return 'refused-blocks'
}

/** The forms of a message, the best first. */
export function* formsOf(message: Message): Generator<Form> {
  yield withBlocks(message.text, message.blocks)
  if (JSON.stringify(message.older) !== JSON.stringify(message.blocks))
    yield withBlocks(message.text, message.older)
  yield { text: message.plain || message.text, mrkdwn: false }
}

function withBlocks(text: string, blocks: readonly AnyBlock[]): Form {
  return { text, blocks: [...blocks], mrkdwn: false }
}

/**
 * True for Slack's ways of saying that it does not take these blocks
 * (https://docs.slack.dev/reference/methods/chat.postMessage#errors).
 */
export function aboutBlocks(code: string): boolean {
  return code.startsWith('invalid_block') || ABOUT_BLOCKS.has(code)
}

const ABOUT_BLOCKS = new Set([
  // What views.* say of blocks they do not take.
  'invalid_arguments',
  'msg_blocks_too_long',
  'msg_too_long',
  'invalid_attachments',
  'cannot_parse_attachment',
  'attachment_payload_limit_exceeded',
  'invalid_payload',
])

/** What became of a form that was posted by a method. @throws what the method threw, but for what Slack refused */
export async function postedBy(call: () => Promise<unknown>): Promise<Posted> {
  try {
    await call()
    return 'taken'
  } catch (error) {
    const failed = failure(error)
    if (failed?.kind !== 'refused') throw error
    return aboutBlocks(failed.code) ? 'refused-blocks' : 'closed'
  }
}
