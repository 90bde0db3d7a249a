import type { Message } from '../blocks/message.ts'
import { UserError } from '../core/errors.ts'
import type { Place } from '../core/place.ts'
import { publishIn, rewriteIn } from './channel.ts'
import { directMessages, type DirectMessages, sendFile } from './files.ts'
import { type Form, postBest, postedBy, type Posted } from './forms.ts'
import type { Log } from './log.ts'
import { modalPlace } from './modal.ts'
import { responseUrl, Unclear } from './response-url.ts'
import { failure, neverReached, whenAllowed } from './failure.ts'
import { Turns } from './turns.ts'
import { openView } from './views.ts'
import type { Web } from './web.ts'
import type { PlaceParts, Where } from './where.ts'

/** Makes the places where answers go. */
export function createPlaces(parts: PlaceParts): (where: Where) => Place {
  const dms = directMessages(parts.web)
  const turns = new Turns()
  return (where) => {
    const beside = createPlace(parts, dms, where)
    const inModal = where.view !== undefined || where.triggerId !== undefined
    const place = inModal ? modalPlace({ ...parts, dms, turns }, where, beside) : beside
    const { trigger } = where
    // A trigger opens one window: where it has, the form comes into that.
    if (trigger === undefined || place.open) return place
    return { ...place, open: (first) => openView(parts.web, trigger, first, where.view !== undefined) }
  }
}

/** One way to the person. Tells whether Slack took it there. */
type Way = (form: Form) => Promise<Posted>

function createPlace(parts: PlaceParts, dms: DirectMessages, where: Where): Place {
  const url = responseUrl(where.responseUrl, parts.poster, parts.clock)
  const { threadTs } = where
  let replacing = where.replaces === true && url !== undefined

  const byUrl = (replace: boolean): Way[] =>
    url ? [(form) => url.post(form, { replacing: replace, threadTs })] : []
  const beside = [
    (form: Form) => ephemeral(parts.web, where, form),
    (form: Form) => dms.post(where.userId, form),
  ]
  const bring = (message: Message, ways: readonly Way[]) => firstOpen(parts.log, message, ways)
  const show = async (message: Message): Promise<void> => {
    const replace = replacing
    // Whatever comes next is beside it.
    replacing = false
    await bring(message, [...byUrl(replace), ...beside])
  }

  return {
    show,
    ...(replacing
      ? {
          // The card was put where the click was, and can be put there again, as long as the response_url is open.
          amend: (message: Message) => bring(message, [...byUrl(true), ...beside]),
        }
      : {}),
    tell: (message) => bring(message, [...byUrl(false), ...beside]),
    publish: (message) => publishIn(parts, where, message),
    republish: (message) => rewriteIn(parts, where, message),
    async send(file, words) {
      const elsewhere = await sendFile(parts, dms, { ...where, file, words })
      if (elsewhere) await show(elsewhere)
    },
  }
}

/**
 * Brings a message by the first way that Slack takes it.
 * @throws UserError when it may have come: then it is not sent again. An Error when Slack takes it nowhere.
 */
async function firstOpen(log: Log, message: Message, ways: readonly Way[]): Promise<void> {
  const tried: unknown[] = []
  for (const way of ways) {
    try {
      const posted = await postBest(message, way)
      if (posted === 'taken') return
      tried.push(posted)
    } catch (error) {
      if (isUnclear(error)) {
        log.warn({ err: error }, 'an answer may not have come')
        throw new UserError('Slack did not confirm the answer. If you do not see it, ask again.')
      }
      tried.push(error)
    }
  }
  const errors = tried.map((each) => (each instanceof Error ? each : new Error(String(each))))
  throw new AggregateError(errors, 'Slack takes no message for this person')
}

/** True where nobody knows whether Slack took it: a time-out, a reset, an error of Slack's own. */
function isUnclear(error: unknown): boolean {
  if (error instanceof Unclear) return true
  const failed = failure(error)
  if (failed) return failed.kind === 'unclear'
  return !neverReached(error)
}

/** Ephemeral messages need the bot in the channel, unlike a response_url. */
async function ephemeral(web: Web, where: Where, form: Form): Promise<Posted> {
  const { channelId, threadTs, userId } = where
  if (channelId === undefined) return 'closed'
  const call = () =>
    web.posts.chat.postEphemeral({
      ...form,
      channel: channelId,
      user: userId,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    })
  return postedBy(() => whenAllowed(call))
}
