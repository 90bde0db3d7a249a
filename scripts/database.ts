/** What the scripts about the database share. */
import { ConfigError, environment, readConfig } from '../src/config.ts'
import { StoreError } from '../src/store/errors.ts'

/** What the sandbox would fill in: none of it decides which database is used. */
const SANDBOX = {
  SLACK_BOT_TOKEN: 'xoxb-sandbox',
  SLACK_SIGNING_SECRET: 'sandbox',
  CAKE_URL: 'http://127.0.0.1',
  CAKE_API_KEY: 'sandbox',
}

/**
 * DATABASE_URL as the bot that is started here would read it.
 * @throws ConfigError with a line for every problem
 */
export function databaseUrl(): string {
  const wanted = readConfig(environment())
  return (wanted.mode === 'live' ? wanted.config : wanted.within(SANDBOX)).databaseUrl
}

/** Says why it did not work, after `instead`, and lets the process end with 1. What is a mistake in here is thrown on. */
export function fail(error: unknown, instead: string): void {
  const lines = error instanceof ConfigError ? error.problems : [messageOf(error)]
  process.stderr.write(`${[instead, ...lines].join('\n')}\n`)
  process.exitCode = 1
}

function messageOf(error: unknown): string {
  // What the file system and the database say of themselves carries a code.
  if (error instanceof StoreError || (error instanceof Error && 'code' in error)) return error.message
  throw error
}
