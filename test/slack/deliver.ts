import { createHmac } from 'node:crypto'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { people } from '../../src/sandbox/slack/ids.ts'
import type { Rig } from './rig.ts'

export interface RawDelivery {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** Seconds that the signature is ahead of now. */
  readonly ahead?: number
}

/** Posts a signed body as Slack would, and gives the status. */
export async function post(rig: Rig, { body, headers, ahead = 0 }: RawDelivery): Promise<number> {
  const timestamp = Math.floor(Date.now() / 1000) + ahead
  const hmac = createHmac('sha256', rig.slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const response = await fetch(`${rig.app.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${hmac}`,
      ...headers,
    },
    body,
  })
  await response.text()
  return response.status
}

/** A form of the interactivity kind. */
export function interactive(payload: unknown): string {
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

/** Delivers a payload that Slack's own page could not make, and gives what the bot then said to the manager. */
export async function deliver(rig: Rig, payload: unknown): Promise<SeenMessage[]> {
  const said: SeenMessage[] = []
  const stop = rig.slack.on((event) => {
    if (event.type === 'message' && event.message.user === rig.slack.botUserId) said.push(event.message)
  })
  const status = await post(rig, { body: interactive(payload) })
  if (status !== 200) throw new Error(`answered with ${status}`)
  await rig.app.idle()
  stop()
  return said.filter(({ ephemeralTo }) => ephemeralTo === undefined || ephemeralTo === people.manager)
}
