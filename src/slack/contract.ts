import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Desk } from '../core/changes/desk.ts'
import type { Ran, Runner } from '../core/runner.ts'
import type { Log } from './log.ts'

/** Everything Slack's side needs. Nothing here is read from the environment. */
export interface SlackAppOptions {
  readonly slack: SlackAccess
  /** Where the HTTP side listens. Port 0 takes any free one. */
  readonly http: { readonly host: string; readonly port: number }
  readonly trust: { readonly admins: readonly string[]; readonly guestLookups: boolean }
  readonly runner: Runner
  /** What changes are handled with, but for the way to Slack; absent: only lookups. */
  readonly desk?: Omit<Desk, 'teller'>
  readonly log: Log
  /** Counts what happens; absent: nobody counts. */
  readonly observe?: Observe
  /** CAKE's circuit, shown on /health/ready; it does not decide. */
  readonly cakeHealth?: () => unknown
  /** The text of GET /metrics; absent: 404. */
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly body: string }>
  /** Takes every HTTP request that is none of ours (the sandbox's page). Absent: 404. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => void
  /** Milliseconds since 1970, for what Slack's protocol measures (duplicates, timestamps); `Date.now` unless given. */
  readonly clock?: () => number
}

/** How to reach Slack. With `appToken` it is Socket Mode, else HTTP with `signingSecret`. */
export interface SlackAccess {
  readonly botToken: string
  /** Base of the Web API, ending in '/'. */
  readonly apiUrl: string
  readonly signingSecret?: string
  readonly appToken?: string
}

/** What is counted. Names of commands come from the registry, so their number is bounded. */
export interface Observe {
  /** `command` is 'offer show'; 'unknown' where the words were none, 'none' where they were not read. */
  command(command: string, outcome: CommandOutcome, milliseconds: number): void
  /** `kind` is Slack's name for it: 'command', 'block_suggestion', 'message_action', 'app_home_opened', 'link_shared' … */
  delivery(kind: string, outcome: 'taken' | 'duplicate'): void
}

/** What became of a command line, or why it was not run: `refused`: not for this person; `echo`: a double click. */
export type CommandOutcome = Ran['outcome'] | 'refused' | 'echo'

/** Who the bot is, as Slack says. */
export interface Workspace {
  readonly teamId: string
  readonly teamName: string
  readonly botUserId: string
  readonly botId: string | undefined
  readonly botName: string
}

export interface SlackApp {
  /** Base address of the HTTP side, `http://127.0.0.1:3000`. */
  readonly url: string
  /** What changes are handled with, for those who do by the clock what is due. */
  readonly desk?: Desk
  /**
   * Fulfilled when Slack has said who the bot is and, in Socket Mode, a connection is open; a dead network only delays
   * it. Rejected with a TokenRefused when Slack refuses a token.
   */
  readonly ready: Promise<Workspace>
  /** Fulfilled as soon as nothing is in hand: all that was delivered so far is answered. */
  idle(): Promise<void>
  /** Takes nothing more, answers what is in hand for at most `graceMs` (10,000), closes. */
  stop(graceMs?: number): Promise<void>
}
