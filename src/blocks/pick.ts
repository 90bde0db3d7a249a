import type { ExternalSelect, InputBlock, MultiExternalSelect } from '@slack/types'
import type { Piece } from './message.ts'
import { cut, line } from './text.ts'

const KINDS = [
  'anything',
  'offer',
  'affiliate',
  'advertiser',
  'vertical',
  'tag',
  'manager',
  'creative',
  'page',
  'zone',
] as const

/**
 * What a typeahead select can choose from: a kind of thing, everything there is, the creatives and landing pages of one
 * offer, or time zones. Its action_id says which, so that one listener serves every select of the product.
 */
export type PickKind = (typeof KINDS)[number]

/** Those whose options stand under headings: everything by its kind, the others by their status. */
export const GROUPED: ReadonlySet<PickKind> = new Set(['anything', 'offer', 'affiliate', 'creative', 'page'])

const PICK = 'pick'

export interface Pick {
  readonly kind: PickKind
  /** The offer whose creatives or landing pages these are. */
  readonly offer?: number
  readonly placeholder: string
  /** What is chosen already: its value and how it reads. */
  readonly chosen?: { readonly value: string; readonly text: string }
}

/** A select that fills as people type. An id may be typed as well. */
export function pick({ kind, offer, placeholder, chosen }: Pick): ExternalSelect {
  return {
    type: 'external_select',
    action_id: [PICK, kind, ...(offer === undefined ? [] : [offer])].join(':'),
    // An offer has few creatives and pages: they are shown at once. Of the others one sign is enough: an id's first
    // digit, or one of a script that needs no more.
    min_query_length: offer === undefined ? 1 : 0,
    placeholder: { type: 'plain_text', text: line(placeholder, 150) },
    ...(chosen ? { initial_option: option(chosen.text, chosen.value) } : {}),
  }
}

/** The same for several. */
export function pickMany({
  chosen = [],
  ...one
}: Omit<Pick, 'chosen'> & { readonly chosen?: readonly NonNullable<Pick['chosen']>[] }): MultiExternalSelect {
  const initial = chosen.map(({ text, value }) => option(text, value))
  return {
    ...pick(one),
    type: 'multi_external_select',
    max_selected_items: MOST_OPTIONS,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  }
}

/** A select on a line of its own, for Home and messages. */
export function picker(picked: Pick): Piece {
  return { blocks: [{ type: 'actions', elements: [pick(picked)] }], plain: '' }
}

/** The same as an input of a form. */
export function pickInput(block_id: string, label: string, picked: Pick, optional = false): InputBlock {
  return {
    type: 'input',
    block_id,
    optional,
    label: { type: 'plain_text', text: line(label, 2000) },
    element: pick(picked),
  }
}

/** What an action_id asks for; undefined where it is no select of ours. */
export function pickOf(actionId: string): { readonly kind: PickKind; readonly offer?: number } | undefined {
  const [pick, named, offer] = actionId.split(':')
  const kind = KINDS.find((known) => known === named)
  if (pick !== PICK || kind === undefined) return undefined
  return offer !== undefined && /^\d{1,15}$/.test(offer) ? { kind, offer: Number(offer) } : { kind }
}

/** An option of a select; Slack takes 75 characters of text and 150 of value. */
export function option(text: string, value: string) {
  return {
    text: { type: 'plain_text' as const, text: line(text, 75), emoji: false },
    value: cut(value, 150),
  }
}

/** Slack shows a hundred options at most, in groups with a label. */
export const MOST_OPTIONS = 100
