import { createHash } from 'node:crypto'

/** A value as JSON text; what JSON has no word for is null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value ?? null)
}

/**
 * The one JSON text that equal values share, whatever the order of their keys.
 * @throws TypeError for what is no JSON (a bigint, a circle)
 */
function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(JSON.parse(toJson(value))))
}

/** SHA-256, in hex, of a value's canonical JSON: what an approval is bound to. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value))
}

/** SHA-256, in hex, of a text in UTF-8. Both databases have it too, as the function `sha256_hex`. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, sorted(part)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * A text that every database takes and gives back as it was: without NUL, which PostgreSQL refuses, and without half
 * characters, which no encoding has.
 */
export function plainText(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
