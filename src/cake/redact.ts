/** Takes the API key out of a text, in whatever way the text writes it. */
export type Redact = (text: string) => string

const REDACTED = '[key]'

/**
 * @param key the API key
 * @returns a function that replaces the key, with any of its characters URL-encoded (once or twice), JSON- or
 * HTML-escaped, in any case; or the whole in base64. Cut a text only after it went through: half a key would not be
 * recognised.
 */
export function redactor(key: string): Redact {
  if (key === '') return (text) => text
  const spelled = Array.from(key, (sign) => `(?:${spellings(sign).map(literal).join('|')})`).join('')
  const pattern = new RegExp(`${spelled}|${literal(Buffer.from(key).toString('base64'))}`, 'gi')
  return (text) => text.replace(pattern, REDACTED)
}

const named: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  ' ': '+',
}

/** How one character may be written; longer spellings first, so that none is taken for the start of another. */
function spellings(sign: string): string[] {
  const code = sign.codePointAt(0) ?? 0
  const bytes = [...Buffer.from(sign)].map((byte) => byte.toString(16).padStart(2, '0'))
  const units = Array.from({ length: sign.length }, (_, at) =>
    sign.charCodeAt(at).toString(16).padStart(4, '0'),
  )
  return [
    bytes.map((byte) => `%25${byte}`).join(''),
    bytes.map((byte) => `%${byte}`).join(''),
    units.map((unit) => `\\u${unit}`).join(''),
    `&#${code};`,
    `&#0${code};`,
    `&#x${code.toString(16)};`,
    JSON.stringify(sign).slice(1, -1),
    `\\${sign}`,
    named[sign] ?? sign,
    sign,
  ]
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

/**
 * What may be kept of an error of the HTTP library: its name, its code and its message, redacted. Its stack and
 * its other properties are left behind (they may hold the request), and so is its own cause.
 */
export function keepOf(error: unknown, redact: Redact): Error {
  const from = error instanceof Error ? error : new Error('something that is not an error was thrown')
  const code = 'code' in from && typeof from.code === 'string' ? from.code : undefined
  const kept = new Error(redact(from.message))
  kept.name = redact(from.name)
  kept.stack = `${kept.name}: ${kept.message}`
  return code === undefined ? kept : Object.assign(kept, { code: redact(code) })
}
