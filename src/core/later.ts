import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { AnyQuery, Later } from './command.ts'
import { missing } from './trouble.ts'

/**
 * How long a card that is ready waits for its figures: a fifth of the time it took itself, so that nobody notices, but
 * figures that are nearly there come in the same message. Under 5 ms a timer is not worth it: what has arrived is taken.
 */
export async function patience(command: AnyQuery, tookMs: number): Promise<void> {
  const ms = tookMs / 5
  if (command.figures) await (ms >= 5 ? sleep(ms) : turn())
}

/** Waits for the figures without ever failing: what they could not tell is said in the card, and `note` hears why. */
export async function settle(
  loading: Promise<unknown> | undefined,
  note: (error: unknown) => void,
): Promise<Later<unknown>> {
  if (!loading) return { state: 'pending' }
  try {
    return { state: 'there', value: await loading }
  } catch (error) {
    note(error)
    return { state: 'failed', sentence: missing(error) }
  }
}
