import type { Button, RichTextElement, RichTextSection } from '@slack/types'
import { moreMenu } from './buttons.ts'
import type { Piece } from './message.ts'
import { cut, line } from './text.ts'

/** Words inside a line; a bare string is plain. Nothing in `text` is read as markup. */
export type Inline =
  | string
  | { readonly text: string; readonly bold?: true; readonly code?: true; readonly url?: string }
  /** Somebody of the workspace, by Slack's id; `text` is for where names cannot be shown. */
  | { readonly user: string; readonly text: string }
  /** A user group, and a channel, the same way. */
  | { readonly usergroup: string; readonly text: string }
  | { readonly channel: string; readonly text: string }

/** A label with what it says. Several in a row share a line. */
export type Fact = readonly [label: string, value: Inline]

/** The title of a card. */
export function title(text: string): Piece {
  const shown = line(text, 150)
  // `emoji: false`: a name like `:fire:` stays as CAKE has it.
  return {
    blocks: [{ type: 'header', text: { type: 'plain_text', text: shown, emoji: false } }],
    plain: line(text, 500),
  }
}

/** Small grey words: what kind of thing this is, or where figures come from and as of when. */
export function small(text: string): Piece {
  const shown = line(text, 1900)
  return {
    blocks: [{ type: 'context', elements: [{ type: 'plain_text', text: shown, emoji: false }] }],
    plain: shown,
  }
}

/** A line of ordinary words. */
export function words(...parts: readonly Inline[]): Piece {
  return lines([parts])
}

/** Several lines of ordinary words in one block. */
export function lines(all: readonly (readonly Inline[])[]): Piece {
  const elements = all.flatMap((parts, index) => [
    ...parts.flatMap((part) => element(part)),
    ...(index < all.length - 1 ? [{ type: 'text', text: '\n' } as const] : []),
  ])
  return {
    blocks: [{ type: 'rich_text', elements: [section(elements)] }],
    plain: all.map((parts) => parts.map(asText).join('')).join('\n'),
  }
}

/** Facts, a row of them to a line: **Payout** $18.50 · **Revenue** $22.00. Rows and facts without a value are left out. */
export function facts(rows: readonly (readonly (Fact | undefined)[])[]): Piece {
  return lines(
    rows
      .map((row) => row.filter((fact) => fact !== undefined))
      .filter((row) => row.length > 0)
      .map((row) =>
        row.flatMap(([label, value], index): Inline[] => [
          ...(index > 0 ? ['   ·   '] : []),
          { text: `${label} `, bold: true },
          value,
        ]),
      ),
  )
}

/** Something that needs a look. The word says what the sign says. */
export function warning(text: string): Piece {
  return words({ text: '⚠️ Careful: ', bold: true }, line(text, 600))
}

/** What stands in the way, in bold. */
export function wrong(text: string): Piece {
  return words({ text: `⚠️ ${line(text, 600)}`, bold: true })
}

/** A block of text that Slack lets people copy as it stands, at most `max` characters of it. */
export function copyable(text: string, max = 2900): Piece {
  const shown = cut(text, max)
  return {
    blocks: [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: shown }] }],
      },
    ],
    plain: shown,
  }
}

/** One entry of a list with the button that opens it. `detail` stands on a second line. */
export function entry(heading: string, detail: string, open?: Button): Piece {
  const text = `${line(heading, 150)}\n${line(detail, 400)}`
  return {
    blocks: [
      {
        type: 'section',
        text: { type: 'plain_text', text, emoji: false },
        ...(open ? { accessory: open } : {}),
      },
    ],
    plain: text,
  }
}

/** A row of buttons; Slack takes 25, a phone shows five well; `more` are behind `⋯`. None makes no block at all. */
export function actions(buttons: readonly Button[], more: readonly Button[] = []): Piece {
  if (buttons.length + more.length === 0) return { blocks: [], plain: '' }
  const menu = more.length > 0 ? [moreMenu(more)] : []
  return { blocks: [{ type: 'actions', elements: [...buttons.slice(0, 24), ...menu] }], plain: '' }
}

function section(elements: RichTextElement[]): RichTextSection {
  return {
    type: 'rich_text_section',
    elements: elements.length > 0 ? elements : [{ type: 'text', text: '–' }],
  }
}

function element(part: Inline): RichTextElement[] {
  const text = cut(asText(part), 2000)
  if (text === '') return []
  if (typeof part === 'string') return [{ type: 'text', text }]
  if ('user' in part) return [{ type: 'user', user_id: part.user }]
  if ('usergroup' in part) return [{ type: 'usergroup', usergroup_id: part.usergroup }]
  if ('channel' in part) return [{ type: 'channel', channel_id: part.channel }]
  const style = {
    ...(part.bold ? { bold: true as const } : {}),
    ...(part.code ? { code: true as const } : {}),
  }
  const styled = Object.keys(style).length > 0 ? { style } : {}
  // Only web addresses become links: CAKE's field is free text.
  if (part.url !== undefined && isWebAddress(part.url)) {
    return [{ type: 'link', url: part.url, text, ...styled }]
  }
  return [{ type: 'text', text, ...styled }]
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && text.length <= 3000 && URL.canParse(text)
}

function asText(part: Inline): string {
  return typeof part === 'string' ? part : part.text
}
