import { setTimeout as sleep } from 'node:timers/promises'
import { aboutBlocks, type Form, type Posted } from './forms.ts'
import type { Answer, Poster } from './http.ts'

/** Slack takes five messages at a response_url, within 30 minutes: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
const USES = 5
const OPEN_FOR = 30 * 60_000
/** Seconds that a person waits for an answer when Slack says 'slower'. */
const LONGEST_WAIT = 10

/** Slack neither took it nor refused it: it may be there. */
export class Unclear extends Error {
  override readonly name = 'Unclear'
}

/** How a form is put up: the words around it. */
interface Around {
  /** True: in place of the message that was clicked. */
  readonly replacing: boolean
  readonly threadTs?: string
}

export interface ResponseUrl {
  /** @throws Unclear when it may be there; what `post` throws when Slack was never reached */
  post(form: Form, around: Around): Promise<Posted>
}

/**
 * Where answers to one command or one click go; counts its uses, since Slack only says afterwards that they are over.
 * The address is taken as it comes: it stands in a body that Slack has signed, or that came by Slack's own connection, so
 * whoever could forge it has the signing secret. It need not be of slack.com: GovSlack's, a proxy's, a test's are not.
 * @returns undefined where there is none that could be posted to
 */
export function responseUrl(
  url: string | undefined,
  poster: Poster,
  clock: () => number,
): ResponseUrl | undefined {
  if (url === undefined || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return undefined
  const until = clock() + OPEN_FOR
  let used = 0
  return {
    async post(form, { replacing, threadTs }) {
      const body = {
        ...form,
        ...(replacing ? { replace_original: true } : { response_type: 'ephemeral', replace_original: false }),
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      }
      for (;;) {
        if (used >= USES || clock() >= until) return 'closed'
        used += 1
        const answer = await poster.post(url, body)
        const seconds = answer.retryAfter ?? 1
        if (answer.status !== 429) return judge(answer)
        if (seconds > LONGEST_WAIT) return 'closed'
        await sleep(seconds * 1000)
      }
    },
  }
}

/** Slack answers `ok`, or `{"ok": false, "error": "used_url"}`, with 200, 400, 404 or 500, not always the same way. */
function judge({ status, body }: Answer): Posted {
  if (status >= 500) throw new Unclear(`Slack answered a response_url with ${status}`)
  const code = errorIn(body)
  if (status >= 200 && status < 300 && code === undefined) return 'taken'
  if (code !== undefined && aboutBlocks(code)) return 'refused-blocks'
  return status === 400 || status === 413 ? 'refused-blocks' : 'closed'
}

function errorIn(body: string): string | undefined {
  const text = body.trim()
  if (text === '' || text === 'ok') return undefined
  try {
    const answer: unknown = JSON.parse(text)
    if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok === true)
      return undefined
    return 'error' in answer && typeof answer.error === 'string' ? answer.error : 'unknown_error'
  } catch {
    // Not JSON: the bare word of an error, or a page of somebody in between.
    return text.slice(0, 80)
  }
}
