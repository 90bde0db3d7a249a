import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { people } from '../../src/sandbox/slack/ids.ts'
import type { Rig } from './rig.ts'

export interface RawDelivery {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** Seconds that the signature is ahead of now. */
  readonly ahead?: number
}

interface Signed {
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
  /** When it is signed, in milliseconds since 1970. */
  readonly now?: number
}

type Bot = Pick<Rig, 'slack' | 'app'>

/** Posts a signed body as Slack would; gives the status and what is answered at once. */
export async function send(
  { slack, app }: Bot,
  { body, headers, now = Date.now() }: Signed,
): Promise<{ status: number; body: string }> {
  const timestamp = Math.floor(now / 1000)
  const hmac = createHmac('sha256', slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')
  const response = await fetch(`${app.url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${hmac}`,
      ...headers,
    },
    body,
  })
  return { status: response.status, body: await response.text() }
}

/** The same, and gives the status alone. */
export async function post(rig: Bot, { ahead = 0, ...delivery }: RawDelivery): Promise<number> {
  return (await send(rig, { ...delivery, now: Date.now() + ahead * 1000 })).status
}

/** Posts a payload of the interactivity kind. */
export function postTo(bot: Bot, payload: unknown, now?: number): ReturnType<typeof send> {
  return send(bot, { body: interactive(payload), now })
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

/** What Slack delivers when `act` is done, acknowledged but kept from the bot: with a response_url that is real. */
export async function withheld(rig: Rig, act: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const server = createServer((request, response) => {
    text(request).then(resolve, () => response.destroy())
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  rig.slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await act()
  rig.slack.deliverTo(`${rig.app.url}/slack/events`)
  server.closeAllConnections()
  server.close()
  return JSON.parse(new URLSearchParams(await promise).get('payload') ?? '') as Record<string, unknown>
}
