import type { Access, Tx } from './access.ts'
import { type Actor, actorColumns } from './actor.ts'
import { append } from './audit.ts'
import { toJson } from './json.ts'
import type { SettingRow } from './schema.ts'

/** A setting as it stands. */
export interface Setting {
  readonly key: string
  readonly value: unknown
  /** Times it was set. */
  readonly version: number
  readonly by: Actor
  readonly at: Date
}

/** What became of setting it: when somebody else was quicker, `setting` is what they have set. */
export interface Set {
  readonly done: boolean
  readonly setting: Setting
}

/** What admins have set, by key. Every change of it is in the audit chain. */
export class Settings {
  readonly #access: Access
  readonly #now: () => Date

  constructor(access: Access, now: () => Date) {
    this.#access = access
    this.#now = now
  }

  /** Undefined: never set. */
  async get(key: string): Promise<Setting | undefined> {
    const row = await this.#access.read((db) =>
      db.selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst(),
    )
    return row && toSetting(row)
  }

  /** Everything that was ever set, by key. */
  async all(): Promise<readonly Setting[]> {
    const rows = await this.#access.read((db) =>
      db.selectFrom('setting').selectAll().orderBy('key').execute(),
    )
    return rows.map(toSetting)
  }

  /**
   * Sets `key` to a JSON value, if it still is what the person saw.
   * @param version of the setting they saw; 0 where there was none
   */
  async set(key: string, value: unknown, { version, by }: { version: number; by: Actor }): Promise<Set> {
    return this.#access.transaction(async (tx) => {
      const now = this.#now()
      const before = await rowOf(tx, key)
      const next = {
        key,
        value: toJson(value),
        version: version + 1,
        ...setBy(by),
        set_at: now.toISOString(),
      }
      const row = await put(tx, next, version)
      if (row === undefined) return { done: false, setting: await present(tx, key) }
      const detail = { key, before: before && (JSON.parse(before.value) as unknown), after: value }
      await append(tx, { by, what: 'settings', detail }, now)
      return { done: true, setting: toSetting(row) }
    })
  }
}

/** Undefined when it is not of that version any more. */
async function put(tx: Tx, next: SettingRow, version: number): Promise<SettingRow | undefined> {
  if (version > 0) {
    const { key, ...columns } = next
    const update = tx.updateTable('setting').set(columns).where('key', '=', key)
    return update.where('version', '=', version).returningAll().executeTakeFirst()
  }
  const insert = tx.insertInto('setting').values(next)
  return insert
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

async function rowOf(tx: Tx, key: string): Promise<SettingRow | undefined> {
  return tx.selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst()
}

async function present(tx: Tx, key: string): Promise<Setting> {
  const row = await rowOf(tx, key)
  if (row === undefined)
    throw new Error(`The setting ${key} has no version to be set from: it was never set.`)
  return toSetting(row)
}

function setBy(by: Actor): { set_by: string; set_by_team: string } {
  const { actor, actor_team } = actorColumns(by)
  return { set_by: actor, set_by_team: actor_team }
}

function toSetting(row: SettingRow): Setting {
  return {
    key: row.key,
    value: JSON.parse(row.value),
    version: row.version,
    by: { userId: row.set_by, teamId: row.set_by_team },
    at: new Date(row.set_at),
  }
}
