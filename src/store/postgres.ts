import { CompiledQuery, type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

/** What went wrong beside any request, for whoever runs the bot. */
export type Log = (
  level: 'error' | 'warn',
  error: unknown,
  details: Readonly<Record<string, unknown>>,
) => void

/**
 * How each connection is set up, whatever the server's own settings are. What is committed survives a loss of power: that
 * a write was started must not be forgotten. And a lock is held for milliseconds: whoever waits longer waits for a process
 * that hangs. Not as parameters of the connection: poolers such as PgBouncer refuse those.
 */
const SESSION = `select
  set_config('synchronous_commit', 'on', false),
  set_config('statement_timeout', '30s', false),
  set_config('idle_in_transaction_session_timeout', '60s', false)`

/** The dialect for a PostgreSQL server, over a pool of connections. Nothing is connected yet. */
export function postgresDialect(url: string, log: Log): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: 'cake-for-slack',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // Without listeners a connection that breaks ends the process. It tells of itself; the pool says it again.
  pool.on('connect', (client) => {
    client.on('error', (error) => log('warn', error, { lost: 'a connection to PostgreSQL' }))
  })
  pool.on('error', () => {})
  return new PostgresDialect({
    pool,
    onCreateConnection: async (connection) =>
      void (await connection.executeQuery(CompiledQuery.raw(SESSION))),
  })
}

/** The server and database that a URL names, without who connects and how. */
export function nameOfPostgres(url: string): string {
  if (!URL.canParse(url)) return 'the PostgreSQL database'
  const { host, pathname } = new URL(url)
  return `postgres://${host}${pathname}`
}
