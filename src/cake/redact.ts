/** Takes the API key out of a text, in whatever way the text writes it. */
export type Redact = (text: string) => string

const REDACTED = '[key]'

/**
 * @param key the API key
 * @returns a function that replaces the key, also URL-encoded (with `%20` or `+`), JSON- or HTML-escaped or in
 * base64, in any case. Cut a text only after it went through: half a key would not be recognised.
 */
export function redactor(key: string): Redact {
  if (key === '') return (text) => text
  const encoded = encodeURIComponent(key)
  const forms = [
    key,
    encoded,
    encoded.replaceAll('%20', '+'),
    encodeURIComponent(encoded),
    encodeURI(key),
    new URLSearchParams({ k: key }).toString().slice(2),
    JSON.stringify(key).slice(1, -1),
    htmlEscaped(key, /[&<>"']/g),
    // Many escapers leave the apostrophe.
    htmlEscaped(key, /[&<>"]/g),
    Buffer.from(key).toString('base64'),
  ]
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length)
  const pattern = new RegExp(
    longestFirst.map((form) => form.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)).join('|'),
    'gi',
  )
  return (text) => text.replace(pattern, REDACTED)
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

function htmlEscaped(text: string, signs: RegExp): string {
  const escapes: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(signs, (sign) => escapes[sign] ?? sign)
}
