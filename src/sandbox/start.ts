import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { startSandboxCake } from './cake/server.ts'
import type { CommandView } from './page/protocol.ts'
import { pageHandler } from './page/server.ts'
import { people } from './slack/ids.ts'
import { startSandboxSlack } from './slack/workspace.ts'

export interface SandboxOptions {
  /** The network's IANA zone. */
  readonly zone: string
  readonly offers?: number
  /** What the page completes after `/cake `. */
  readonly commands: () => readonly CommandView[]
}

/** A network that answers in no time shows nobody how a card comes up. */
const ANSWER_MS = 90

/** Both worlds around the bot, running in this process. */
export interface Sandbox {
  /** How the bot reaches them: the variables of its configuration. */
  readonly env: Readonly<Record<string, string>>
  /** The page that shows the workspace. */
  readonly page: (request: IncomingMessage, response: ServerResponse) => void
  /** From now on Slack delivers to this address. */
  deliverTo(url: string): void
  close(): Promise<void>
}

/** Starts a CAKE network and a Slack workspace on free ports of 127.0.0.1. */
export async function startSandbox({ zone, offers, commands }: SandboxOptions): Promise<Sandbox> {
  // Another one each time: nobody else on this machine can know it.
  const key = `sandbox-${randomBytes(12).toString('hex')}`
  const [cake, slack] = await Promise.all([
    startSandboxCake({ key, zone, offers, answerMs: ANSWER_MS }),
    startSandboxSlack({ signingSecret: randomBytes(16).toString('hex') }),
  ])
  return {
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      CAKE_URL: cake.url,
      CAKE_API_KEY: key,
      CAKE_ADMINS: people.admin,
    },
    page: pageHandler({ slack, cake, commands }),
    deliverTo: (url) => slack.deliverTo(url),
    async close() {
      await Promise.all([slack.close(), cake.close()])
    },
  }
}
