import type { App } from '@slack/bolt'
import type { Place } from '../core/place.ts'
import { chosen, isInForm, listenToChanges } from './changes.ts'
import { sentence } from '../core/trouble.ts'
import { listenToHome } from './home.ts'
import { listenToOptions } from './options.ts'
import { anyWhere, clicked, type ClickPayload, typed, whereClicked } from './requests.ts'
import { serve, type Serving } from './serve.ts'
import { listenToShortcuts } from './shortcuts.ts'
import { listenToLinks } from './unfurls.ts'

/**
 * The few listeners that serve the whole product. Each acknowledges before anything else: Slack waits three seconds,
 * and CAKE may take longer.
 * @returns what ends that which goes on by itself: Home being kept up to date
 */
export function listen(app: App, serving: Serving): () => void {
  // Whatever the manifest calls the command: there is only one.
  app.command(/.*/, async ({ ack, body }) => {
    await ack()
    await serve(serving, typed(body))
  })

  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    const payload = body as unknown as ClickPayload
    if (isInForm(payload)) return chosen(serving, body as never)
    const request = clicked(payload)
    if (request) await serve(serving, request)
    else await serving.place(whereClicked(payload)).show(sentence(UNKNOWN_BUTTON, ['help']))
  })

  listenToOptions(app, serving)
  listenToShortcuts(app, serving)
  listenToChanges(app, serving)
  listenToLinks(app, serving)

  // The last net: what no other place caught. A listener that has opened a place leaves it in the context.
  app.error(async ({ error, body, context }: Failed) => {
    const reference = serving.runner.reference()
    serving.log.error({ err: error, reference }, 'a listener failed')
    const where = anyWhere(body)
    const place = (context as Opened).place ?? (where && serving.place(where))
    const words = 'Something went wrong on our side; nothing was changed.'
    await place?.show(sentence(words, [], reference))
  })

  return listenToHome(app, serving)
}

interface Failed {
  readonly error: Error
  readonly body: unknown
  readonly context: object
}

interface Opened {
  readonly place?: Place
}

const UNKNOWN_BUTTON =
  'This button is of another version of the bot and does nothing any more. Ask again with `/cake`.'
