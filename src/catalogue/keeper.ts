import type { Clock } from '../cake/clock.ts'
import { untilAborted } from '../cake/ticket.ts'
import type { Snapshots } from './contract.ts'
import type { Holding } from './holding.ts'
import type { Log } from './reader.ts'
import { Shelf } from './shelf.ts'
import { pack, unpack } from './snapshot.ts'

/** Reading starts without the snapshot when that takes longer to come. */
const LOAD_WITHIN_MS = 10_000
/** What has not changed is saved again after this, for its age; a save keeps everything else waiting for some 100 ms. */
const SAVE_ANYWAY_MS = 60 * 60_000

interface KeeperOptions {
  readonly holding: Holding
  readonly snapshots: Snapshots | undefined
  readonly network: string
  readonly clock: Clock
  readonly log: Log
}

/** Keeps what is held over restarts. Without a place to keep it, or when that fails, everything goes on without. */
export class Keeper {
  readonly #options: KeeperOptions
  #saving: Promise<void> | undefined
  /** What was saved last. */
  #saved: { readonly shelf: Shelf; readonly version: number; readonly at: number } | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
  }

  /**
   * Holds what the snapshot holds, if there is one that can be used. Never rejects; ends within 10 s, or when the
   * signal says so.
   */
  async load(signal: AbortSignal): Promise<void> {
    const { snapshots, clock, log } = this.#options
    if (snapshots === undefined) return
    const late = new AbortController()
    const drop = clock.after(LOAD_WITHIN_MS, () =>
      late.abort(new Error('The snapshot of the catalogue did not come in time.')),
    )
    const end = AbortSignal.any([late.signal, signal])
    try {
      await untilAborted(this.#load(snapshots, end), end)
    } catch (error) {
      if (!signal.aborted) log('warn', error, { loading: 'the catalogue' })
    } finally {
      drop()
    }
  }

  async #load(snapshots: Snapshots, end: AbortSignal): Promise<void> {
    const { holding, network } = this.#options
    const saved = await snapshots.load()
    if (saved === undefined || end.aborted) return
    const db = await unpack(saved.bytes, network)
    if (end.aborted) db.close()
    else await holding.replace(new Shelf(db))
  }

  /** Saves what is held, unless just this was saved lately; after the save that is under way. Never rejects. */
  save(): Promise<void> {
    const before = this.#saving
    const saving = this.#save(before).finally(() => {
      if (this.#saving === saving) this.#saving = undefined
    })
    this.#saving = saving
    return saving
  }

  /** When nothing is being saved. */
  async idle(): Promise<void> {
    await this.#saving
  }

  async #save(before: Promise<void> | undefined): Promise<void> {
    const { holding, snapshots, network, clock, log } = this.#options
    await before
    if (snapshots === undefined || this.#isSaved(holding.shelf)) return
    const { shelf } = holding
    const saved = { shelf, version: shelf.version, at: clock.ms() }
    try {
      await snapshots.save(await pack(shelf.db, network))
      this.#saved = saved
    } catch (error) {
      log('warn', error, { saving: 'the catalogue' })
    }
  }

  #isSaved(shelf: Shelf): boolean {
    const { clock } = this.#options
    const saved = this.#saved
    if (saved === undefined || saved.shelf !== shelf || saved.version !== shelf.version) return false
    return clock.ms() - saved.at < SAVE_ANYWAY_MS
  }
}
