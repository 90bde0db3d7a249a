import type { ReceiverEvent } from '@slack/bolt'
import type { Observe } from './contract.ts'
import type { Log } from './log.ts'

/** What is being answered right now. */
export class InHand {
  readonly #work = new Set<Promise<unknown>>()

  /** Counts `work` as in hand until it is settled. */
  add<T>(work: Promise<T>): Promise<T> {
    const settled = work
      // Only its end matters here: whoever gave the work hears of its failure.
      .catch(() => undefined)
      .finally(() => this.#work.delete(settled))
    this.#work.add(settled)
    return work
  }

  /** Fulfilled when nothing is in hand any more, what came meanwhile included. */
  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work)
  }
}

/** Remembers names for a while, at most so many: whether this one was here before. */
export class Seen {
  readonly #until = new Map<string, number>()
  readonly #clock: () => number
  readonly #keepMs: number
  readonly #most: number

  /** @param keepMs how long a name is remembered; `most`: how many, the oldest go first */
  constructor(clock: () => number, keepMs: number, most = 10_000) {
    this.#clock = clock
    this.#keepMs = keepMs
    this.#most = most
  }

  /** True when `name` was asked about within the time; remembers it if not. */
  before(name: string): boolean {
    const now = this.#clock()
    const until = this.#until.get(name)
    if (until !== undefined && until > now) return true
    // Deleted first, so that the order of the map is the order of age.
    this.#until.delete(name)
    this.#until.set(name, now + this.#keepMs)
    for (const [oldest, end] of this.#until) {
      if (end > now && this.#until.size <= this.#most) break
      this.#until.delete(oldest)
    }
    return false
  }

  /** Lets `name` be new again. */
  forget(name: string): void {
    this.#until.delete(name)
  }
}

/** Slack repeats an event for at most 5 minutes; what comes later than this is something new. */
export const REMEMBERED = 15 * 60_000

export interface Desk {
  readonly seen: Seen
  readonly inHand: InHand
  readonly log: Log
  readonly observe?: Observe
}

/**
 * Stands between Slack's deliveries and Bolt, which answers a repeated one again: a delivery that was here before is
 * acknowledged and dropped, every other is handed on and counted as in hand. Nothing is left without an
 * acknowledgement, and nothing is ever thrown: a failure here would end the process in Socket Mode.
 */
export async function take(
  desk: Desk,
  event: ReceiverEvent,
  process: (event: ReceiverEvent) => Promise<void>,
): Promise<void> {
  const name = deliveryName(event.body)
  const kind = deliveryKind(event.body)
  const ack = onlyOnce(desk, event)
  const again = name !== undefined && desk.seen.before(name)
  desk.observe?.delivery(kind, again ? 'duplicate' : 'taken')
  if (again) {
    desk.log.info(
      { kind, retry: event.retryNum, reason: event.retryReason },
      'a repeated delivery was dropped',
    )
    return ack()
  }
  try {
    await desk.inHand.add(process({ ...event, ack }))
  } catch (error) {
    desk.log.error({ err: error, kind }, 'a delivery could not be handled')
  }
  // A kind that no listener knows: else Slack would show its own error, or send it again.
  await ack()
}

/**
 * Slack's name for what happened. A retry has its original's; without an original it is answered, since then the
 * original never came here.
 */
function deliveryName(body: ReceiverEvent['body']): string | undefined {
  const id: unknown = body['event_id'] ?? body['trigger_id'] ?? body['response_url']
  return typeof id === 'string' && id !== '' ? id : undefined
}

function deliveryKind(body: ReceiverEvent['body']): string {
  if (typeof body['command'] === 'string') return 'command'
  const event: unknown = body['event']
  const ofEvent = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined
  const kind: unknown = KINDS.has(String(ofEvent)) ? ofEvent : body['type']
  return typeof kind === 'string' && KINDS.has(kind) ? kind : 'other'
}

const KINDS = new Set([
  'event_callback',
  'app_home_opened',
  'link_shared',
  'block_actions',
  'block_suggestion',
  'view_submission',
  'view_closed',
  'shortcut',
  'message_action',
])

function onlyOnce(desk: Desk, event: ReceiverEvent): (answer?: unknown) => Promise<void> {
  let acknowledged = false
  return async (answer) => {
    if (acknowledged) return
    acknowledged = true
    try {
      await event.ack(answer)
    } catch (error) {
      // The connection it came by is gone. The person still gets the answer: it goes another way.
      desk.log.warn({ err: error }, 'a delivery could not be acknowledged')
    }
  }
}
