import { createCake, type Cake } from './cake/client.ts'
import { createCatalogue } from './catalogue/catalogue.ts'
import type { Catalogue, Snapshots } from './catalogue/contract.ts'
import type { Config } from './config.ts'
import { withLinkTemplates } from './core/links.ts'
import { recentFigures } from './core/recent.ts'
import { Recents } from './core/recents.ts'
import type { Runner } from './core/run.ts'
import { features } from './features/index.ts'
import { newReference } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Log } from './slack/log.ts'
import { openSnapshots } from './store/snapshots.ts'

/** What the process is made of, below Slack. */
export interface Assembled {
  readonly cake: Cake
  readonly catalogue: Catalogue
  readonly runner: Runner
  /** Ends the catalogue and what it is kept in; CAKE is closed on its own, after Slack's side. */
  readonly close: () => Promise<void>
}

interface Tools {
  readonly log: Log
  readonly metrics: Metrics
  readonly now: () => Date
  /** False: nothing is written to disk, as in the sandbox, whose network is another one each time. */
  readonly keeps: boolean
}

/** Makes CAKE's client, the catalogue over it, and what runs commands with both. Nothing is asked of CAKE yet. */
export function assemble(config: Config, { log, metrics, now, keeps }: Tools): Assembled {
  const cake = createCake({ ...config.cake, onCall: (call) => metrics.cakeCall(call) })
  const kept = keeps ? snapshotsIn(config.databaseUrl, now, log) : undefined
  const { minutes, linkTemplates } = config.catalogue
  const catalogue = createCatalogue({
    cake,
    minutes,
    snapshots: kept,
    network: config.cake.url,
    now,
    log: (level, error, details) => log[level]({ ...details, err: error }, 'the catalogue had a trouble'),
  })
  const runner: Runner = {
    registry: withLinkTemplates(features, linkTemplates),
    cake,
    catalogue,
    recent: recentFigures(now),
    recents: new Recents(),
    now,
    reference: newReference,
    log: (level, error, details) =>
      log[level]({ ...details, err: error }, 'the person was told of a trouble'),
  }
  return {
    cake,
    catalogue,
    runner,
    close: async () => {
      await catalogue.stop()
      kept?.close()
    },
  }
}

const NOT_KEPT = 'DATABASE_URL cannot be used, so names are not kept for the next start'

/** Names can be read from CAKE again: a bot without a place to keep them is better than none. */
function snapshotsIn(
  databaseUrl: string,
  now: () => Date,
  log: Log,
): (Snapshots & { close(): void }) | undefined {
  const path = /^sqlite:(.+)$/.exec(databaseUrl)?.[1]
  if (path === undefined) {
    log.warn({ needed: 'sqlite:PATH' }, NOT_KEPT)
    return undefined
  }
  try {
    return openSnapshots(path, now)
  } catch (error) {
    log.warn({ err: error, path }, NOT_KEPT)
    return undefined
  }
}
