import { randomUUID } from 'node:crypto'
import { type Assembled, assemble } from './assemble.ts'
import { type Config, environment, readConfig } from './config.ts'
import type { Desk } from './core/changes/desk.ts'
import { dyingAt, type FailPoint } from './core/changes/fail-points.ts'
import { beat } from './core/changes/heartbeat.ts'
import { digestBeat } from './core/digests/beat.ts'
import { digestingAt } from './core/digests/digesting.ts'
import { features } from './features/index.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { closeAll, endWith, failStart } from './process.ts'
import type { Sandbox } from './sandbox/start.ts'
import { startSlackApp } from './slack/app.ts'
import { warmUp } from './warm-up.ts'

/** Start here: configuration -> CAKE -> catalogue -> Slack, with the sandbox around all where no Slack token is set. */
async function main(): Promise<void> {
  const wanted = readConfig(environment())
  if (wanted.mode === 'live') return run(wanted.config)
  // Loaded only here: a live bot never holds it.
  const { startSandbox } = await import('./sandbox/start.ts')
  const commands = () => features.flatMap(({ commands }) => Object.values(commands))
  const sandbox = await startSandbox({ ...wanted, commands, followsClock: true })
  await run(wanted.within(sandbox.env), sandbox)
}

async function run(config: Config, sandbox?: Sandbox): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: config.secrets })
  const metrics = createMetrics()
  const now = sandbox ? () => new Date(sandbox.clock.now()) : () => new Date()
  const made = await assemble(config, { log, metrics, now, governance: sandbox?.governance })
  const { cake, catalogue, store, runner, desk, heart, lookAgain, draw, close } = made
  await sandbox?.settleIn(store)
  const app = await startSlackApp({
    ...config,
    runner,
    desk,
    log,
    observe: metrics,
    metrics: () => metrics.text(),
    cakeHealth: () => cake.health(),
    fallback: sandbox?.page,
    clock: () => now().getTime(),
  })
  const ending = new AbortController()
  endWith(log, async () => {
    ending.abort()
    await closeAll({ app, cake, catalogue: { close }, sandbox })
  })
  sandbox?.deliverTo(`${app.url}/slack/events`)
  sandbox?.clock.on(lookAgain)
  // Names as of the last run can be found from here on.
  catalogue.start()
  const { botName, teamName } = await app.ready
  keepGoing(app.desk, { heart, draw }, config.failPoint)
  warmUp(cake, log, now(), ending.signal)
  if (sandbox) return inviteTo(app.url)
  log.info({ bot: botName, workspace: teamName, address: app.url }, `connected to ${teamName} as ${botName}`)
}

/** Changes that were approved before the last end are carried out now, digests are sent, and whoever waits is told. */
function keepGoing(
  desk: Desk | undefined,
  { heart, draw }: Pick<Assembled, 'heart' | 'draw'>,
  failPoint?: FailPoint,
): void {
  if (!desk) return
  const name = `${process.pid}-${randomUUID()}`
  const mortal = failPoint ? dyingAt(desk, failPoint, () => process.kill(process.pid, 'SIGKILL')) : desk
  const digesting = digestingAt(mortal, draw)
  // Beside each other: neither waits for what the other has to do with CAKE.
  heart.start(
    (signal) => beat(mortal, { name }, signal),
    (signal) => digestBeat(digesting, { name }, signal),
  )
}

function inviteTo(url: string): void {
  const page = `http://localhost:${new URL(url).port}`
  process.stdout.write(`Sandbox: no SLACK_BOT_TOKEN is set. Open ${page} and type  /cake offer 12345\n`)
}

main().catch(failStart)
