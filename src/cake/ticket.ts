import type { Clock } from './clock.ts'

/**
 * One call's place in the world: how it queues, until when it may take, and how to stop it at whatever it is just
 * doing (waiting in the queue, waiting between attempts, waiting for CAKE).
 */
export interface Ticket {
  /** Behind people's lookups. Becomes false when a person joins a background read. */
  background: boolean
  /** On the client's clock, in ms; after it nothing more is begun. */
  deadlineAt: number
  cancelled: boolean
  /** Stops what is going on right now; set by whoever is doing it. */
  stop: (() => void) | undefined
  /** Told when the deadline was pulled forward; set by whoever waits for longer than that. */
  hurry?: (() => void) | undefined
}

/** Thrown inside the client when nobody waits for a call any more. */
export class Cancelled extends Error {}

export function cancel(ticket: Ticket): void {
  ticket.cancelled = true
  ticket.stop?.()
}

/**
 * Waits, as long as the ticket's deadline lets it.
 * @returns whether the time has passed; false as soon as the deadline is pulled forward into it
 * @throws Cancelled
 */
export function pause(ms: number, ticket: Ticket, clock: Clock): Promise<boolean> {
  const until = clock.ms() + ms
  return new Promise((resolve, reject) => {
    const over = (passed: boolean) => {
      drop()
      ticket.stop = undefined
      ticket.hurry = undefined
      resolve(passed)
    }
    const drop = clock.after(ms, () => over(true))
    ticket.hurry = () => {
      if (until > ticket.deadlineAt) over(false)
    }
    ticket.stop = () => {
      drop()
      reject(new Cancelled())
    }
  })
}

/** The promise's outcome, or the signal's reason once it is aborted; the promise itself goes on. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | undefined,
  left?: () => void,
): Promise<T> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason as Error)
      left?.()
    }
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    promise.finally(() => signal.removeEventListener('abort', leave)).then(resolve, reject)
  })
}
