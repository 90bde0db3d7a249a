import { assemble } from './assemble.ts'
import { type Config, environment, readConfig } from './config.ts'
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
  const sandbox = await startSandbox({ ...wanted, commands })
  await run(wanted.within(sandbox.env), sandbox)
}

async function run(config: Config, sandbox?: Sandbox): Promise<void> {
  const log = createLog({ level: config.logLevel, secrets: config.secrets })
  const metrics = createMetrics()
  const now = () => new Date()
  const { cake, catalogue, runner, close } = assemble(config, { log, metrics, now, keeps: !sandbox })
  const app = await startSlackApp({
    ...config,
    runner,
    log,
    observe: metrics,
    metrics: () => metrics.text(),
    cakeHealth: () => cake.health(),
    fallback: sandbox?.page,
  })
  const ending = new AbortController()
  endWith(log, async () => {
    ending.abort()
    await closeAll({ app, cake, catalogue: { close }, sandbox })
  })
  sandbox?.deliverTo(`${app.url}/slack/events`)
  // Names as of the last run can be found from here on.
  catalogue.start()
  const { botName, teamName } = await app.ready
  warmUp(cake, log, now(), ending.signal)
  if (sandbox) return inviteTo(app.url)
  log.info({ bot: botName, workspace: teamName, address: app.url }, `connected to ${teamName} as ${botName}`)
}

function inviteTo(url: string): void {
  const page = `http://localhost:${new URL(url).port}`
  process.stdout.write(`Sandbox: no SLACK_BOT_TOKEN is set. Open ${page} and type  /cake offer 12345\n`)
}

main().catch(failStart)
