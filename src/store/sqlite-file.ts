import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'
import { prepareConnection } from './sqlite.ts'

/**
 * Opens the SQLite file at `path`; a missing one is made, with its folder, for their owner only. ':memory:' is a
 * database that ends with the process.
 * @throws StoreError that names the file when it is damaged or no database; what the file system says, as it is
 */
export async function openSqliteFile(path: string): Promise<DatabaseSync> {
  if (path !== ':memory:') forOwnerOnly(path)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path)
    await prepareConnection(db)
    return db
  } catch (error) {
    db?.close()
    throw asStoreError(error, path)
  }
}

/** SQLite gives the files beside it (-wal, -shm) the mode of this one; those that are there already keep theirs. */
function forOwnerOnly(path: string): void {
  mkdirSync(dirname(resolve(path)), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & 0o077) !== 0) chmodSync(file, 0o600)
  }
}

/** https://www.sqlite.org/rescode.html: 11 is a damaged file, 26 one that is no database. */
const DAMAGED = [11, 26]

/** What SQLite says of a damaged file, with the file's name and what to do; every other error as it is. */
export function asStoreError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  if (!DAMAGED.includes(code)) return error
  const why = error instanceof Error ? error.message : String(error)
  return new StoreError(
    `The database file ${resolve(path)} cannot be used: ${why}. Nothing in it was changed. ` +
      'Move it away and put a copy made by `npm run backup` in its place, or set DATABASE_URL to another file.',
    { cause: error },
  )
}
