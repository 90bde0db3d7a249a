import type { AnyBlock } from '@slack/types'
import { cut, escape } from './text.ts'

/**
 * One piece of a message in three forms: `blocks` as Slack draws it best, `older` for a workspace that refuses a newer
 * block, `plain` for when it refuses blocks altogether. Pieces are pure data, made by the functions of this folder.
 */
export interface Piece {
  readonly blocks: readonly AnyBlock[]
  /** Absent: the same as `blocks`. */
  readonly older?: readonly AnyBlock[]
  readonly plain: string
}

/** A whole message as it goes to Slack. `text` is the fallback for notifications and screen readers, escaped. */
export interface Message {
  readonly text: string
  readonly blocks: readonly AnyBlock[]
  readonly older: readonly AnyBlock[]
  /** Everything as text, escaped. */
  readonly plain: string
}

/** Slack's limits for one message: https://docs.slack.dev/reference/block-kit/blocks; text from 4,000 on is cut. */
const MOST_BLOCKS = 50
const MOST_TEXT = 3900
/** Slack refuses a message whose blocks hold about 13,200 characters (bolt-js#2509); the line about the rest needs some. */
const MOST_CHARACTERS = 13_000

/**
 * Puts pieces together. `summary` is one plain sentence that says it all.
 * Pieces that would go over Slack's 50 blocks, or its characters, are left out, and a last line says so; the makers of
 * pieces keep to every other limit themselves.
 */
export function message(summary: string, pieces: readonly Piece[]): Message {
  return {
    text: cut(escape(summary), MOST_TEXT),
    blocks: fit(pieces.map((piece) => piece.blocks)),
    older: fit(pieces.map((piece) => piece.older ?? piece.blocks)),
    plain: cut(escape(pieces.map((piece) => piece.plain).join('\n')), MOST_TEXT),
  }
}

/** The message with a small line above it. */
export function withNote(note: string, { text, blocks, older, plain }: Message): Message {
  const line: AnyBlock = { type: 'context', elements: [{ type: 'plain_text', text: note }] }
  const under = (shown: readonly AnyBlock[]) => fit([[line], ...shown.map((block) => [block])])
  return {
    text,
    blocks: under(blocks),
    older: under(older),
    plain: cut(`${escape(note)}\n${plain}`, MOST_TEXT),
  }
}

/** One message above another, as one. Its summary is that of the first. */
export function stacked(first: Message, second: Message): Message {
  const both = (form: 'blocks' | 'older') => fit([...first[form], ...second[form]].map((block) => [block]))
  return {
    text: first.text,
    blocks: both('blocks'),
    older: both('older'),
    plain: cut(`${first.plain}\n${second.plain}`, MOST_TEXT),
  }
}

function fit(groups: readonly (readonly AnyBlock[])[]): AnyBlock[] {
  const fitted: AnyBlock[] = []
  let left = groups.reduce((sum, group) => sum + group.length, 0)
  let characters = 0
  // Counting is slow, and mostly there is nothing to count: all of a message, names of fields and all, is less.
  const isShort = JSON.stringify(groups).length <= MOST_CHARACTERS
  for (const group of groups) {
    if (!isShort) characters += charactersIn(group)
    const room = MOST_BLOCKS - (left > MOST_BLOCKS - fitted.length ? 1 : 0)
    if (fitted.length + group.length > room || characters > MOST_CHARACTERS) {
      fitted.push({
        type: 'context',
        elements: [{ type: 'plain_text', text: '… and more that does not fit here.' }],
      })
      return fitted
    }
    fitted.push(...group)
    left -= group.length
  }
  return fitted
}

/** The characters of every `text`, however deep it lies. */
function charactersIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [key, field]: [string, unknown]) =>
      sum + (key === 'text' && typeof field === 'string' ? field.length : charactersIn(field)),
    0,
  )
}
