import { ApiError, RateLimited, type Args } from './api/method.ts'
import { methods } from './api/methods.ts'
import type { Workspace } from './core.ts'

/** What goes back over HTTP. */
export interface HttpAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

const no = (error: string, more: Args = {}): HttpAnswer => ({
  status: 200,
  body: { ok: false, error, ...more },
})

/** One call of the Web API: token, scope, then the method. */
export function callMethod(
  workspace: Workspace,
  name: string,
  authorization: string | undefined,
  args: Args | undefined,
): HttpAnswer {
  const method = methods.get(name)
  if (method === undefined) return no('unknown_method', { req_method: name })
  if (args === undefined) return no('invalid_json')
  const { settings } = workspace
  const token = authorization?.match(/^Bearer (.+)$/)?.[1] ?? args.token
  if (token === undefined || token === '') return no('not_authed')
  if (token !== settings.botToken && token !== settings.appToken) return no('invalid_auth')
  if (token !== (method.token === 'app' ? settings.appToken : settings.botToken))
    return no('not_allowed_token_type')
  const { scope } = method
  if (scope !== undefined && !settings.scopes.includes(scope))
    return no('missing_scope', { needed: scope, provided: settings.scopes.join(',') })
  try {
    return { status: 200, body: { ok: true, ...method.run(workspace, args) } }
  } catch (error) {
    if (error instanceof ApiError) return no(error.code, error.more)
    if (error instanceof RateLimited)
      return {
        status: 429,
        headers: { 'retry-after': String(error.retryAfterSeconds) },
        body: { ok: false, error: 'ratelimited' },
      }
    throw error
  }
}
