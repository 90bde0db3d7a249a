import { UserError } from './errors.ts'

/** One word as typed: its text, and whether it was quoted (a quoted word is never a verb or a key). */
export interface Word {
  readonly text: string
  readonly quoted: boolean
}

/** `key:value`; the key in lower case. */
export interface Pair {
  readonly key: string
  readonly value: string
}

export type Token = Word | Pair

/** All of them mean the same: phones and word processors turn one into another. */
const QUOTES = /["“”„‟«»]/g

/** Far above any real command; what is longer is a paste gone wrong. A button's value holds 2,000. */
const LONGEST = 1500

/**
 * Takes apart what a person typed after `/cake`. Understands straight and smart quotes, `#12345`, commas in numbers,
 * Slack's escapes (`<https://…|label>`, `<@U…>`, `<#C…|name>`, `&amp;`) and `key:value` with a quoted value. Everything
 * else is a word as it stands; nothing is ever refused but what is too long.
 */
export function tokens(typed: string): Token[] {
  if (typed.length > LONGEST) {
    throw new UserError(
      `That is ${typed.length} characters; a command has at most ${LONGEST}. Nothing was looked up.`,
    )
  }
  const found = normalise(typed).matchAll(
    /(?:([a-z][\w-]*):(?!\/\/))?(?:"([^"]*)"|([^\s"]+))|([a-z][\w-]*):(?=\s|$)/gi,
  )
  return [...found].map(([, key, quoted, bare, emptyKey]): Token => {
    if (emptyKey !== undefined) return { text: `${emptyKey}:`, quoted: false }
    const value = quoted ?? plainNumber(bare ?? '')
    return key === undefined
      ? { text: value, quoted: quoted !== undefined }
      : { key: key.toLowerCase(), value: value }
  })
}

/** True for a `key:value`. */
export function isPair(token: Token): token is Pair {
  return 'key' in token
}

/** The other way round: a value as it must be written in a command line to be read back as itself. */
export function quote(value: string): string {
  const safe = value.replaceAll(QUOTES, "'").trim()
  return /^[^\s":]+$/.test(safe) && plainNumber(safe) === safe ? safe : `"${safe}"`
}

function normalise(typed: string): string {
  return (
    typed
      .normalize('NFC')
      .replaceAll(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
      .replaceAll(QUOTES, '"')
      .replaceAll(/[‘’‚‛]/g, "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      // https://docs.slack.dev/messaging/formatting-message-text: <@U1|name>, <#C1|name>, <https://x|label>.
      .replaceAll(/<((?:https?:\/\/|mailto:)[^|>\s]*)(?:\|[^>]*)?>/g, '$1')
      .replaceAll(/<([@#][A-Z0-9]+)(?:\|[^>]*)?>/g, '$1')
  )
}

/** `#12345` and `12,345` are 12345; `1,2` and channel mentions stay. A comma or full stop after a number goes. */
function plainNumber(text: string): string {
  const digits = text.replace(/^#(?=\d)/, '').replace(/(?<=^[\d,]+)[,.;]$/, '')
  if (/^\d{1,3}(,\d{3})+$/.test(digits)) return digits.replaceAll(',', '')
  return /^\d+$/.test(digits) ? digits : text
}
