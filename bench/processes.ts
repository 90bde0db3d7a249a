import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Child, freePort } from './children.ts'
import type { Job, Outcome } from './load.ts'
import type { Addresses, JobResult } from './standins.ts'
import { BOT_TOKEN, CAKE_KEY, SIGNING_SECRET } from './world.ts'

/** The stand-ins' process, ready for jobs. */
export interface StandIns extends Addresses {
  carryOut(job: Job): Promise<Outcome>
}

/** The bot or the reference, listening. */
export interface Server {
  readonly origin: string
  readonly child: Child
}

export interface Options {
  readonly standIns: Addresses
  /** Arguments for Node itself, such as `--cpu-prof`. */
  readonly nodeArgs?: readonly string[]
}

export async function startStandIns(): Promise<StandIns> {
  const child = new Child(process.execPath, [here('./standins.ts')], {}, true)
  const addresses = await child.hear<Addresses>()
  return {
    ...addresses,
    async carryOut(job) {
      const result = await child.hear<JobResult>(job)
      if ('error' in result) throw new Error(result.error)
      return result.outcome
    },
  }
}

/** Node's own arguments in `npm start`. */
const startArgs = (
  JSON.parse(readFileSync(here('../package.json'), 'utf8')) as { scripts: { start: string } }
).scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--'))

/** The bot as it is run, but for the limits that keep CAKE from harm. */
export async function startBot({ standIns, nodeArgs = [] }: Options): Promise<Server> {
  const env = await environment(standIns)
  const child = new Child(process.execPath, [...startArgs, ...nodeArgs, here('../src/main.ts')], env)
  await child.answers(`${originOf(env)}/health/ready`, (status) => status === 200)
  return { origin: originOf(env), child }
}

/** The bot as it is run, but for a catalogue that is read when the bench says so. */
export async function startReadingBot({ standIns, nodeArgs = [] }: Options): Promise<Server> {
  const env = await environment(standIns)
  const child = new Child(process.execPath, [...startArgs, ...nodeArgs, here('./bot.ts')], env, true)
  await child.hear()
  return { origin: originOf(env), child }
}

export async function startReference({ standIns, nodeArgs = [] }: Options): Promise<Server> {
  const env = await environment(standIns)
  const child = new Child(process.execPath, [...nodeArgs, here('./reference.ts')], env)
  await child.answers(originOf(env), (status) => status > 0)
  return { origin: originOf(env), child }
}

export async function startBare(): Promise<Child> {
  const child = new Child(process.execPath, [here('./bare.ts')], {}, true)
  await child.hear()
  return child
}

/** What a start measures: how to start it, and which answer says that it is there. */
export interface Start {
  readonly command: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
  readonly url: string
  readonly ready: (status: number) => boolean
}

export async function liveStart(standIns: Addresses): Promise<Start> {
  const env = await environment(standIns)
  return {
    command: ['npm', 'start'],
    env,
    url: `${originOf(env)}/health/ready`,
    ready: (status) => status === 200,
  }
}

export async function sandboxStart(): Promise<Start> {
  const env = { ...NOTHING_SET, PORT: String(await freePort()), HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  return { command: ['npm', 'start'], env, url: originOf(env), ready: (status) => status === 200 }
}

/** The reference, through npm as well. */
export async function referenceStart(standIns: Addresses): Promise<Start> {
  const env = await environment(standIns)
  return {
    command: ['npm', 'exec', '--offline', '-c', 'exec node bench/reference.ts'],
    env,
    url: originOf(env),
    ready: (status) => status > 0,
  }
}

/** Empty is the same as absent; a `.env` of this folder is not looked at then. */
const NOTHING_SET = Object.fromEntries(
  [
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_APP_TOKEN',
    'SLACK_API_URL',
    'CAKE_URL',
    'CAKE_API_KEY',
    'CAKE_API_KEY_FILE',
    'CAKE_TIME_ZONE',
    'CAKE_ADMINS',
    'CAKE_APPROVALS_CHANNEL',
    'CAKE_LINK_TEMPLATES',
    'SANDBOX_OFFERS',
  ].map((name) => [name, '']),
)

async function environment(standIns: Addresses): Promise<Record<string, string>> {
  return {
    ...NOTHING_SET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${standIns.slack}/api/`,
    CAKE_URL: standIns.cake,
    CAKE_API_KEY: CAKE_KEY,
    CAKE_REPORT_END_DATE: 'inclusive',
    CAKE_REQUESTS_PER_SECOND: '100000',
    CAKE_CONCURRENCY: '200',
    // Read once: what is measured is not to meet a re-read by chance.
    CAKE_CATALOGUE_MINUTES: '0',
    DATABASE_URL: `sqlite:${folder()}/cake.db`,
    PORT: String(await freePort()),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
  }
}

let folders: string | undefined

/** A folder for one bot's files; gone with the bench. */
function folder(): string {
  if (folders === undefined) {
    const all = (folders = mkdtempSync(join(tmpdir(), 'cake-bench-')))
    process.on('exit', () => rmSync(all, { recursive: true, force: true }))
  }
  return mkdtempSync(join(folders, 'bot-'))
}

function originOf(env: Readonly<Record<string, string>>): string {
  return `http://127.0.0.1:${env['PORT']}`
}

function here(path: string): string {
  return new URL(path, import.meta.url).pathname
}
