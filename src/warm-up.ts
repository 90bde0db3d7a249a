import type { CakeReader } from './cake/client.ts'
import { addDays, dayAt } from './cake/time.ts'
import type { Log } from './slack/log.ts'

/**
 * Finds out how the network means a report's end date before the first card needs it. It goes behind people's lookups;
 * where the configuration says how it is meant, nothing is asked. A failure is a line in the log: whoever needs it asks
 * again.
 * @param signal ends it, with its requests
 */
export function warmUp(cake: CakeReader, log: Log, now: Date, signal: AbortSignal): void {
  const yesterday = addDays(dayAt(now, cake.zone), -1)
  const found = cake.reportDates({ from: yesterday, to: yesterday }, { background: true, signal })
  found.catch((error: unknown) => {
    if (!signal.aborted) log.warn({ err: error }, 'how reports mean their end date is not known yet')
  })
}
