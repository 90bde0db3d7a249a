import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { startSandboxCake } from './cake/server.ts'
import { newClock, type SandboxClock } from './clock.ts'
import { addSandboxDigests } from './digests.ts'
import type { Store } from '../store/store.ts'
import type { CommandView } from './page/protocol.ts'
import { pageHandler } from './page/server.ts'
import { channels, people, userGroups } from './slack/ids.ts'
import { startSandboxSlack } from './slack/workspace.ts'

export interface SandboxOptions {
  /** The network's IANA zone. */
  readonly zone: string
  readonly offers?: number
  /** What the page completes after `/cake `. */
  readonly commands: () => readonly CommandView[]
  /**
   * True: the bot goes by {@link Sandbox.clock} and looks again when it is moved, so the page has buttons that move
   * it. Without it the clock is the real one.
   */
  readonly followsClock?: boolean
}

/** A network that answers in no time shows nobody how a card comes up. */
const ANSWER_MS = 90

/** Both worlds around the bot, running in this process. */
export interface Sandbox {
  /** How the bot reaches them: the variables of its configuration. */
  readonly env: Readonly<Record<string, string>>
  /** Who may approve, until somebody sets it otherwise. */
  readonly governance: unknown
  /** The clock of both worlds; Slack's signatures are dated by it too, and have to be checked by it. */
  readonly clock: SandboxClock
  /** Puts into the bot's store what is there from the start. */
  settleIn(store: Store): Promise<void>
  /** The page that shows the workspace. */
  readonly page: (request: IncomingMessage, response: ServerResponse) => void
  /** From now on Slack delivers to this address. */
  deliverTo(url: string): void
  close(): Promise<void>
}

/** Starts a CAKE network and a Slack workspace on free ports of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { zone, offers, commands, followsClock = false } = options
  const clock = newClock()
  // Another one each time: nobody else on this machine can know it.
  const key = `sandbox-${randomBytes(12).toString('hex')}`
  const [cake, slack] = await Promise.all([
    startSandboxCake({ key, zone, offers, now: () => new Date(clock.now()), answerMs: ANSWER_MS }),
    startSandboxSlack({ now: clock.now, signingSecret: randomBytes(16).toString('hex') }),
  ])
  return {
    env: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      CAKE_URL: cake.url,
      CAKE_API_KEY: key,
      CAKE_ADMINS: people.admin,
      CAKE_APPROVALS_CHANNEL: channels.cakeApprovals,
      // Like the network, what is recorded of it ends with the process.
      DATABASE_URL: 'sqlite::memory:',
    },
    governance: { approvers: { groups: [userGroups.approvers] } },
    clock,
    settleIn: (store) => addSandboxDigests(store, { zone, now: new Date(clock.now()) }),
    page: pageHandler({ slack, cake, commands, ...(followsClock && { clock: { clock, zone } }) }),
    deliverTo: (url) => slack.deliverTo(url),
    async close() {
      await Promise.all([slack.close(), cake.close()])
    },
  }
}
