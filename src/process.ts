import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from './config.ts'
import { TokenRefused } from './slack/app.ts'
import type { Log } from './slack/log.ts'
import { StoreError } from './store/errors.ts'

/** `EX_CONFIG` of sysexits.h: restarting does not help, somebody has to change the configuration. */
const WRONG_CONFIGURATION = 78

let ending = false

/**
 * Ends the process properly: on the first SIGTERM or SIGINT it closes with `close` and exits with 0, on the second at
 * once. A rejection that nobody waits for is logged and survived; an exception that nobody caught is logged and ends
 * the process, since nothing is known of its state any more.
 */
export function endWith(log: Log, close: () => Promise<void>): void {
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1)
    ending = true
    log.info({ signal }, 'stopping')
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the bot could not be stopped properly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('unhandledRejection', (error) => {
    log.error({ err: error }, 'a rejection was handled by nobody')
  })
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'an exception was caught by nobody; the process ends')
    process.exit(1)
  })
}

/** What is closed at the end. */
export interface Closing {
  readonly app: { stop(): Promise<void> }
  readonly cake: { close(): Promise<void> }
  readonly catalogue?: { close(): Promise<void> }
  readonly sandbox?: { close(): Promise<void> }
}

/**
 * Milliseconds that CAKE has to answer what is in hand. The client then gives its requests 2 s more, and whoever waited
 * is told before Slack's side ends, after 10 s.
 */
const CAKE_UNTIL = 6_500

/** Closes everything, in the order in which the people who still wait get their answers. */
export async function closeAll(
  { app, cake, catalogue, sandbox }: Closing,
  cakeUntil = CAKE_UNTIL,
): Promise<void> {
  const cut = new AbortController()
  const cutOff = sleep(cakeUntil, undefined, { signal: cut.signal }).then(
    () => cake.close(),
    () => undefined, // all was answered before
  )
  await app.stop()
  await catalogue?.close()
  cut.abort()
  await cutOff
  await cake.close()
  await sandbox?.close()
}

/** Says in a line per problem why the start failed, and exits: 78 where the configuration has to change, else 1. */
export function failStart(error: unknown): void {
  // A start that is cut short by a signal is no failure.
  if (ending) return
  process.stderr.write(`${linesOf(error).join('\n')}\n`)
  process.exit(error instanceof ConfigError || error instanceof TokenRefused ? WRONG_CONFIGURATION : 1)
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.problems
  if (error instanceof TokenRefused || error instanceof StoreError) return [error.message]
  const listening = aboutListening(error)
  if (listening !== undefined) return [listening]
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
}

/** What `listen` throws, in terms of the variables that decide it. */
function aboutListening(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return undefined
  const { code = '', port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is taken by another program; it must be a free port, e.g. PORT=${(port ?? 3000) + 1}`
    case 'EACCES':
      return `PORT ${port} may not be used by this user; it must be above 1023, e.g. PORT=3000`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${address ?? ''} is no address of this machine; it must be one, e.g. HOST=127.0.0.1`
    default:
      return undefined
  }
}
