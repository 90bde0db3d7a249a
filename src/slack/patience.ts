import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from './log.ts'
import { failure } from './failure.ts'

type TokenVariable = 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'

/** Slack will not take this token, however often it is asked. The message is one line that names the variable. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused'

  constructor(variable: TokenVariable, code: string) {
    const must =
      variable === 'SLACK_BOT_TOKEN'
        ? "the Bot User OAuth Token of the app's page 'OAuth & Permissions', e.g. xoxb-1234-5678-abc"
        : "an App-Level Token with the scope connections:write, of the app's page 'Basic Information', e.g. xapp-1-A1-2-abc"
    super(`${variable} was refused by Slack (${code}); it must be ${must}`)
  }
}

/** Answers that no waiting mends: https://docs.slack.dev/reference/methods/auth.test#errors */
const HOPELESS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
  'no_permission',
  'missing_scope',
  'org_login_required',
  'ekm_access_denied',
  'access_denied',
  'two_factor_setup_required',
])

/** The word with which Slack refused a token for good; undefined: worth another try. */
function refusedForGood(error: unknown): string | undefined {
  const failed = failure(error)
  return failed?.kind === 'refused' && HOPELESS.has(failed.code) ? failed.code : undefined
}

export interface Trying {
  /** The token that is to blame where Slack refuses. */
  readonly variable: TokenVariable
  /** What the log says while it does not work. */
  readonly what: string
  readonly log: Log
  readonly signal: AbortSignal
}

/** Pauses grow from half a second to half a minute; the log has the first failure and then every tenth. */
const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000
const QUIET_FAILURES = 10

/**
 * Tries `act` until it works, however long that takes.
 * @throws TokenRefused when Slack refuses the token for good; what `signal` says when it is aborted.
 */
export async function untilItWorks<T>(act: () => Promise<T>, trying: Trying): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    trying.signal.throwIfAborted()
    try {
      return await act()
    } catch (error) {
      const code = refusedForGood(error)
      if (code !== undefined) throw new TokenRefused(trying.variable, code)
      if (failures % QUIET_FAILURES === 0) {
        trying.log.warn({ err: error, failures: failures + 1 }, trying.what)
      }
      await sleep(pauseAfter(failures, error), undefined, { signal: trying.signal })
    }
  }
}

/** Milliseconds; up to a quarter less by chance, so that many bots do not come back at the same moment. */
function pauseAfter(failures: number, error: unknown): number {
  const failed = failure(error)
  if (failed?.kind === 'rate-limited') return failed.seconds * 1000
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures) * (1 - Math.random() / 4)
}
