import type { Actor, By } from './actor.ts'
import type { MessagePointer } from './change.ts'
import type { DeliveryRow, DigestRow } from './schema.ts'

/** A time at which a digest is due. */
export interface Slot {
  /** As the wall of its zone has it: `2026-11-21 09:00`. */
  readonly wall: string
  readonly at: Date
}

/** A digest as it stands. */
export interface Digest {
  /** 1, 2, 3 …: people say 'digest 3'. */
  readonly id: number
  /** Times it was changed: what an edit is compared with. */
  readonly version: number
  readonly owner: Actor
  /** JSON that the store does not look into. */
  readonly plan: unknown
  /** Slack's ids, which survive renaming. */
  readonly channels: readonly string[]
  readonly state: 'on' | 'paused'
  readonly paused: Paused | null
  /** The next slot; of no meaning while it is paused. */
  readonly nextWall: string
  readonly nextAt: Date
  /** What became of its latest slot, where there was one. */
  readonly last: Last | null
}

/** Who paused a digest, and why. */
export interface Paused {
  readonly by: By
  readonly at: Date
  readonly why: string
  /** The one of its channels that it is about, where it is about one. */
  readonly channel?: string
}

/** What became of a slot. */
export interface Last {
  readonly slot: string
  readonly channel: string
  readonly at: Date
  readonly state: DeliveryState
  readonly message: MessagePointer | null
}

export type DeliveryState =
  /** To be sent. */
  | 'due'
  /** A message is up that says that the numbers cannot be had; it is replaced when they come. */
  | 'told'
  | 'sent'
  | 'skipped'
  | 'failed'

/** What one channel gets of one slot of a digest: there is never a second one. */
export interface Delivery {
  readonly id: number
  readonly digestId: number
  readonly channel: string
  /** As the wall of the digest's zone has it; `now …` for one that was sent by hand. */
  readonly slot: string
  readonly dueAt: Date
  /** It is sent after its time, and says so. */
  readonly late: boolean
  readonly state: DeliveryState
  /** Times it was claimed. */
  readonly tries: number
  /** Null: nothing more is tried. */
  readonly tryAfter: Date | null
  readonly message: MessagePointer | null
  /** JSON: what was sent, or why not. */
  readonly outcome: unknown
  /** When it came to its state: for `told`, the first time. Null while it is due. */
  readonly endedAt: Date | null
  /** When its totals are to be read again; of one that was not sent, when its message is to be made true. */
  readonly recheckAt: Date | null
}

/** A digest from its row. */
export function toDigest(row: DigestRow, last: DeliveryRow | undefined): Digest {
  return {
    id: row.id,
    version: row.version,
    owner: { userId: row.owner, teamId: row.owner_team },
    plan: JSON.parse(row.plan),
    channels: JSON.parse(row.channels) as string[],
    state: row.state === 'on' ? 'on' : 'paused',
    paused: row.paused === null ? null : paused(row.paused),
    nextWall: row.next_wall,
    nextAt: new Date(row.next_at),
    last: last ? toLast(last) : null,
  }
}

function paused(json: string): Paused {
  const kept = JSON.parse(json) as Omit<Paused, 'at'> & { at: string }
  return { ...kept, at: new Date(kept.at) }
}

function toLast(row: DeliveryRow): Last {
  const { slot, channel, state, message, endedAt, dueAt } = toDelivery(row)
  return { slot, channel, at: endedAt ?? dueAt, state, message }
}

/** A delivery from its row. */
export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    digestId: row.digest_id,
    channel: row.channel,
    slot: row.slot,
    dueAt: new Date(row.due_at),
    late: row.late === 1,
    state: row.state as DeliveryState,
    tries: row.tries,
    tryAfter: row.try_after === null ? null : new Date(row.try_after === '' ? row.due_at : row.try_after),
    message: row.message === null ? null : (JSON.parse(row.message) as MessagePointer),
    outcome: row.outcome === null ? null : (JSON.parse(row.outcome) as unknown),
    endedAt: time(row.ended_at),
    recheckAt: time(row.recheck_at),
  }
}

function time(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
