import { Worker } from 'node:worker_threads'
import type { DaysChart } from './chart.ts'

/** Draws charts beside the process's own work. */
export interface Drawer {
  /** A chart as PNG. @throws Error when it cannot be drawn */
  draw(chart: DaysChart): Promise<Uint8Array>
  close(): Promise<void>
}

export interface DrawerOptions {
  /** The worker holds some 100 MB: it ends when nothing was drawn for so long. */
  readonly idleMs?: number
  /** What the worker runs; another for tests. */
  readonly script?: URL
}

interface Drawn {
  readonly id: number
  readonly bytes?: Uint8Array
  readonly error?: string
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (error: Error) => void
}

const IDLE_MS = 30_000

/** A drawer whose worker starts with the first chart, and ends when there is nothing to draw for a while. */
export function createDrawer(options: DrawerOptions = {}): Drawer {
  return new WorkerDrawer(options)
}

class WorkerDrawer implements Drawer {
  readonly #idleMs: number
  readonly #script: URL
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #last = 0

  constructor({ idleMs = IDLE_MS, script = new URL('worker.ts', import.meta.url) }: DrawerOptions) {
    this.#idleMs = idleMs
    this.#script = script
  }

  draw(chart: DaysChart): Promise<Uint8Array> {
    clearTimeout(this.#idle)
    const id = (this.#last += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const worker = (this.#worker ??= this.#start())
      // It holds the process only while somebody waits for a chart.
      worker.ref()
      worker.postMessage({ id, chart })
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#fail(new Error('The chart’s worker was ended.'))
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(this.#script)
    worker.on('message', (drawn: Drawn) => this.#drawn(drawn, worker))
    const ended = (error: Error) => {
      if (worker === this.#worker) this.#fail(error)
    }
    worker.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', () => ended(new Error('The chart’s worker ended.')))
    return worker
  }

  #drawn({ id, bytes, error }: Drawn, worker: Worker): void {
    const asked = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (bytes) asked?.resolve(bytes)
    else asked?.reject(new Error(`A chart could not be drawn: ${error ?? 'nothing came back'}`))
    if (this.#waiting.size > 0) return
    worker.unref()
    this.#idle = setTimeout(() => void this.close(), this.#idleMs).unref()
  }

  /** The next chart is drawn by another worker. */
  #fail(error: Error): void {
    clearTimeout(this.#idle)
    this.#worker = undefined
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
