import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { startSandboxCake, type SandboxCake } from '../../../src/sandbox/cake/server.ts'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import { startSandboxSlack, type SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import type { Change } from '../../../src/store/change.ts'
import { openStore, type Store } from '../../../src/store/store.ts'
import type { Kind, Place } from '../../store/support/databases.ts'
import { COMPILED } from '../../support/compiled.ts'
import { BotProcess } from './bot-process.ts'

const KEY = 'crash-test-key'

/** CAKE, Slack and a database, in which bots come and go as processes of their own. */
export interface World {
  readonly cake: SandboxCake
  readonly slack: SandboxSlack
  readonly place: Place
  /** The database, as one more process that looks on. */
  readonly store: Store
  /** Starts a bot; `env` comes on top. It is gone when the test is over. */
  bot(env?: Readonly<Record<string, string>>): BotProcess
  /** A bot that is connected. */
  connected(env?: Readonly<Record<string, string>>): Promise<BotProcess>
}

/** @param offers how many the network has; 60, all written by hand, unless given */
export async function startWorld(kind: Kind, { offers }: { offers?: number } = {}): Promise<World> {
  const place = await kind.fresh()
  const [cake, slack] = await Promise.all([
    startSandboxCake({ key: KEY, offers }),
    startSandboxSlack({ messagesPerSecond: null }),
  ])
  const store = await openStore(place.url, { now: () => new Date(), log: () => undefined })
  const bots: BotProcess[] = []
  onTestFinished(async () => {
    await Promise.all(bots.map((bot) => bot.kill('SIGKILL')))
    await Promise.all([store.close(), cake.close(), slack.close()])
  })
  const world: World = {
    cake,
    slack,
    place,
    store,
    bot: (env = {}) => {
      const bot = new BotProcess({ ...environment({ cake, slack, place }), ...env })
      bots.push(bot)
      return bot
    },
    connected: async (env) => {
      const bot = world.bot(env)
      await bot.says(/connected to/)
      return bot
    },
  }
  return world
}

function environment({ cake, slack, place }: Pick<World, 'cake' | 'slack' | 'place'>) {
  return {
    NODE_ENV: 'test',
    ...COMPILED,
    HOST: '127.0.0.1',
    PORT: '0',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    CAKE_URL: cake.url,
    CAKE_API_KEY: KEY,
    CAKE_REPORT_END_DATE: 'inclusive',
    CAKE_REQUESTS_PER_SECOND: '1000',
    CAKE_CATALOGUE_MINUTES: '0',
    CAKE_ADMINS: people.admin,
    CAKE_APPROVALS_CHANNEL: channels.cakeApprovals,
    DATABASE_URL: place.url,
    LOG_LEVEL: 'info',
  }
}

const LONG_AGO = '2026-01-01T00:00:00.000Z'
const NEVER = '2999-01-01T00:00:00.000Z'

interface Later {
  /** SQL that tells by `claimed_by` of which workers; of all unless given. */
  readonly workers?: string
}

/** As if no time passed any more for what a dead bot has left: nobody else takes it before {@link later}. */
export async function noTimePasses({ place }: World): Promise<void> {
  await place.byHand(`update change set telling_until = '${NEVER}' where told_version < tell_version`)
  await place.byHand(`update change set lease_until = '${NEVER}' where state = 'applying'`)
}

/** As if minutes had passed since a bot died: its leases have ended, and what waits for another try is to have it now. */
export async function later({ place }: World, { workers = 'true' }: Later = {}): Promise<void> {
  await place.byHand(
    `update change set tell_after = '', telling_until = '', try_after = '',
       lease_until = case when lease_until is null then null else '${LONG_AGO}' end
     where ${workers}`,
  )
}

/** As if so much time had passed that a write that was sent has long arrived, if it ever does. */
export async function muchLater(world: World, which: Later = {}): Promise<void> {
  await later(world, which)
  await world.place.byHand(
    `update change set write_started_at = '${LONG_AGO}'
     where write_started_at is not null and ${which.workers ?? 'true'}`,
  )
}

/** Every change is over, and everybody has been told. @throws after 80 s */
export function allTold(world: World): Promise<readonly Change[]> {
  return whenNone(world, (change) => isOpen(change) || change.telling.told < change.telling.version)
}

/** Every change is over. @throws after 80 s */
export function allOver(world: World): Promise<readonly Change[]> {
  return whenNone(world, isOpen)
}

function isOpen({ state }: Change): boolean {
  return state === 'approved' || state === 'applying' || state === 'unknown'
}

async function whenNone({ store }: World, is: (change: Change) => boolean): Promise<readonly Change[]> {
  const until = Date.now() + 80_000
  for (;;) {
    const { changes } = await store.changes.list({}, { size: 1000 })
    const some = changes.filter(is)
    if (some.length === 0) return changes
    if (Date.now() > until) throw new Error(some.map(({ id, state }) => `${id} is ${state}`).join(', '))
    // A database tells nobody when it has changed. Looking at many takes long, and so does what they wait for.
    await sleep(20 + 2 * some.length)
  }
}
