/**
 * Slack and CAKE as fast as a local server can be, and Slack's people typing: one process, so that when a command left
 * and when its card came in are read off one clock. Started by main.ts, which sends it jobs.
 */
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCake } from './cake.ts'
import { Load, type Job, type Outcome } from './load.ts'
import { slackServer } from './slack.ts'

export interface Addresses {
  readonly slack: string
  readonly cake: string
}

export type JobResult = { readonly outcome: Outcome } | { readonly error: string }

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer({ keepAliveTimeout: 120_000 }, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const slack = await listen(slackServer((run, command, body) => load.messageCame(run, command, body)))
const load = new Load(`${slack}/respond`)
const cake = await listen((request, response) => {
  load.cakeCalled()
  answerCake(request, response)
})

process.on('message', (job: Job) => {
  load.carryOut(job).then(
    (outcome) => process.send?.({ outcome } satisfies JobResult),
    (error: unknown) => process.send?.({ error: String(error) } satisfies JobResult),
  )
})
// The bench is gone: so is the reason to be here.
process.on('disconnect', () => process.exit())
process.send?.({ slack, cake } satisfies Addresses)
