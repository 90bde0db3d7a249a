import { createCake, type Cake } from './cake/client.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import type { Catalogue } from './catalogue/contract.ts'
import type { Config } from './config.ts'
import type { Desk } from './core/changes/desk.ts'
import { GOVERNANCE, readGovernance } from './core/changes/governance.ts'
import { withLinkTemplates } from './core/links.ts'
import { recentFigures } from './core/recent.ts'
import { Recents } from './core/recents.ts'
import type { Runner } from './core/runner.ts'
import { features } from './features/index.ts'
import { newReference } from './log.ts'
import type { Metrics } from './metrics.ts'
import { Heart } from './schedule/heart.ts'
import type { Log } from './slack/log.ts'
import { StoreError } from './store/errors.ts'
import { openStore, type Store, type StoreOptions } from './store/store.ts'

/** What the process is made of, below Slack. */
export interface Assembled {
  readonly cake: Cake
  readonly catalogue: Catalogue
  readonly store: Store
  readonly runner: Runner
  readonly desk: Omit<Desk, 'teller'>
  /** Carries out, settles and tells of changes once it is started. */
  readonly heart: Heart
  /** Ends all but CAKE, which is closed on its own, after Slack's side. */
  readonly close: () => Promise<void>
}

interface Tools {
  readonly log: Log
  readonly metrics: Metrics
  readonly now: () => Date
  /** How changes are governed until somebody sets it. */
  readonly governance?: unknown
}

/** How often it is looked for changes that are due by the clock, in milliseconds. */
const BEAT_MS = 5_000

/**
 * Opens the store, and makes CAKE's client, the catalogue over it, and what runs commands with both. Nothing is asked
 * of CAKE yet.
 * @throws StoreError where the database cannot be used
 */
export async function assemble(config: Config, tools: Tools): Promise<Assembled> {
  const { log, metrics, now } = tools
  const store = await opened(config.databaseUrl, { now, log: logTo(log, 'the database had a trouble') })
  const cake = createCake({ ...config.cake, onCall: (call) => metrics.cakeCall(call) })
  const { minutes, linkTemplates } = config.catalogue
  const catalogue = createCatalogue({
    cake,
    minutes,
    snapshots: store.snapshots,
    network: config.cake.url,
    now,
    log: logTo(log, 'the catalogue had a trouble'),
  })
  const registry = withLinkTemplates(features, linkTemplates)
  const heart = new Heart(BEAT_MS)
  const runner: Runner = {
    registry,
    cake,
    catalogue,
    recent: recentFigures(now),
    recents: new Recents(),
    now,
    reference: newReference,
    log: logTo(log, 'the person was told of a trouble'),
  }
  const desk = {
    registry,
    cake,
    catalogue,
    store,
    governance: async () => readGovernance((await store.settings.get(GOVERNANCE))?.value ?? tools.governance),
    approvalsChannel: config.approvalsChannel,
    now,
    kick: () => heart.kick(),
    log: logTo(log, 'a change had a trouble'),
  }
  return { cake, catalogue, store, runner, desk, heart, close: () => closeAll(heart, catalogue, store) }
}

/** What the system or SQLite says in its own words is told with the variable that it is about. */
async function opened(url: string, options: StoreOptions): Promise<Store> {
  try {
    return await openStore(url, options)
  } catch (error) {
    if (error instanceof StoreError || !(error instanceof Error && 'code' in error)) throw error
    throw new StoreError(
      `DATABASE_URL names ${url}, which cannot be used: ${error.message}. Nothing in it was changed. It must be a ` +
        'file that this user can write and no other program holds, e.g. sqlite:./data/cake.db',
      { cause: error },
    )
  }
}

async function closeAll(heart: Heart, catalogue: Catalogue, store: Store): Promise<void> {
  await heart.stop()
  await catalogue.stop()
  await store.close()
}

function logTo(log: Log, message: string): Runner['log'] {
  return (level, error, details) => log[level]({ ...details, err: error }, message)
}
