import { CakeError } from './errors.ts'
import type { Fault } from './judge.ts'
import type { Redact } from './redact.ts'

const LONGEST_MESSAGE = 500

/** Kinds of fault after which a write may or may not have been carried out. */
const unclear = new Set<Fault['kind']>(['unreachable', 'timeout', 'unreadable'])

/**
 * Makes the error of a fault, with the key taken out of everything.
 * @param write whether the call may have changed CAKE: then what is no clear refusal becomes `unknown-outcome`
 */
export function errorOf(fault: Fault, path: string, redact: Redact, write = false): CakeError {
  const { kind, status, field, retryAfterMs, cause } = fault
  const details = { status, field, retryAfterMs, cause }
  if (write && fault.unsent !== true && (unclear.has(kind) || (status ?? 0) >= 500)) {
    const message = `It is not known whether CAKE made the change: ${lowered(sentence(fault, path, redact))}`
    return new CakeError('unknown-outcome', path, message, details)
  }
  return new CakeError(kind, path, sentence(fault, path, redact), details)
}

/** CAKE's own words for what it calls invalid; otherwise ours, with CAKE's after it where it gave any. */
function sentence({ kind, why, says }: Fault, path: string, redact: Redact): string {
  const quoted = says === undefined ? undefined : tidy(says, redact)
  if (quoted !== undefined && kind === 'invalid') return quoted
  if (quoted !== undefined) return `${why} (${path}); it says: ${quoted}`
  return `${why} (${path}).`
}

function tidy(says: string, redact: Redact): string {
  const line = redact(redact(says).replaceAll(/\s+/g, ' ').trim())
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line
}

function lowered(text: string): string {
  return text.startsWith('CAKE') ? text : text.charAt(0).toLowerCase() + text.slice(1)
}
