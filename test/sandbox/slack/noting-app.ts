import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { StateValues } from '../../../src/sandbox/page/protocol.ts'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'

export interface Delivered {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An app that only notes what it is sent; `status` is what it answers. */
export async function notingApp(
  slack: SandboxSlack,
  status = () => 200,
  headers: Record<string, string> = {},
): Promise<Delivered[]> {
  const delivered: Delivered[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      delivered.push({ headers: request.headers, body })
      response.writeHead(status(), headers).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  slack.deliverTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  return delivered
}

/** Of an interaction, what tests go on with. */
export interface NotedPayload {
  readonly trigger_id: string
  readonly response_url: string
  readonly response_urls: readonly { readonly response_url: string }[]
  readonly message: unknown
  readonly view: { readonly state: { readonly values: StateValues } }
}

/** The interaction an app was sent last. */
export function lastPayload(delivered: readonly Delivered[]): NotedPayload {
  return JSON.parse(new URLSearchParams(delivered.at(-1)?.body).get('payload') ?? '{}')
}

/** A fresh trigger_id of this person's; what is delivered goes to an app that only notes it. */
export async function triggerOf(slack: SandboxSlack, as: string = people.viewer): Promise<string> {
  const delivered = await notingApp(slack)
  await slack.type({ as, channel: channels.cakeOps, text: '/cake' })
  return new URLSearchParams(delivered.at(-1)?.body).get('trigger_id') ?? ''
}
