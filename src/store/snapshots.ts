import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** One snapshot, kept across restarts; the newest replaces the one before. */
export interface SnapshotStore {
  load(): Promise<{ readonly bytes: Uint8Array; readonly savedAt: Date } | undefined>
  save(bytes: Uint8Array): Promise<void>
  close(): void
}

/**
 * Keeps a snapshot in the SQLite file at `path`, which is made when it is missing (file and folder, for the owner only).
 * @throws what SQLite throws, as when the file is none of its own or cannot be written
 */
export function openSnapshots(path: string, now: () => Date = () => new Date()): SnapshotStore {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  // SQLite gives the files beside it the same mode.
  closeSync(openSync(path, 'a', 0o600))
  const db = new DatabaseSync(path)
  // A snapshot that a crash loses is read again from CAKE: durability is not worth a second at each save.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000')
  db.exec(
    'CREATE TABLE IF NOT EXISTS snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), saved_at TEXT NOT NULL, bytes BLOB NOT NULL)',
  )
  const load = db.prepare('SELECT saved_at, bytes FROM snapshot WHERE id = 1')
  const save = db.prepare('INSERT OR REPLACE INTO snapshot (id, saved_at, bytes) VALUES (1, ?, ?)')
  return {
    async load() {
      const row = load.get() as { saved_at: string; bytes: Uint8Array } | undefined
      return row && { bytes: row.bytes, savedAt: new Date(row.saved_at) }
    },
    async save(bytes) {
      save.run(now().toISOString(), bytes)
    },
    close: () => db.close(),
  }
}
