import { type Logger, LogLevel } from '@slack/bolt'

/** What Slack's side writes its log lines to; a pino logger is one. */
export interface Log {
  debug(details: object, message: string): void
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/**
 * Our log as Bolt's packages want it. Their debug lines are dropped: they hold whole payloads (names, response_urls).
 * What they call an error is a warning at most, since what it means for the bot is decided, and said, by us;
 * `errorsAre` is 'debug' where they report what we report better.
 */
export function boltLogger(log: Log, errorsAre: 'warn' | 'debug' = 'warn'): Logger {
  return {
    debug() {},
    info: (...parts: unknown[]) => log.debug({ from: 'bolt' }, inWords(parts)),
    warn: (...parts: unknown[]) => log.debug({ from: 'bolt' }, inWords(parts)),
    error: (...parts: unknown[]) => log[errorsAre]({ from: 'bolt' }, inWords(parts)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  }
}

function inWords(parts: readonly unknown[]): string {
  return parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
}
