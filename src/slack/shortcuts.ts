import type { App } from '@slack/bolt'
import { runButton } from '../blocks/buttons.ts'
import { message, type Message } from '../blocks/message.ts'
import { entry, title } from '../blocks/pieces.ts'
import { count } from '../blocks/text.ts'
import { meantIn } from '../core/meant.ts'
import { notFor } from '../core/changes/submit.ts'
import { catalogueFor } from '../core/money.ts'
import { type Mentioned, mentionedIn } from '../core/mentioned.ts'
import type { Place } from '../core/place.ts'
import { sentence } from '../core/trouble.ts'
import { failure } from './failure.ts'
import { textOfMessage } from './message-text.ts'
import { openSearch } from './modal.ts'
import { serve, type Serving, whoAsks } from './serve.ts'
import type { Where } from './where.ts'

/** The callback ids of manifest.yml. */
const SEARCH = 'search_cake'
const LOOK_UP = 'look_up_in_cake'
/** Those that open a form, and the line that does. */
const FORMS = { new_campaign: 'campaign new', new_offer: 'offer new' } as const

/** What is read of both: https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
interface Shortcut {
  readonly trigger_id: string
  readonly user: { readonly id: string }
  readonly team?: { readonly id?: string } | null
}

interface MessageShortcut extends Shortcut {
  readonly channel: { readonly id: string }
  readonly message: { readonly thread_ts?: string }
  readonly response_url?: string
}

/** 'Search CAKE', 'New campaign' and 'New offer' anywhere, and 'Look up in CAKE' on a message, also in threads, where slash commands cannot go. */
export function listenToShortcuts(app: App, serving: Serving): void {
  app.shortcut({ callback_id: SEARCH, type: 'shortcut' }, async ({ ack, body }) => {
    await ack()
    await search(serving, body)
  })

  for (const [callback_id, words] of Object.entries(FORMS)) {
    app.shortcut({ callback_id, type: 'shortcut' }, async ({ ack, body }) => {
      await ack()
      const { user, team, trigger_id: trigger } = body as Shortcut
      await serve(serving, { kind: 'run', words, teamId: team?.id, where: { userId: user.id, trigger } })
    })
  }

  app.shortcut({ callback_id: LOOK_UP, type: 'message_action' }, async ({ ack, body, context }) => {
    await ack()
    const payload = body as unknown as MessageShortcut
    const where = whereMessage(payload)
    // Opens the window. Whatever fails from here on is told in it.
    const place = serving.place(where)
    context['place'] = place
    await lookUp(serving, payload, where, place)
  })
}

async function search(serving: Serving, { trigger_id, user, team }: Shortcut): Promise<void> {
  const userId = user.id
  try {
    const view = await openSearch(serving.parts.web, { userId, triggerId: trigger_id })
    const where = { userId, view }
    // No place before there is something to tell: one in a window soon says there that an answer is on its way.
    await whoAsks(serving, { teamId: team?.id, where }, { tell: (words) => serving.place(where).tell(words) })
  } catch (error) {
    if (!failure(error)) throw error
    serving.log.warn({ err: error }, 'the search could not be opened')
    const words =
      'Slack opened no window for the search. Try again, or type `/cake` and a few letters of a name.'
    await serving.place({ userId }).tell(sentence(words))
  }
}

const NOTHING = 'Nothing of CAKE was found in this message. Search for it here.'
const NO_NAMES_YET =
  'No id or link of CAKE was found in this message. Names are still being read from CAKE: try again in a minute.'

async function lookUp(serving: Serving, payload: MessageShortcut, where: Where, place: Place): Promise<void> {
  const asked = { teamId: payload.team?.id, where }
  const person = await whoAsks(serving, asked, place)
  if (!person) return
  if (!person.roles.has('viewer')) return place.show(sentence(notFor('viewer')))
  const { registry } = serving.runner
  const catalogue = catalogueFor(person, serving.runner.catalogue)
  const by = { user: where.userId, channel: where.channelId }
  const text = textOfMessage(payload.message)
  const found = await mentionedIn(text, registry, catalogue, by)
  const [only] = found
  if (only && found.length === 1) return serve(serving, { ...asked, kind: 'run', words: only.line }, place)
  if (only) return place.show(choice(`${count(found.length, 'thing')} of CAKE in this message`, found))
  const meant = await meantIn(text, registry, catalogue, by)
  if (meant.length > 0) return place.show(choice('Perhaps meant in this message', meant))
  return place.show(sentence(catalogue.state().source === 'none' ? NO_NAMES_YET : NOTHING))
}

function choice(heading: string, things: readonly Mentioned[]): Message {
  const entries = things.map(({ line, title: what, detail = `/cake ${line}` }, id) =>
    entry(what, detail, runButton('Show', line, { id, label: `Show ${what}` })),
  )
  return message(heading, [title(heading), ...entries])
}

function whereMessage({ user, channel, message, trigger_id, response_url }: MessageShortcut): Where {
  const { thread_ts: threadTs } = message
  return {
    userId: user.id,
    channelId: channel.id,
    threadTs,
    triggerId: trigger_id,
    // Of a shortcut, it answers in the channel and never in the thread (bolt-js#963).
    ...(threadTs === undefined ? { responseUrl: response_url } : {}),
  }
}
