import type { DaysChart } from '../../chart/chart.ts'
import type { Desk } from '../changes/desk.ts'
import { type Asked, compose } from './compose.ts'
import type { Composed, DigestTotals } from './composed.ts'
import { totalsNow } from './facts.ts'
import { toolsOf } from './tools.ts'

/** What digests are sent with. */
export interface Digesting {
  readonly desk: Desk
  readonly compose: (asked: Asked) => Promise<Composed>
  /** The totals alone, as CAKE has them now. @throws as `totalsNow` does */
  readonly totals: (asked: Asked) => Promise<DigestTotals>
  /** A chart as a PNG, for where Slack draws none. */
  readonly draw: (chart: DaysChart) => Promise<Uint8Array>
}

/** Digests as they are sent from a desk. */
export function digestingAt(desk: Desk, draw: Digesting['draw']): Digesting {
  return {
    desk,
    compose: (asked) => compose(toolsOf(desk), asked),
    totals: (asked) => totalsNow(toolsOf(desk), asked),
    draw,
  }
}

export interface DigestWorker {
  /** Nobody else's, now or ever. */
  readonly name: string
  /** For how long it claims a delivery at a time, in milliseconds; five minutes unless given. */
  readonly leaseMs?: number
}

/** For so long the numbers are asked for again, from the message that says that they cannot be had. */
export const TRIED_MINUTES = 120

const MINUTE_MS = 60_000

/** A time so many minutes from `from`. */
export function minutesAfter(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * MINUTE_MS)
}

/** The key of a message of a delivery: what it is found by after a crash. */
export function keyOf(deliveryId: number, what?: 'told' | 'given-up' | 'recheck'): string {
  return `digest-${deliveryId}${what === undefined ? '' : `-${what}`}`
}

/** What Slack says of a message that is to stay as it is: a workspace may let none be edited after some minutes. */
export const FIXED: ReadonlySet<string> = new Set(['edit_window_closed', 'cant_update_message'])
