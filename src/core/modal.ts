import type { AnyBlock } from '@slack/types'

/** A modal as it is described to Slack's side: title, submit and close have 24 characters at most. */
export interface Modal {
  readonly title: string
  /** Which part of the bot a submission of it is for. */
  readonly callback: string
  /** A pointer, never a permission; 3,000 characters at most. */
  readonly meta: string
  readonly submit?: string
  readonly close: string
  readonly blocks: readonly AnyBlock[]
}

/** A modal that is open on somebody's screen. */
export interface OpenModal {
  /** Puts another content in its place; what was typed into fields that stay, stays. */
  show(modal: Modal): Promise<void>
}

/** What became of a submission. */
export type Submitted =
  /** Sentences under fields, by block id. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'modal'; readonly modal: Modal }
  | { readonly kind: 'close' }
