import { performance } from 'node:perf_hooks'
import { Child } from './children.ts'
import { liveStart, referenceStart, sandboxStart, type Start } from './processes.ts'
import type { Addresses } from './standins.ts'
import { median } from './statistics.ts'
import { seconds, verdict, type Row } from './table.ts'

/** Seconds from `npm start` to ready. */
const READY = { atMost: 2 } as const
const STARTS = 5

/** How long starts take, npm's own time included; each beside the reference started by npm as well. */
export async function measureStarts(standIns: Addresses): Promise<Row[]> {
  const live: number[] = []
  const sandbox: number[] = []
  const reference: number[] = []
  for (let at = 0; at < STARTS; at += 1) {
    live.push(await secondsToReady(await liveStart(standIns)))
    reference.push(await secondsToReady(await referenceStart(standIns)))
    sandbox.push(await secondsToReady(await sandboxStart()))
  }
  return [
    row('`npm start` to `/health/ready`', live, reference),
    row('`npm start` to the sandbox page', sandbox, reference),
  ]
}

async function secondsToReady({ command: [name, ...args], env, url, ready }: Start): Promise<number> {
  const began = performance.now()
  const child = new Child(name, args, env)
  await child.answers(url, ready)
  const took = (performance.now() - began) / 1000
  await child.end()
  return took
}

function row(what: string, bot: readonly number[], reference: readonly number[]): Row {
  const ratio = median(bot.map((value, at) => value / (reference[at] ?? Number.NaN)))
  return {
    what,
    bot: seconds(median(bot)),
    reference: seconds(median(reference)),
    ratio: `${ratio.toFixed(2)} ×`,
    aim: `≤ ${READY.atMost} s`,
    met: verdict(median(bot), READY),
  }
}
