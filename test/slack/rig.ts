import type { Cake, CakeHealth, CakeReader } from '../../src/cake/client.ts'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import { recentFigures } from '../../src/core/recent.ts'
import { Recents } from '../../src/core/recents.ts'
import { createLog } from '../../src/log.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import {
  type SandboxSlack,
  type SandboxSlackOptions,
  startSandboxSlack,
} from '../../src/sandbox/slack/workspace.ts'
import {
  type CommandOutcome,
  type SlackApp,
  type SlackAppOptions,
  startSlackApp,
} from '../../src/slack/app.ts'
import { buttons } from '../support/read.ts'
import { type Holding, things } from './things.ts'

interface Where {
  readonly as?: string
  readonly in?: string
}

/** Slack's side alone, on a real workspace and over real HTTP, with commands that touch no network. */
export interface Rig {
  readonly slack: SandboxSlack
  readonly app: SlackApp
  readonly logged: string[]
  readonly counted: { command: string; outcome: CommandOutcome }[]
  readonly deliveries: { kind: string; outcome: string }[]
  readonly holding: Holding
  /** Keeps commands that wait from going on until the returned function is called. */
  hold(): () => void
  /** Sends without waiting for the answer; resolves with what Slack shows of it. */
  send(text: string, where?: Where): Promise<string>
  /** Types and waits until nothing is in hand; gives what is new for this person, wherever. */
  types(text: string, where?: Where): Promise<SeenMessage[]>
  /** Clicks a button and waits. A message that was changed counts as new. */
  clicks(label: string, message: SeenMessage, where?: Where): Promise<SeenMessage[]>
  press(label: string, message: SeenMessage, where?: Where): Promise<string>
  close(): Promise<void>
}

export interface RigOptions {
  readonly mode?: 'http' | 'socket'
  readonly slack?: SandboxSlackOptions
  /** What differs from the usual options of the app. */
  readonly app?: Partial<SlackAppOptions>
  /** False: does not wait for Slack to say who the bot is. */
  readonly waits?: boolean
}

const untouched: CakeHealth = { circuit: 'closed', ratePerSecond: 1, requestsLastHour: 0 }

export async function startRig({
  mode = 'http',
  slack: settings,
  app: different,
  waits = true,
}: RigOptions = {}): Promise<Rig> {
  const slack = await startSandboxSlack({ messagesPerSecond: 1000, ...settings })
  const logged: string[] = []
  const counted: Rig['counted'] = []
  const deliveries: Rig['deliveries'] = []
  const holding: Holding = { gate: Promise.resolve(), runs: 0 }
  const log = createLog({
    level: 'debug',
    secrets: [slack.botToken],
    write: (line) => void logged.push(line),
  })
  let references = 0
  const now = () => new Date()
  // No command here reads anything.
  const cake = { zone: 'UTC', health: () => untouched } as CakeReader & Pick<Cake, 'health'>
  const app = await startSlackApp({
    slack: accessOf(slack, mode),
    http: { host: '127.0.0.1', port: 0 },
    trust: { admins: [people.admin], guestLookups: false },
    runner: {
      registry: things(holding),
      cake,
      catalogue: createCatalogue({ cake, minutes: 0, network: 'none' }),
      recents: new Recents(),
      recent: recentFigures(now),
      now,
      reference: () => `REF${(references += 1)}`,
      log: (level, error, details) => log[level]({ err: error, ...details }, 'trouble'),
    },
    log,
    observe: {
      command: (command, outcome) => void counted.push({ command, outcome }),
      delivery: (kind, outcome) => void deliveries.push({ kind, outcome }),
    },
    ...different,
  })
  if (mode === 'http') slack.deliverTo(`${app.url}/slack/events`)
  if (waits) await app.ready
  return rigOf({ slack, app, logged, counted, deliveries, holding })
}

export function accessOf(slack: SandboxSlack, mode: 'http' | 'socket'): SlackAppOptions['slack'] {
  const { botToken, apiUrl, appToken, signingSecret } = slack
  return { botToken, apiUrl, ...(mode === 'socket' ? { appToken } : { signingSecret }) }
}

type Parts = Pick<Rig, 'slack' | 'app' | 'logged' | 'counted' | 'deliveries' | 'holding'>

function rigOf(parts: Parts): Rig {
  const { slack, app, holding } = parts
  const send: Rig['send'] = async (text, { as = people.manager, in: channel = channels.cakeOps } = {}) => {
    const done = await slack.type({ as, channel, text })
    return done.ok ? 'sent' : done.error
  }
  const press: Rig['press'] = async (label, message, { as = people.manager } = {}) => {
    const found = buttons(message.blocks).find(({ button }) => button.text.text === label)
    if (!found) throw new Error(`there is no button '${label}'`)
    const action = { ...found.button, action_id: found.button.action_id ?? '', block_id: found.block_id }
    const done = await slack.click({ as, channel: message.channel, ts: message.ts, action })
    return done.ok ? 'sent' : done.error
  }
  const newTo = async (as: string, act: () => Promise<string>): Promise<SeenMessage[]> => {
    // By channel as well: a message's `ts` is its own in its channel only.
    const fresh = new Map<string, SeenMessage>()
    const stop = slack.on((event) => {
      if (event.type !== 'message' && event.type !== 'changed') return
      const { message } = event
      if (slack.messages(message.channel, as).some(({ ts }) => ts === message.ts))
        fresh.set(`${message.channel} ${message.ts}`, message)
    })
    const done = await act()
    if (done !== 'sent') throw new Error(done)
    await app.idle()
    stop()
    return [...fresh.values()].filter(({ user }) => user === slack.botUserId)
  }
  return {
    ...parts,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      holding.gate = promise
      return resolve
    },
    send,
    press,
    types: (text, where) => newTo(where?.as ?? people.manager, () => send(text, where)),
    clicks: (label, message, where) => newTo(where?.as ?? people.manager, () => press(label, message, where)),
    async close() {
      await app.stop(1000)
      await slack.close()
    },
  }
}
