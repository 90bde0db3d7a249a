import type { Access, Tx } from './access.ts'
import type { Actor, By } from './actor.ts'
import { lockHead } from './audit.ts'
import { isId } from './change.ts'
import type { Digest, Paused, Slot } from './digest.ts'
import { type DigestPage, digestPage, digestsIn, digestsOf, dueDigests } from './digest-lists.ts'
import { closeOpen, DELETED, digestRow, noteDigest, withLast } from './digest-rows.ts'
import { plainText, toJson } from './json.ts'
import { type Planned, planSlots } from './plan-slots.ts'
import type { DigestRow } from './schema.ts'
import { claimUntold } from './untold.ts'

/** What a digest is to be. */
interface Wanted {
  readonly plan: unknown
  /** Slack's ids. */
  readonly channels: readonly string[]
  readonly next: Slot
}

/** What became of changing a digest: when it was not done, how it now stands; without it, there is none. */
export type Edited =
  { readonly done: true; readonly digest: Digest } | { readonly done: false; readonly digest?: Digest }

/** How many are looked at in one go. */
const BATCH = 100

/** The digests. Every change of one, and every slot that it skipped, is in the audit chain; sending is in deliveries.ts. */
export class Digests {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  async add({ owner, ...wanted }: Wanted & { readonly owner: Actor }): Promise<Digest> {
    return this.#access.transaction(async (tx) => {
      const now = this.#now()
      await lockHead(tx)
      const { last } = await tx
        .selectFrom('digest')
        .select((row) => row.fn.max('id').as('last'))
        .executeTakeFirstOrThrow()
      const row: DigestRow = {
        ...columns(wanted),
        id: (last ?? 0) + 1,
        version: 1,
        state: 'on',
        owner: owner.userId,
        owner_team: owner.teamId,
        paused: null,
        tell_after: null,
        added_at: now.toISOString(),
      }
      await tx.insertInto('digest').values(row).execute()
      const { plan, channels } = wanted
      await noteDigest(tx, row.id, { step: 'added', by: owner, to: 'on', detail: { plan, channels } }, now)
      return single(tx, row)
    })
  }

  /**
   * Makes a digest another one, if it still is what the person saw. What is still to be sent in channels that it left is
   * not sent any more.
   * @param edited.version of the digest they saw
   */
  async edit(id: number, edited: Wanted & { readonly version: number; readonly by: Actor }): Promise<Edited> {
    const { version, by, ...wanted } = edited
    return this.#change(id, { step: 'edited', by }, async (tx, now) => {
      const { plan, channels } = wanted
      const row = await tx
        .updateTable('digest')
        .set({ ...columns(wanted), version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('state', '<>', DELETED)
        .returningAll()
        .executeTakeFirst()
      if (row) await closeOpen(tx, id, { why: 'the digest left this channel', keep: channels }, now)
      return row && { row, detail: { plan, channels } }
    })
  }

  /**
   * Not done: it is paused already. When a person pauses, what is still to be sent is not sent any more; when the bot
   * does, over one channel, the others still get theirs, and the owner is to be told (`nextToTell`).
   */
  async pause(id: number, { by, why, channel }: Omit<Paused, 'at'>): Promise<Edited> {
    return this.#change(id, { step: 'paused', by }, async (tx, now) => {
      const paused = { by, at: now, why: plainText(why), channel }
      const tell_after = by === 'bot' ? '' : null
      const row = await this.#turn(tx, id, 'on', { state: 'paused', paused: toJson(paused), tell_after })
      if (row && by !== 'bot') await closeOpen(tx, id, { why: 'the digest was paused' }, now)
      return row && { row, detail: { why, channel } }
    })
  }

  /**
   * Not done: it is not paused.
   * @param resumed.owner who answers for it from now on, where its owner cannot any more
   */
  async resume(
    id: number,
    { by, next, owner }: { readonly by: By; readonly next: Slot; readonly owner?: Actor },
  ): Promise<Edited> {
    return this.#change(id, { step: 'resumed', by }, async (tx) => {
      const set = {
        state: 'on',
        paused: null,
        tell_after: null,
        ...nextColumns(next),
        ...(owner && { owner: owner.userId, owner_team: owner.teamId }),
      }
      const row = await this.#turn(tx, id, 'paused', set)
      return row && { row, detail: owner ? { owner } : {} }
    })
  }

  /** @returns whether there was such a digest */
  async remove(id: number, { by }: { readonly by: By }): Promise<boolean> {
    if (!isId(id)) return false
    return this.#access.transaction(async (tx) => {
      const now = this.#now()
      const gone = { state: DELETED, tell_after: null }
      const row = await tx
        .updateTable('digest')
        .set((digest) => ({ ...gone, version: digest('version', '+', 1) }))
        .where('id', '=', id)
        .where('state', '<>', DELETED)
        .returning('id')
        .executeTakeFirst()
      if (!row) return false
      await closeOpen(tx, id, { why: 'the digest was deleted' }, now)
      const sent = tx.updateTable('delivery').where('digest_id', '=', id).where('state', '=', 'sent')
      await sent.set({ recheck_at: null }).execute()
      await noteDigest(tx, id, { step: 'deleted', by, to: DELETED }, now)
      return true
    })
  }

  /** Undefined: there is none, or none any more. */
  async byId(id: number): Promise<Digest | undefined> {
    if (!isId(id)) return undefined
    return this.#access.read(async (db) => {
      const row = await digestRow(db, id)
      return row && (await withLast(db, [row]))[0]
    })
  }

  /** Those of a channel, the oldest first; `last` is of this channel. */
  async inChannel(channel: string): Promise<Digest[]> {
    return this.#access.read((db) => digestsIn(db, channel))
  }

  /** Those of an owner, the oldest first. @param userId Slack's */
  async ofOwner(userId: string): Promise<Digest[]> {
    return this.#access.read((db) => digestsOf(db, userId))
  }

  /** A page of all, the oldest first. */
  async all(page: { readonly size: number; readonly skip?: number }): Promise<DigestPage> {
    return this.#access.read((db) => digestPage(db, page))
  }

  /** Those whose next slot has come, the longest waiting first. */
  async due(): Promise<Digest[]> {
    return this.#access.read((db) => dueDigests(db, this.#now(), BATCH))
  }

  /**
   * Moves a digest to its next slot, with the deliveries of those before it, as one: so whoever does it, it is done once.
   * @param digest as `due` gave it
   * @returns false when it is not so any more: somebody else was quicker, or it was changed
   */
  async plan(digest: Digest, planned: Planned): Promise<boolean> {
    return this.#access.transaction((tx) => planSlots(tx, digest, planned, this.#now()))
  }

  /** A digest that the bot has paused and its owner was not told of, to be told within `leaseMs`. */
  async nextToTell(leaseMs: number): Promise<Digest | undefined> {
    return claimUntold(this.#access, this.#now(), leaseMs)
  }

  /** The owner was told that it is paused. @param version of the digest of which they were told */
  async told(id: number, version: number): Promise<void> {
    await this.#access.statement((db) =>
      db.updateTable('digest').set({ tell_after: null }).where('id', '=', id).where('version', '=', version),
    )
  }

  async #turn(
    tx: Tx,
    id: number,
    from: Digest['state'],
    set: Partial<DigestRow>,
  ): Promise<DigestRow | undefined> {
    return tx
      .updateTable('digest')
      .set((digest) => ({ ...set, version: digest('version', '+', 1) }))
      .where('id', '=', id)
      .where('state', '=', from)
      .returningAll()
      .executeTakeFirst()
  }

  async #change(
    id: number,
    { step, by }: { readonly step: string; readonly by: By },
    make: (
      tx: Tx,
      now: Date,
    ) => Promise<{ row: DigestRow; detail: Readonly<Record<string, unknown>> } | undefined>,
  ): Promise<Edited> {
    if (!isId(id)) return { done: false }
    return this.#access.transaction(async (tx) => {
      const now = this.#now()
      const made = await make(tx, now)
      if (!made) {
        const row = await digestRow(tx, id)
        return row ? { done: false, digest: await single(tx, row) } : { done: false }
      }
      await noteDigest(tx, id, { step, by, to: made.row.state, detail: made.detail }, now)
      return { done: true, digest: await single(tx, made.row) }
    })
  }
}

async function single(tx: Tx, row: DigestRow): Promise<Digest> {
  const [digest] = await withLast(tx, [row])
  if (!digest) throw new Error(`Digest ${row.id} is gone.`)
  return digest
}

function columns({ plan, channels, next }: Wanted) {
  return { plan: toJson(plan), channels: toJson(channels), ...nextColumns(next) }
}

function nextColumns({ wall, at }: Slot) {
  return { next_wall: wall, next_at: at.toISOString() }
}
