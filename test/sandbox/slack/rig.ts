import { createServer } from 'node:net'
import { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import type { AnyBlock, InputBlock, ModalView } from '@slack/types'
import { onTestFinished } from 'vitest'
import type { WorkspaceEvent } from '../../../src/sandbox/slack/core.ts'
import {
  startSandboxSlack,
  type SandboxSlack,
  type SandboxSlackOptions,
} from '../../../src/sandbox/slack/workspace.ts'

const silent = {
  ...Object.fromEntries(
    ['debug', 'info', 'warn', 'error', 'setLevel', 'setName'].map((name) => [name, () => undefined]),
  ),
  getLevel: () => LogLevel.ERROR,
} as unknown as NonNullable<webApi.WebClientOptions['logger']>

/** A workspace that closes with the test. */
export async function workspace(options: SandboxSlackOptions = {}): Promise<SandboxSlack> {
  const slack = await startSandboxSlack({ messagesPerSecond: null, ...options })
  onTestFinished(() => slack.close())
  return slack
}

/** The Web API client that Bolt brings, without retries. */
export function client(slack: SandboxSlack, token: string | undefined = slack.botToken): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger: silent,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
  })
}

/** A real Bolt app that hears of the workspace by signed HTTP. */
export async function httpApp(slack: SandboxSlack): Promise<App> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silent })
  const app = new App({
    receiver,
    token: slack.botToken,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  const port = await freePort()
  await app.start({ port, host: '127.0.0.1' })
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  onTestFinished(async () => void (await app.stop()))
  return app
}

/** A real Bolt app in Socket Mode, with one connection. */
export async function socketApp(
  slack: SandboxSlack,
  options: { clientPingTimeout?: number } = {},
): Promise<App> {
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    logger: silent,
    installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    ...options,
  })
  const app = new App({
    receiver,
    token: slack.botToken,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl },
  })
  await app.start()
  onTestFinished(async () => void (await app.stop()))
  return app
}

/** The next event of the workspace that fits. Ask before you act. */
export function next<T extends WorkspaceEvent['type']>(
  slack: SandboxSlack,
  type: T,
  fits: (event: Extract<WorkspaceEvent, { type: T }>) => boolean = () => true,
): Promise<Extract<WorkspaceEvent, { type: T }>> {
  return new Promise((resolve) => {
    const stop = slack.on((event) => {
      if (event.type !== type) return
      const found = event as Extract<WorkspaceEvent, { type: T }>
      if (!fits(found)) return
      stop()
      resolve(found)
    })
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** The code of a Web API refusal. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error
    throw error
  }
}

export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } }) as const

export const buttons = (...ids: string[]) => ({
  type: 'actions',
  block_id: 'acts',
  elements: ids.map((action_id) => ({
    type: 'button',
    action_id,
    text: { type: 'plain_text', text: action_id },
    value: `value of ${action_id}`,
  })),
})

const words = (text: string) => ({ type: 'plain_text', text }) as const

export const option = (value: string, text = value) => ({ text: words(text), value })

/** An input block whose element has the action_id `it`. */
export const input = (block_id: string, element: Record<string, unknown> = {}, more = {}) =>
  ({
    type: 'input',
    block_id,
    label: words(block_id),
    element: { type: 'plain_text_input', action_id: 'it', ...element },
    ...more,
  }) as InputBlock

export const modal = (blocks: AnyBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: words('A form'),
  submit: words('Send'),
  blocks,
  ...more,
})

/** What stands in the input of {@link input}. */
export const typed = (block_id: string, value: string) => ({
  [block_id]: { it: { type: 'plain_text_input', value } },
})
