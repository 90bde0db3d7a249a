import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'
import type { CakeCall } from './cake/client.ts'
import type { Observe } from './slack/app.ts'

/** What GET /metrics tells, in Prometheus' text format. No label holds anything that a person or CAKE wrote. */
export interface Metrics extends Observe {
  cakeCall(call: CakeCall): void
  text(): Promise<{ readonly contentType: string; readonly body: string }>
}

/** Seconds: from a kept answer to the longest report. */
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 75]

/** Counts what happens, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const commands = new Histogram({
    name: 'cake_bot_command_seconds',
    help: 'Commands and clicks, from their arrival to the last word of the answer, by command and outcome.',
    labelNames: ['command', 'outcome'],
    buckets: BUCKETS,
    registers,
  })
  const deliveries = new Counter({
    name: 'cake_bot_slack_deliveries_total',
    help: 'What Slack delivered, by kind; duplicates are dropped.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const calls = new Histogram({
    name: 'cake_bot_cake_call_seconds',
    help: 'Calls of the CAKE API, waiting for their turn included, by endpoint and outcome.',
    labelNames: ['endpoint', 'outcome'],
    buckets: BUCKETS,
    registers,
  })
  return {
    command: (command, outcome, ms) => commands.observe({ command, outcome }, ms / 1000),
    delivery: (kind, outcome) => deliveries.inc({ kind, outcome }),
    cakeCall: ({ endpoint, outcome, ms }) => calls.observe({ endpoint, outcome }, ms / 1000),
    text: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}
