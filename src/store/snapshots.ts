import type { Access } from './access.ts'

/** One snapshot, kept across restarts; the newest replaces the one before. */
export class Snapshots {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /** Undefined: none was ever saved. */
  async load(): Promise<{ readonly bytes: Uint8Array; readonly savedAt: Date } | undefined> {
    const row = await this.#access.read((db) =>
      db.selectFrom('snapshot').selectAll().where('id', '=', 1).executeTakeFirst(),
    )
    return row && { bytes: row.bytes, savedAt: new Date(row.saved_at) }
  }

  async save(bytes: Uint8Array): Promise<void> {
    const row = { saved_at: this.#now().toISOString(), bytes }
    await this.#access.statement((db) =>
      db
        .insertInto('snapshot')
        .values({ id: 1, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
    )
  }
}
