import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')
/** Nothing may keep the bench waiting longer, in milliseconds. */
const GIVE_UP = 40_000
/** A child that was asked to end gets so long, in milliseconds. */
const GRACE = 3_000

const living = new Set<Child>()

/** Ends every child that is left, by its own id. */
export async function endAll(): Promise<void> {
  await Promise.all([...living].map((child) => child.end()))
}

// However the bench ends, nothing of it stays.
process.on('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => process.exit(code))
}

/** One process of the bench, with all that it starts itself. */
export class Child {
  readonly #process: ChildProcess
  readonly #gone = new EventEmitter()
  #said = ''

  /** @param env all that the child has of an environment, but for PATH and HOME */
  constructor(command: string, args: readonly string[], env: Readonly<Record<string, string>>, ipc = false) {
    const { PATH = '', HOME = '' } = process.env
    this.#process = spawn(command, args, {
      cwd: root,
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
      // A group of its own, so that what npm starts ends with it.
      detached: true,
    })
    living.add(this)
    const hear = (text: Buffer) => (this.#said = (this.#said + text.toString()).slice(-2_000))
    this.#process.stdout?.on('data', hear)
    this.#process.stderr?.on('data', hear)
    this.#process.on('exit', (code, signal) => {
      living.delete(this)
      this.#gone.emit('gone', new Error(`${args.join(' ')} ended (${code ?? signal}): ${this.#said}`))
    })
  }

  /** The number that the system knows it by. */
  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** The next message it sends, after `question` where one is given. @throws Error when it ends or says nothing */
  async hear<Answer>(question?: object | string): Promise<Answer> {
    const heard = new AbortController()
    const { signal } = heard
    const answer = once(this.#process, 'message', { signal })
    if (question !== undefined) this.#process.send(question)
    try {
      return await Promise.race([
        answer.then(([message]) => message as Answer),
        once(this.#gone, 'gone', { signal }).then(([error]) => Promise.reject(error as Error)),
        sleep(GIVE_UP, undefined, { signal }).then(() => Promise.reject(new Error(`no word: ${this.#said}`))),
      ])
    } finally {
      heard.abort()
    }
  }

  /** Waits until `url` answers with one of `statuses`. @throws Error when it ends, or does not within the time */
  async answers(url: string, statuses: (status: number) => boolean): Promise<void> {
    const until = performance.now() + GIVE_UP
    while (performance.now() < until) {
      if (this.#process.exitCode !== null) break
      // Not listening yet is no failure.
      const status = await fetch(url).then(
        async (response) => (await response.arrayBuffer(), response.status),
        () => 0,
      )
      if (statuses(status)) return
      await sleep(5)
    }
    throw new Error(`${url} does not answer: ${this.#said}`)
  }

  /** Its memory in use, resident, in MiB. */
  memory(): number {
    const { pid } = this
    const kib =
      process.platform === 'linux'
        ? /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
    return Number(kib) / 1024
  }

  /** The highest memory in use while `work` goes on, in MiB. */
  async peakDuring(work: () => Promise<unknown>): Promise<number> {
    let peak = this.memory()
    const look = setInterval(() => (peak = Math.max(peak, this.memory())), 5)
    try {
      await work()
    } finally {
      clearInterval(look)
    }
    return Math.max(peak, this.memory())
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    const { pid } = this.#process
    if (pid === undefined || !living.has(this)) return
    try {
      process.kill(-pid, signal)
    } catch (error) {
      // It ended in this very moment.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }

  /** Asks it to end, and makes it end if it does not. */
  async end(): Promise<void> {
    if (!living.has(this)) return
    const gone = once(this.#gone, 'gone')
    this.kill('SIGTERM')
    const late = setTimeout(() => this.kill('SIGKILL'), GRACE)
    await gone
    clearTimeout(late)
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
