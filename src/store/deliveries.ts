import type { Access, Tx } from './access.ts'
import { isId, type MessagePointer, pointerJson } from './change.ts'
import { type Delivery, type Digest, toDelivery } from './digest.ts'
import { digestRow, evenDeleted, noteDigest, withLast } from './digest-rows.ts'
import { forgetDeliveries } from './forget-deliveries.ts'
import { plainText, toJson } from './json.ts'
import { type ByHand, sendByHand } from './send-by-hand.ts'
import type { DeliveryRow } from './schema.ts'

/** A delivery that a worker has for itself, and the digest as it now is. */
export interface Claimed {
  readonly delivery: Delivery
  readonly digest: Digest
}

/** What tells one claim of a delivery from the next. */
type Claim = Pick<Delivery, 'id' | 'tries' | 'state' | 'endedAt'>

/** How many are looked at in one go. */
const BATCH = 100

/**
 * What goes to channels: one row for each slot of a digest and channel, in any number of processes on one database. What
 * a worker says of a delivery counts only while it is its own: not when its lease has ended and somebody else has it.
 */
export class Deliveries {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /**
   * Has a digest sent by hand, also while it is paused.
   * @returns false: there is no such digest
   */
  async now(digestId: number, channels: readonly string[], asked: ByHand): Promise<boolean> {
    if (!isId(digestId)) return false
    return this.#access.transaction((tx) => sendByHand(tx, { digestId, channels, ...asked }, this.#now()))
  }

  /** The latest deliveries of a digest, the newest first. */
  async ofDigest(digestId: number, size = 20): Promise<Delivery[]> {
    if (!isId(digestId)) return []
    const rows = await this.#access.read((db) => {
      const query = db.selectFrom('delivery').selectAll().where('digest_id', '=', digestId)
      return query.orderBy('id', 'desc').limit(size).execute()
    })
    return rows.map(toDelivery)
  }

  /**
   * Claims the longest waiting delivery whose time has come: a new one, one whose next try is due, or one whose worker
   * has let its lease end.
   * @param leaseMs longer than posting may take; what takes longer is to be claimed on, see `hold`
   */
  async next(worker: string, leaseMs: number): Promise<Claimed | undefined> {
    const now = this.#now()
    const time = now.toISOString()
    const lease_until = later(now, leaseMs)
    const waiting = await this.#access.read((db) => {
      const query = db.selectFrom('delivery').select('id').where('try_after', '<=', time)
      return query.where('lease_until', '<=', time).orderBy('try_after').orderBy('id').limit(BATCH).execute()
    })
    for (const { id } of waiting) {
      const [row] = await this.#access.statement((db) =>
        db
          .updateTable('delivery')
          .set((delivery) => ({ claimed_by: worker, lease_until, tries: delivery('tries', '+', 1) }))
          .where('id', '=', id)
          .where('try_after', '<=', time)
          .where('lease_until', '<=', time)
          .returningAll(),
      )
      const claimed = row && (await this.#withDigest(row))
      if (claimed) return claimed
    }
    return undefined
  }

  /**
   * True: it still is this claim's, for `leaseMs` from now, and still to be sent. To be asked right before anything is
   * posted.
   */
  async hold({ id, tries }: Claim, leaseMs: number): Promise<boolean> {
    const lease_until = later(this.#now(), leaseMs)
    const [row] = await this.#access.statement((db) =>
      db
        .updateTable('delivery')
        .set({ lease_until })
        .where('id', '=', id)
        .where('tries', '=', tries)
        .where('try_after', 'is not', null)
        .returning('id'),
    )
    return row !== undefined
  }

  /** Remembers where its message is, as soon as it is posted. */
  async posted(id: number, pointer: MessagePointer): Promise<void> {
    const message = pointerJson(pointer)
    await this.#access.statement((db) => db.updateTable('delivery').set({ message }).where('id', '=', id))
  }

  /**
   * It is sent: its message is up.
   * @param sent.recheckAt when its totals are to be read again
   * @throws where it is not on record where the message is
   */
  async sent(
    claim: Claim,
    { outcome, recheckAt }: { readonly outcome: unknown; readonly recheckAt?: Date },
  ): Promise<void> {
    const recheck_at = recheckAt?.toISOString() ?? null
    const set = { ...this.#ended('sent'), outcome: toJson(outcome), recheck_at }
    await this.#access.transaction(async (tx) => {
      const row = await setOf(tx, claim, set)
      if (row?.message === null) throw new Error(`Delivery ${row.id} cannot be sent without a message.`)
    })
  }

  /**
   * A message is up that says that the numbers cannot be had.
   * @param told.tryAfter when they are asked for again; null: never, the message stays
   */
  async told(
    claim: Claim,
    told: { readonly pointer: MessagePointer; readonly why: string; readonly tryAfter: Date | null },
  ): Promise<void> {
    const { pointer, why, tryAfter } = told
    const open = await this.#setOpen(claim, {
      state: 'told',
      message: pointerJson(pointer),
      outcome: reason(why),
      ended_at: (claim.endedAt ?? this.#now()).toISOString(),
      try_after: tryAfter?.toISOString() ?? null,
      lease_until: '',
    })
    // It was closed while that was posted, and nothing more is asked for.
    if (!open)
      await this.#set(claim, { message: pointerJson(pointer), recheck_at: this.#now().toISOString() })
  }

  /** Nothing has come of it: it is to be tried again then. */
  async later(
    claim: Claim,
    { tryAfter, why }: { readonly tryAfter: Date; readonly why: string },
  ): Promise<void> {
    await this.#setOpen(claim, { try_after: tryAfter.toISOString(), lease_until: '', outcome: reason(why) })
  }

  /** It cannot be sent, and is not tried again. A message that says that it is tried again is looked at once more. */
  async failed(claim: Claim, why: string): Promise<void> {
    const recheck_at = claim.state === 'told' ? this.#now().toISOString() : null
    await this.#set(claim, { ...this.#ended('failed'), outcome: reason(why), recheck_at })
  }

  /** Its time is over. That is on record. */
  async skipped(claim: Claim, why: string): Promise<void> {
    const now = this.#now()
    await this.#access.transaction(async (tx) => {
      const row = await setOf(tx, claim, { ...this.#ended('skipped'), outcome: reason(why) })
      if (!row) return
      const { digest_id, slot, channel } = row
      await noteDigest(tx, digest_id, { step: 'skipped', by: 'bot', detail: { slot, channel, why } }, now)
    })
  }

  /**
   * One that is to be looked at again, within `leaseMs`; after that somebody else gets it. Of a digest that was deleted it
   * is one that was not sent.
   */
  async nextToRecheck(leaseMs: number): Promise<Claimed | undefined> {
    const now = this.#now()
    const recheck_at = later(now, leaseMs)
    const waiting = await this.#access.read((db) => {
      const query = db.selectFrom('delivery').select('id').where('recheck_at', '<=', now.toISOString())
      return query.orderBy('recheck_at').orderBy('id').limit(BATCH).execute()
    })
    for (const { id } of waiting) {
      const [row] = await this.#access.statement((db) =>
        db
          .updateTable('delivery')
          .set({ recheck_at })
          .where('id', '=', id)
          .where('recheck_at', '<=', now.toISOString())
          .returningAll(),
      )
      const claimed = row && (await this.#withDigest(row, evenDeleted))
      if (claimed) return claimed
    }
    return undefined
  }

  /** It was read again. @param outcome what was found; it replaces the one it was sent with */
  async rechecked(id: number, outcome: unknown): Promise<void> {
    const set = { recheck_at: null, outcome: toJson(outcome) }
    await this.#access.statement((db) => db.updateTable('delivery').set(set).where('id', '=', id))
  }

  /** Forgets those that were over before `time`, but for the latest of each digest and channel. */
  async forgetBefore(time: Date): Promise<void> {
    await this.#access.transaction((tx) => forgetDeliveries(tx, time))
  }

  async #withDigest(row: DeliveryRow, digestOf = digestRow): Promise<Claimed | undefined> {
    return this.#access.read(async (db) => {
      const found = await digestOf(db, row.digest_id)
      // Deleted this moment: its deliveries are over.
      if (!found) return undefined
      const [digest] = await withLast(db, [found])
      return digest && { delivery: toDelivery(row), digest }
    })
  }

  #ended(state: 'sent' | 'failed' | 'skipped') {
    return { state, ended_at: this.#now().toISOString(), try_after: null, lease_until: '' }
  }

  async #set(claim: Claim, set: Partial<DeliveryRow>): Promise<void> {
    await this.#access.statement((db) => updateOf(db, claim, set))
  }

  /** False: it is over, or somebody else's. The digest was paused or deleted meanwhile, or has left the channel. */
  async #setOpen(claim: Claim, set: Partial<DeliveryRow>): Promise<boolean> {
    const [row] = await this.#access.statement((db) =>
      updateOf(db, claim, set).where('try_after', 'is not', null).returning('id'),
    )
    return row !== undefined
  }
}

/** Undefined: it is somebody else's by now. */
async function setOf(tx: Tx, claim: Claim, set: Partial<DeliveryRow>): Promise<DeliveryRow | undefined> {
  return updateOf(tx, claim, set).returningAll().executeTakeFirst()
}

function updateOf(tx: Tx, { id, tries }: Claim, set: Partial<DeliveryRow>) {
  return tx.updateTable('delivery').set(set).where('id', '=', id).where('tries', '=', tries)
}

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString()
}

function reason(why: string): string {
  return toJson({ why: plainText(why) })
}
