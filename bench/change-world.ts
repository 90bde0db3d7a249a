import { setTimeout as sleep } from 'node:timers/promises'
import { startSandboxCake, type SandboxCake } from '../src/sandbox/cake/server.ts'
import { channels, people } from '../src/sandbox/slack/ids.ts'
import { startSandboxSlack, type SandboxSlack } from '../src/sandbox/slack/workspace.ts'
import type { Change } from '../src/store/change.ts'
import { openStore, type Store } from '../src/store/store.ts'
import { askedLike } from '../test/crash/support/asked.ts'
import { asks } from '../test/crash/support/people.ts'
import { Child, freePort } from './children.ts'
import { CAKE_KEY } from './world.ts'

/** The sandbox's CAKE and Slack in this process, and a database, for bots and references to work with. */
export interface ChangeWorld {
  readonly cake: SandboxCake
  readonly slack: SandboxSlack
  readonly store: Store
  readonly databaseUrl: string
  close(): Promise<void>
}

export async function startChangeWorld(databaseUrl: string): Promise<ChangeWorld> {
  const [cake, slack, store] = await Promise.all([
    startSandboxCake({ key: CAKE_KEY }),
    startSandboxSlack({ messagesPerSecond: null }),
    openStore(databaseUrl, { now: () => new Date(), log: () => undefined }),
  ])
  return {
    cake,
    slack,
    store,
    databaseUrl,
    close: async () => void (await Promise.all([cake.close(), slack.close(), store.close()])),
  }
}

export interface Program {
  readonly events: string
  readonly child: Child
}

interface Starting {
  /** `../src/main.ts` */
  readonly path: string
  readonly nodeArgs?: readonly string[]
  /** Requests to CAKE that it may make in a second. */
  readonly perSecond?: number
}

/** Starts a program in the world; Slack delivers to whoever {@link SandboxSlack.deliverTo} names. */
export async function startProgram(
  { cake, slack, databaseUrl }: ChangeWorld,
  { path, nodeArgs = [], perSecond = 10_000 }: Starting,
): Promise<Program> {
  const port = String(await freePort())
  const env = {
    HOST: '127.0.0.1',
    PORT: port,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    CAKE_URL: cake.url,
    CAKE_API_KEY: CAKE_KEY,
    CAKE_REPORT_END_DATE: 'inclusive',
    CAKE_REQUESTS_PER_SECOND: String(perSecond),
    CAKE_CATALOGUE_MINUTES: '0',
    CAKE_ADMINS: people.admin,
    CAKE_APPROVALS_CHANNEL: channels.cakeApprovals,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
  }
  const file = new URL(path, import.meta.url).pathname
  const child = new Child(process.execPath, [...nodeArgs, file], env)
  const ready = path.endsWith('main.ts') ? '/health/ready' : '/'
  const isReady = (status: number) => (path.endsWith('main.ts') ? status === 200 : status > 0)
  await child.answers(`http://127.0.0.1:${port}${ready}`, isReady)
  return { events: `http://127.0.0.1:${port}/slack/events`, child }
}

/** Asks for a change in Slack, and for the same about each of these offers. Nobody has approved them. */
export async function askFor(world: ChangeWorld, offers: readonly number[]): Promise<readonly Change[]> {
  const { store } = world
  await asks(world, 'offer pause 12345')
  const { changes } = await store.changes.list({}, { size: 1 })
  const [like] = changes
  if (!like) throw new Error('nothing was asked')
  const asked: Change[] = []
  for (const offer of offers) asked.push((await store.changes.ask(askedLike(like, offer))).change)
  return asked
}

/** An approver's word for each, as a bot would keep it. */
export async function approveAll({ store }: ChangeWorld, changes: readonly Change[]): Promise<void> {
  const by = { userId: people.admin, teamId: 'T0SANDBOX1' }
  for (const { id, differenceHash: hash } of changes) {
    await store.changes.step(id, { step: 'approve', by, hash })
  }
}

/** Nobody has anything to do with these any more but wait for people. */
export async function untilTold({ store }: ChangeWorld, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    for (;;) {
      const change = await store.changes.byId(id)
      if (!change) throw new Error(`there is no change ${id}`)
      const isBusy = change.state === 'approved' || change.state === 'applying'
      if (!isBusy && change.telling.told === change.telling.version) break
      await sleep(5)
    }
  }
}
