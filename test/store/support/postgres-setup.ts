import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Whoever connects to this port of this machine is told the address of the test run's PostgreSQL server. */
    postgresDoor: number
  }
}

/** One PostgreSQL server for the whole test run, started when the first test asks for it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Started> | undefined
  const door = createServer((socket) => {
    server ??= start()
    server.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(String(error)),
    )
    // Whoever asked may be gone.
    socket.on('error', () => undefined)
  })
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
  const address = door.address()
  project.provide('postgresDoor', typeof address === 'object' && address ? address.port : 0)
  return async () => {
    door.close()
    const started = await server?.catch(() => undefined)
    if (started) await stop(started.child)
  }
}

interface Started {
  readonly child: ChildProcess
  readonly url: string
}

async function start(): Promise<Started> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./postgres-process.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit').then(() => {
    throw new Error('The PostgreSQL server of the tests did not start.')
  })
  const line = once(createInterface(child.stdout), 'line')
  const [url] = (await Promise.race([line, ended])) as [string]
  // Its end is awaited elsewhere.
  ended.catch(() => undefined)
  return { child, url }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = once(server, 'exit')
  server.stdin?.end()
  await ended
}
