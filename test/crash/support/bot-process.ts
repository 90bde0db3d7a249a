import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** How a process ended: with an exit code, or by a signal. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The bot as a process of its own, as `npm start` starts it, without this process's environment. */
export class BotProcess {
  readonly #child: ChildProcess
  readonly #exit: Promise<Ended>
  #out = ''

  constructor(env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, ['src/main.ts'], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#exit = once(this.#child, 'close').then(([code, signal]) => ({ code, signal }) as Ended)
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#out += text))
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** All that it has written. */
  get out(): string {
    return this.#out
  }

  /** How it ended, once it has, by itself or by whoever ended it. */
  get ended(): Promise<Ended> {
    return this.#exit
  }

  /** @throws Error with all it said when it ends instead */
  async says(pattern: RegExp): Promise<void> {
    const { stdout } = this.#child
    const ended = this.#exit.then(() => 'ended' as const)
    let last: unknown
    while (!pattern.test(this.#out)) {
      if (last === 'ended') throw new Error(`it ended and said:\n${this.#out}`)
      last = await Promise.race([ended, ...(stdout ? [once(stdout, 'data')] : [])])
    }
  }

  kill(signal: NodeJS.Signals): Promise<Ended> {
    this.#child.kill(signal)
    return this.#exit
  }
}
