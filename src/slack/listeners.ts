import type { App } from '@slack/bolt'
import { sentence } from '../core/trouble.ts'
import { anyWhere, clicked, type ClickPayload, typed, whereClicked } from './requests.ts'
import { serve, type Serving } from './serve.ts'

/**
 * The few listeners that serve the whole product. Each acknowledges before anything else: Slack waits three seconds,
 * and CAKE may take longer.
 */
export function listen(app: App, serving: Serving): void {
  // Whatever the manifest calls the command: there is only one.
  app.command(/.*/, async ({ ack, body }) => {
    await ack()
    await serve(serving, typed(body))
  })

  app.action(/.*/, async ({ ack, body }) => {
    await ack()
    const payload = body as unknown as ClickPayload
    const request = clicked(payload)
    if (request) await serve(serving, request)
    else await serving.place(whereClicked(payload)).show(sentence(UNKNOWN_BUTTON, ['help']))
  })

  // The last net: what no other place caught.
  app.error(async ({ error, body }: { error: Error; body: unknown }) => {
    const reference = serving.runner.reference()
    serving.log.error({ err: error, reference }, 'a listener failed')
    const where = anyWhere(body)
    if (where === undefined) return
    const words = 'Something went wrong on our side; nothing was changed.'
    await serving.place(where).show(sentence(words, [], reference))
  })
}

const UNKNOWN_BUTTON =
  'This button is of another version of the bot and does nothing any more. Ask again with `/cake`.'
