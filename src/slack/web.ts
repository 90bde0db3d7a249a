import type { webApi } from '@slack/bolt'
import type { SlackAccess } from './contract.ts'
import type { Form } from './forms.ts'
import { boltLogger, type Log } from './log.ts'
import { type TokenWatch, WatchedClient } from './token.ts'

export type WebClient = webApi.WebClient

/** The Web API with three tempers, since Slack's client repeats every call that failed unless told not to. */
export interface Web {
  /** For what only looks: repeated twice on trouble. */
  readonly reads: WebClient
  /** For what posts: never repeated, since a time-out does not say whether it was posted. */
  readonly posts: WebClient
  /** For files, which take longer. Never repeated. */
  readonly uploads: WebClient
}

/** No call of Slack's Web API may take longer, in milliseconds; Slack's client has no deadline of its own. */
const DEADLINE = 8_000
const UPLOAD_DEADLINE = 60_000

/**
 * The options of a client, a new object each time: Slack's packages write into the one they are given (Socket Mode sets
 * its own hundred retries in it), and what is shared is changed for all.
 */
export function clientOptions(
  access: SlackAccess,
  log: Log,
  retries: number,
  timeout = DEADLINE,
): webApi.WebClientOptions {
  return {
    slackApiUrl: access.apiUrl,
    timeout,
    retryConfig: { retries, minTimeout: 300, maxTimeout: 2_000, randomize: true },
    // Else a 429 holds back every other call of the client, and repeats by itself.
    rejectRateLimitedCalls: true,
    logger: boltLogger(log),
  }
}

/** The Web API's clients for the bot's token. */
export function connectWeb(access: SlackAccess, log: Log, watch: TokenWatch): Web {
  const client = (retries: number, timeout?: number) =>
    new WatchedClient(access.botToken, clientOptions(access, log, retries, timeout), watch)
  return { reads: client(2), posts: client(0), uploads: client(0, UPLOAD_DEADLINE) }
}

/** Posts a message, without the previews that Slack adds to links: the links are CAKE's, not the message's point. */
export function postMessage(
  web: Web,
  args: Form & { channel: string; thread_ts?: string },
): Promise<unknown> {
  // Slack's method, not a window's.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  return web.posts.chat.postMessage({ ...args, unfurl_links: false, unfurl_media: false })
}
