import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'
import { asStoreError } from './sqlite-file.ts'

/** How long the copy waits for a moment at which it can begin. */
const BUSY_MS = 10_000

/**
 * Copies the SQLite file at `path` to the new file `to`, as it is at one moment, for its owner only; whoever uses the
 * database goes on meanwhile. The copy is on the disk, and has been checked, when this returns.
 * @throws StoreError when there is no such database, or it or the copy is damaged; what the file system says, as when
 * `to` is there already: it is not touched then
 */
export function backupSqlite(path: string, to: string): void {
  if (!existsSync(path)) throw new StoreError(`There is no database at ${resolve(path)}: nothing was copied.`)
  closeSync(openSync(to, 'wx', 0o600))
  try {
    copy(path, to)
    check(to)
  } catch (error) {
    rmSync(to, { force: true })
    throw asStoreError(error, path)
  }
}

function copy(path: string, to: string): void {
  using db = new DatabaseSync(path, { timeout: BUSY_MS })
  // One read transaction from beginning to end: in WAL mode it holds up no writer.
  db.prepare('vacuum into ?').run(to)
  const file = openSync(to, 'r+')
  fsyncSync(file)
  closeSync(file)
}

function check(path: string): void {
  using db = new DatabaseSync(path, { readOnly: true })
  const [first] = db.prepare('pragma integrity_check').all()
  const found = first?.['integrity_check']
  if (found !== 'ok') throw new StoreError(`The copy is damaged (${String(found)}) and was removed.`)
}
