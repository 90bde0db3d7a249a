import { escape } from '../blocks/text.ts'

/** Longer messages are read up to here: nobody looks things up in a book. */
const MOST_TEXT = 20_000

/** Fields of blocks and attachments that people read, and addresses that they can follow. */
const READ = ['text', 'title', 'pretext', 'fallback', 'value', 'alt_text', 'caption'] as const
const ADDRESSES = ['url', 'title_link'] as const
/** What they are in. */
const INSIDE = ['blocks', 'attachments', 'elements', 'fields', 'rows', 'child_blocks', 'accessory'] as const

/**
 * Everything in a message that says something, as Slack writes text (`&`, `<` and `>` escaped): its `text`, and what
 * stands only in its blocks or attachments, as with messages of other apps.
 */
export function textOfMessage(message: unknown): string {
  const parts: string[] = []
  collect(message, parts, false)
  // Blocks mostly say again what `text` says.
  const said = parts.reduce((all, part) => (all.includes(part) ? all : `${all}\n${part}`), '')
  return said.slice(0, MOST_TEXT).trim()
}

/** @param isPlain the words are not escaped: plain_text, and the text of rich_text */
function collect(node: unknown, parts: string[], isPlain: boolean): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, parts, isPlain)
    return
  }
  // What can be clicked says what it does, and what a link unfurled to is not what was said.
  if (!isRecord(node) || 'action_id' in node || 'from_url' in node) return
  const { type } = node
  const plain = typeof type === 'string' ? PLAIN.has(type) : isPlain
  for (const field of READ) {
    const said = node[field]
    if (typeof said === 'string' && said !== '') parts.push(plain ? escape(said) : said)
    else collect(said, parts, plain)
  }
  for (const field of ADDRESSES) {
    const address = node[field]
    if (typeof address === 'string' && address !== '') parts.push(`<${escape(address)}>`)
  }
  for (const field of INSIDE) collect(node[field], parts, plain)
}

/** The types whose `text` is words and nothing else. */
const PLAIN = new Set(['plain_text', 'text', 'link', 'raw_text', 'raw_number'])

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
