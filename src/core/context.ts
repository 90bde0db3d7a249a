import type { QueryContext, Shown } from './command.ts'
import { dayInZone } from './days.ts'
import { withoutMoney } from './money.ts'

/** What a query may use, before it is known when. */
type Means = Omit<QueryContext, 'now' | 'today' | 'read'> & { readonly now: () => Date }

/** A query's surroundings from its beginning to its end. */
interface Begun {
  readonly context: QueryContext
  readonly shown: Shown
  /** Ends the reads that nobody waits for any more. */
  readonly stop: () => void
}

/** Made once: an AbortError of its own for every command, stack and all, would be thrown away. */
const OVER = new Error('the command has been answered')

/** Begins a query now. @param words its command line */
export function begin(means: Means, words: string): Begun {
  const ending = new AbortController()
  const { zone } = means.cake
  const now = means.now()
  const today = dayInZone(now, zone)
  const context: QueryContext = { ...means, read: { signal: ending.signal }, now, today }
  const { money, roles } = means.person
  return {
    context: money ? context : withoutMoney(context),
    shown: { now, today, zone, words, money, roles },
    stop: () => ending.abort(OVER),
  }
}
