/**
 * Copies the SQLite database while the bot runs: `npm run backup`, or `npm run backup -- PATH` for a file of that name.
 * Ends with 1 when there is no copy.
 */
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backupSqlite } from '../src/store/backup.ts'
import { StoreError } from '../src/store/errors.ts'
import { databaseUrl, fail } from './database.ts'

const FOR_POSTGRES = `Nothing was copied: DATABASE_URL names a PostgreSQL database, which has its own tool for that:
  pg_dump --format=custom --file=cake.dump "$DATABASE_URL"
and to bring it back, into an empty database, with the bot stopped:
  pg_restore --dbname="$DATABASE_URL" cake.dump
`

/** Beside the database, with the time in its name: cake-2026-03-02T090000Z.db */
function besideIt(path: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replaceAll(':', '')
  return join(dirname(path), `cake-${time}Z.db`)
}

function backup(): void {
  const { positionals } = parseArgs({ allowPositionals: true })
  if (positionals.length > 1) throw new StoreError('Only one path can be given: npm run backup -- PATH.')
  const url = databaseUrl()
  if (!url.startsWith('sqlite:')) {
    process.stderr.write(FOR_POSTGRES)
    process.exitCode = 1
    return
  }
  const path = url.slice('sqlite:'.length)
  const to = resolve(positionals[0] ?? besideIt(path, new Date()))
  backupSqlite(path, to)
  process.stdout.write(
    `${resolve(path)} was copied to ${to}.\n` +
      'To bring it back: stop the bot, put the copy in the place of the database, and delete the files beside it ' +
      'whose names end with -wal and -shm.\n',
  )
}

try {
  backup()
} catch (error) {
  fail(error, 'Nothing was copied.')
}
