/**
 * The bot as `src/main.ts` starts it, but for the times at which its catalogue is read: whenever the bench says `read`, and
 * from `reading` until `enough` again and again.
 */
import { assemble } from '../src/assemble.ts'
import { environment, readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { startSlackApp } from '../src/slack/app.ts'

const wanted = readConfig(environment())
if (wanted.mode !== 'live') throw new Error('the bench gives a token')
const { config } = wanted
const log = createLog({ level: config.logLevel, secrets: config.secrets })
const metrics = createMetrics()
const { cake, catalogue, runner } = await assemble(config, { log, metrics, now: () => new Date() })
const app = await startSlackApp({
  ...config,
  runner,
  log,
  observe: metrics,
  metrics: () => metrics.text(),
  cakeHealth: () => cake.health(),
})
await app.ready

let isEnough = true
let reads = Promise.resolve(0)

async function readOnAndOn(): Promise<number> {
  for (let count = 0; ; count += 1) {
    if (isEnough) return count
    await catalogue.refresh()
  }
}

const acts: Record<string, () => Promise<unknown>> = {
  async read() {
    await catalogue.refresh()
    return catalogue.state().sizes
  },
  async reading() {
    isEnough = false
    reads = readOnAndOn()
    return 'reading'
  },
  async enough() {
    isEnough = true
    return reads
  },
}

process.on('message', (name: string) => {
  void acts[name]?.().then((answer) => process.send?.({ answer }))
})
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
process.send?.({ ready: true })
