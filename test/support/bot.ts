import { createCake, type Cake, type CakeOptions } from '../../src/cake/client.ts'
import type { Clock } from '../../src/cake/clock.ts'
import { createCatalogue } from '../../src/catalogue/catalogue.ts'
import type { Catalogue, Snapshots } from '../../src/catalogue/contract.ts'
import type { RecentFigures } from '../../src/core/command.ts'
import { type LinkTemplate, withLinkTemplates } from '../../src/core/links.ts'
import { recentFigures } from '../../src/core/recent.ts'
import { Recents } from '../../src/core/recents.ts'
import type { Runner } from '../../src/core/run.ts'
import { features } from '../../src/features/index.ts'
import { startSandboxCake, type SandboxCake } from '../../src/sandbox/cake/server.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import { startSandboxSlack, type SandboxSlack } from '../../src/sandbox/slack/workspace.ts'
import { type Observe, startSlackApp, type SlackApp } from '../../src/slack/app.ts'
import { createLog } from '../../src/log.ts'
import { buttons, read } from './read.ts'

/** The morning of a Saturday on which every test happens, so that cards and reports never change. */
const NOW = new Date('2026-11-21T09:00:00Z')
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
  const cake = await startSandboxCake({ key: KEY, now: () => NOW })
  const slack = await startSandboxSlack({
    messagesPerSecond: 1000,
    ...(settings.clock ? { now: settings.clock } : {}),
  })
  const logged: string[] = []
  const client = createCake({
    url: settings.cakeUrl ?? cake.url,
    key: KEY,
    zone: 'UTC',
    reportEndDate: 'inclusive',
    requestsPerSecond: 1000,
    concurrency: 16,
    now: () => NOW,
    ...settings.cakeOptions,
  })
  const { snapshots } = settings
  const catalogue = createCatalogue({
    cake: client,
    minutes: 0,
    network: client.zone,
    snapshots,
    now: () => NOW,
  })
  let recent = recentFigures(() => NOW)
  let gate: Promise<void> = Promise.resolve()
  const forgetful: RecentFigures = { get: (key, load) => recent.get(key, () => gate.then(load)) }
  const app = await startApp({ slack, cake: client, catalogue, logged, settings, recent: forgetful })
  if (settings.mode !== 'socket') slack.deliverTo(`${app.url}/slack/events`)
  await app.ready
  const forget = () => {
    recent = recentFigures(() => NOW)
    logged.length = 0
  }
  const holdFigures = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return testBot({ cake, slack, app, catalogue, client, logged, forget, holdFigures })
}

interface AppParts {
  readonly slack: SandboxSlack
  readonly cake: Cake
  readonly catalogue: Catalogue
  readonly logged: string[]
  readonly settings: BotSettings
  readonly recent: RecentFigures
}

async function startApp({ slack, cake, catalogue, logged, settings, recent }: AppParts): Promise<SlackApp> {
  const log = createLog({
    level: 'info',
    secrets: [KEY, slack.botToken],
    write: (line) => void logged.push(line),
  })
  let references = 0
  const runner: Runner = {
    registry: withLinkTemplates(features, settings.linkTemplates ?? []),
    cake,
    catalogue,
    recents: new Recents(),
    recent,
    now: () => NOW,
    clock: settings.waits,
    reference: () => `REF${(references += 1)}`,
    log: (level, error, details) => log[level]({ err: error, ...details }, 'trouble'),
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
    log,
    observe: settings.observe,
    clock: settings.clock,
  })
}

interface Parts {
  readonly cake: SandboxCake
  readonly slack: SandboxSlack
  readonly app: SlackApp
  readonly catalogue: Catalogue
  readonly client: Cake
  readonly logged: string[]
  readonly forget: () => void
  readonly holdFigures: () => () => void
}

function testBot({ cake, slack, app, catalogue, client, logged, forget, holdFigures }: Parts): TestBot {
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
      await slack.settle()
      await app.idle()
    } finally {
      stop()
    }
    return [...fresh.values()].filter((message) => message.user === slack.botUserId)
  }
  const bot: TestBot = {
    cake,
    slack,
    app,
    catalogue,
    logged,
    forget,
    holdFigures,
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
      await app.stop(1000)
      await catalogue.stop()
      await client.close()
      await slack.close()
      await cake.close()
    },
  }
  return bot
}
