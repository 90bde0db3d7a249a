import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface Postgres {
  readonly url: string
  end(): Promise<void>
}

/** A PostgreSQL server of the bench's own, which keeps what is committed as a real one does. */
export async function startPostgres(): Promise<Postgres> {
  const path = fileURLToPath(new URL('../test/store/support/postgres-process.ts', import.meta.url))
  // It ends when its input does: also when the bench is killed.
  const child = spawn(process.execPath, [path, 'on'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const [server] = await Promise.race([line, ended.then(() => Promise.reject(new Error('no PostgreSQL')))])
  return {
    url: `${server}/postgres`,
    async end() {
      child.stdin.end()
      await ended
    },
  }
}
