import { createCake, type Cake } from './cake/client.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import type { Catalogue } from './catalogue/contract.ts'
import { createDrawer, type Drawer } from './chart/draw.ts'
import type { Config } from './config.ts'
import type { Desk } from './core/changes/desk.ts'
import { GOVERNANCE, readGovernance, type Governance } from './core/changes/governance.ts'
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
  /** Carries out and tells of changes, and sends digests, once it is started. */
  readonly heart: Heart
  /** It is another time than the timers know: what is due by then is done, and names are read again. */
  readonly lookAgain: () => void
  /** Draws charts for digests. */
  readonly draw: Drawer['draw']
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

/** When it is looked for what is due by the clock: every five seconds. */
const TICKS = '*/5 * * * * *'

/** One click looks at the settings several times: what was read just now is read once, in milliseconds. */
const SETTINGS_MS = 250

/**
 * Opens the store, and makes CAKE's client, the catalogue over it, and what runs commands with both. Nothing is asked
 * of CAKE yet.
 * @throws StoreError where the database cannot be used
 */
export async function assemble(config: Config, tools: Tools): Promise<Assembled> {
  const { log, metrics, now } = tools
  const store = await opened(config.databaseUrl, { now, log: logTo(log, 'the database had a trouble') })
  const cake = createCake({ ...config.cake, now, onCall: (call) => metrics.cakeCall(call) })
  const catalogue = catalogueOf(config, { cake, store, now, log })
  const registry = withLinkTemplates(features, config.catalogue.linkTemplates)
  const heart = new Heart(TICKS)
  const drawer = createDrawer()
  const around = { registry, cake, catalogue, now }
  const runner: Runner = {
    ...around,
    recent: recentFigures(now),
    recents: new Recents(),
    reference: newReference,
    log: logTo(log, 'the person was told of a trouble'),
  }
  const desk = {
    ...around,
    store,
    governance: governedBy(store, tools),
    approvalsChannel: config.approvalsChannel,
    kick: () => heart.kick(),
    log: logTo(log, 'a change or a digest had a trouble'),
  }
  return {
    cake,
    catalogue,
    store,
    runner,
    desk,
    heart,
    lookAgain: () => {
      heart.kick()
      // Never rejects; how it went is shown with the names.
      void catalogue.refresh()
    },
    draw: (chart) => drawer.draw(chart),
    close: () => closeAll(heart, drawer, catalogue, store),
  }
}

/** How changes are governed at this moment, give or take {@link SETTINGS_MS}. */
function governedBy({ settings }: Store, { now, governance }: Tools): () => Promise<Governance> {
  const read = recentFigures(now, SETTINGS_MS)
  return () =>
    read.get(GOVERNANCE, async () => readGovernance((await settings.get(GOVERNANCE))?.value ?? governance))
}

function catalogueOf(
  config: Config,
  { cake, store, now, log }: Pick<Tools, 'now' | 'log'> & Pick<Assembled, 'cake' | 'store'>,
): Catalogue {
  return createCatalogue({
    cake,
    minutes: config.catalogue.minutes,
    snapshots: store.snapshots,
    network: config.cake.url,
    now,
    log: logTo(log, 'the catalogue had a trouble'),
  })
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

async function closeAll(heart: Heart, drawer: Drawer, catalogue: Catalogue, store: Store): Promise<void> {
  await heart.stop()
  await drawer.close()
  await catalogue.stop()
  await store.close()
}

function logTo(log: Log, message: string): Runner['log'] {
  return (level, error, details) => log[level]({ ...details, err: error }, message)
}
