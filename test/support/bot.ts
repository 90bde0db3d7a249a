import { createCake, type Cake, type CakeOptions } from '../../src/cake/client.ts'
import type { Clock } from '../../src/cake/clock.ts'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Catalogue, Snapshots } from '../../src/catalogue/contract.ts'
import type { Desk } from '../../src/core/changes/desk.ts'
import type { Governance } from '../../src/core/changes/governance.ts'
import { beat } from '../../src/core/changes/heartbeat.ts'
import { digestBeat } from '../../src/core/digests/beat.ts'
import { digestingAt } from '../../src/core/digests/digesting.ts'
import type { RecentFigures } from '../../src/core/command.ts'
import { type LinkTemplate, withLinkTemplates } from '../../src/core/links.ts'
import { recentFigures } from '../../src/core/recent.ts'
import { Recents } from '../../src/core/recents.ts'
import type { Runner } from '../../src/core/runner.ts'
import { features } from '../../src/features/index.ts'
import { startSandboxCake, type SandboxCake } from '../../src/sandbox/cake/server.ts'
import { Heart } from '../../src/schedule/heart.ts'
import type { Store } from '../../src/store/store.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { startSandboxSlack, type SandboxSlack } from '../../src/sandbox/slack/workspace.ts'
import { type Observe, startSlackApp, type SlackApp } from '../../src/slack/app.ts'
import { createLog } from '../../src/log.ts'
import { Changes } from './changes.ts'
import { buttons, read } from './read.ts'
import { Time } from './time.ts'

export const KEY = 'test-key-9f2c'

interface Where {
  readonly as?: string
  readonly in?: string
}

/** The whole bot with both worlds around it, over real HTTP; only the far edges are ours. */
export interface TestBot {
  readonly cake: SandboxCake
  readonly slack: SandboxSlack
  readonly app: SlackApp
  /** Reads the network when something is first searched, or when it is told to. */
  readonly catalogue: Catalogue
  /** Every line the bot has logged. */
  readonly logged: string[]
  /** Types into the composer and waits until the bot has nothing left to do: the new messages this person sees. */
  types(text: string, where?: Where): Promise<SeenMessage[]>
  /** Clicks a button of a message by its label; resolves like `types`. */
  clicks(label: string, message: SeenMessage, where?: Where): Promise<SeenMessage[]>
  /** What a person reads after typing: all new messages, one after the other. */
  reads(text: string, where?: Where): Promise<string>
  /** What changes are kept in, and handled with; a new one with each `forget`. */
  readonly store: Store
  readonly desk: Desk
  /** Carries changes out and tells of them, after each act. */
  readonly heart: Heart
  /** How changes are governed; one approval by the group of approvers unless set. */
  govern(governance: Partial<Governance>): void
  /** Moves the clock by so many milliseconds, and does what is due then. */
  later(ms: number): Promise<void>
  /** Fulfilled when nothing is left to do, on Slack's side and by the heart. */
  idle(): Promise<void>
  /** The process ends and starts again, on the same database. */
  restart(): Promise<void>
  /** Everything as new: Slack, CAKE, the database, the clock. */
  reset(): Promise<void>
  /** Drops the figures that are kept for a minute, so that tests do not share them. */
  forget(): void
  /** Keeps the figures that come after a card from being read until the returned function is called. */
  holdFigures(): () => void
  stop(): Promise<void>
}

export interface BotSettings {
  readonly mode?: 'http' | 'socket'
  readonly cakeUrl?: string
  readonly cakeOptions?: Partial<CakeOptions>
  readonly guestLookups?: boolean
  /** Where the catalogue of an earlier run is kept; taken when `catalogue.start()` is called. */
  readonly snapshots?: Snapshots
  /** How the network's own pages look: CAKE_LINK_TEMPLATES. */
  readonly linkTemplates?: readonly LinkTemplate[]
  /** Milliseconds since 1970, for Slack and for the bot's side of it; the machine's unless given. */
  readonly clock?: () => number
  /** For the waiting of commands and of Home; the system's unless given. */
  readonly waits?: Clock
  readonly observe?: Observe
}

export async function startBot(settings: BotSettings = {}): Promise<TestBot> {
  const time = new Time(settings.clock)
  const cake = await startSandboxCake({ key: KEY, now: time.now })
  const slack = await startSandboxSlack({ messagesPerSecond: 1000, now: time.slack })
  const logged: string[] = []
  const client = createCake({
    url: settings.cakeUrl ?? cake.url,
    key: KEY,
    zone: 'UTC',
    reportEndDate: 'inclusive',
    requestsPerSecond: 1000,
    concurrency: 16,
    now: time.now,
    // One test's dead CAKE is not to keep the next one waiting: the breaker has tests of its own.
    failuresToOpen: Number.POSITIVE_INFINITY,
    ...settings.cakeOptions,
  })
  const { snapshots } = settings
  const catalogue = createCatalogue({
    cake: client,
    minutes: 0,
    network: client.zone,
    snapshots,
    now: time.now,
  })
  let recent = recentFigures(time.now)
  let gate: Promise<void> = Promise.resolve()
  const forgetful: RecentFigures = { get: (key, load) => recent.get(key, () => gate.then(load)) }
  const changes = await Changes.start(time)
  const parts = { slack, cake: client, catalogue, logged, settings, recent: forgetful, changes, time }
  const running = new Running(parts)
  await running.start()
  const forget = () => {
    recent = recentFigures(time.now)
    logged.length = 0
  }
  const holdFigures = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return testBot({ cake, slack, running, catalogue, client, changes, time, logged, forget, holdFigures })
}

interface AppParts {
  readonly slack: SandboxSlack
  readonly cake: Cake
  readonly catalogue: Catalogue
  readonly logged: string[]
  readonly settings: BotSettings
  readonly recent: RecentFigures
  readonly changes: Changes
  readonly time: Time
}

/** No test but that of the chart draws one. */
async function drawn(): Promise<Uint8Array> {
  return Buffer.from('a picture')
}

/** The bot's process: it can be ended and started again. */
class Running {
  readonly #parts: AppParts
  #app: SlackApp | undefined
  #starts = 0

  constructor(parts: AppParts) {
    this.#parts = parts
  }

  get app(): SlackApp {
    if (!this.#app) throw new Error('the bot is not running')
    return this.#app
  }

  async start(): Promise<void> {
    const { slack, settings, changes } = this.#parts
    const app = await startApp(this.#parts)
    this.#app = app
    if (settings.mode !== 'socket') slack.deliverTo(`${app.url}/slack/events`)
    await app.ready
    const { desk } = app
    const name = `worker-${(this.#starts += 1)}`
    if (!desk) return
    const digesting = digestingAt(desk, drawn)
    changes.heart.start(
      (signal) => beat(desk, { name }, signal),
      (signal) => digestBeat(digesting, { name }, signal),
    )
  }

  async stop(): Promise<void> {
    await this.#parts.changes.heart.stop()
    await this.app.stop(1000)
  }

  async restart(): Promise<void> {
    await this.stop()
    this.#parts.changes.heart = new Heart()
    await this.start()
  }
}

async function startApp(parts: AppParts): Promise<SlackApp> {
  const { slack, cake, catalogue, logged, settings, recent, changes, time } = parts
  const log = createLog({
    level: 'info',
    secrets: [KEY, slack.botToken],
    write: (line) => void logged.push(line),
  })
  let references = 0
  const registry = withLinkTemplates(features, settings.linkTemplates ?? [])
  const noted: Runner['log'] = (level, error, details) => log[level]({ err: error, ...details }, 'trouble')
  const runner: Runner = {
    registry,
    cake,
    catalogue,
    recents: new Recents(),
    recent,
    now: time.now,
    clock: settings.waits,
    reference: () => `REF${(references += 1)}`,
    log: noted,
  }
  const desk = {
    registry,
    cake,
    catalogue,
    store: changes.asStore(),
    governance: () => changes.governance(),
    approvalsChannel: channels.cakeApprovals,
    now: time.now,
    kick: () => changes.heart.kick(),
    log: noted,
  }
  return startSlackApp({
    slack: {
      botToken: slack.botToken,
      apiUrl: slack.apiUrl,
      ...(settings.mode === 'socket' ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }),
    },
    http: { host: '127.0.0.1', port: 0 },
    trust: { admins: [people.admin], guestLookups: settings.guestLookups ?? false },
    runner,
    desk,
    log,
    observe: settings.observe,
    clock: time.slack,
  })
}

interface Parts {
  readonly cake: SandboxCake
  readonly slack: SandboxSlack
  readonly running: Running
  readonly catalogue: Catalogue
  readonly client: Cake
  readonly changes: Changes
  readonly time: Time
  readonly logged: string[]
  readonly forget: () => void
  readonly holdFigures: () => () => void
}

function testBot(parts: Parts): TestBot {
  const { cake, slack, running, catalogue, client, changes, time, logged, forget, holdFigures } = parts
  async function idle(): Promise<void> {
    await slack.settle()
    await running.app.idle()
    await changes.heart.idle()
  }
  /** Everything new that `as` sees anywhere, in the order it came. */
  async function after(
    as: string,
    act: () => Promise<{ ok: boolean; error?: string }>,
  ): Promise<SeenMessage[]> {
    // By channel as well: a message's `ts` is its own in its channel only.
    const fresh = new Map<string, SeenMessage>()
    const stop = slack.on((event) => {
      if (event.type !== 'message' && event.type !== 'changed') return
      const { message } = event
      if (slack.messages(message.channel, as).some((seen) => seen.ts === message.ts))
        fresh.set(`${message.channel} ${message.ts}`, message)
    })
    try {
      const done = await act()
      if (!done.ok) throw new Error(done.error ?? 'not sent')
      await idle()
    } finally {
      stop()
    }
    return [...fresh.values()].filter((message) => message.user === slack.botUserId)
  }
  const bot: TestBot = {
    cake,
    slack,
    get app() {
      return running.app
    },
    get heart() {
      return changes.heart
    },
    get store() {
      return changes.store
    },
    get desk() {
      const { desk } = running.app
      if (!desk) throw new Error('the bot has no desk')
      return desk
    },
    catalogue,
    logged,
    forget,
    holdFigures,
    idle,
    govern: (governance) => changes.govern(governance),
    later: async (ms) => {
      time.move(ms)
      changes.heart.kick()
      await idle()
    },
    restart: () => running.restart(),
    reset: async () => {
      await idle()
      slack.reset()
      time.reset()
      cake.reset()
      await changes.reset()
      forget()
    },
    types: (text, { as = people.manager, in: channel = channels.cakeOps } = {}) =>
      after(as, () => slack.type({ as, channel, text })),
    clicks: (label, message, { as = people.manager } = {}) => {
      const found = buttons(message.blocks).find(({ button }) => button.text.text === label)
      if (!found) throw new Error(`there is no button '${label}' on:\n${read(message)}`)
      const { button, block_id } = found
      const action = { ...button, action_id: button.action_id ?? '', block_id }
      return after(as, () => slack.click({ as, channel: message.channel, ts: message.ts, action }))
    },
    reads: async (text, where) => (await bot.types(text, where)).map(read).join('\n\n'),
    stop: async () => {
      await running.stop()
      await catalogue.stop()
      await client.close()
      await changes.store.close()
      await slack.close()
      await cake.close()
    },
  }
  return bot
}
