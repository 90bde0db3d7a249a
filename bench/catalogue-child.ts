/**
 * One side of the comparison, in a process of its own, so that its memory is its own: `ours`, `minisearch`, or `kept` (ours,
 * with a snapshot). Does what the parent asks, one thing at a time, and answers with figures.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { offerRows, queries, type Query } from './catalogue-data.ts'
import { catalogueSide, fetchPages, Kept, minisearchSide, newCatalogue } from './catalogue-sides.ts'

const [side = '', url = ''] = process.argv.slice(2)
const kept = side === 'kept' ? new Kept() : undefined
const catalogue = newCatalogue(url, kept)
const chosen = side === 'minisearch' ? minisearchSide(url) : catalogueSide(catalogue)
let all: Query[] = []

/** What the operating system counts, in MB, after the most thorough collection of garbage that there is. */
async function settled(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    await globalThis.gc?.({ type: 'major', execution: 'async', flavor: 'last-resort' })
    await sleep(100)
  }
  return process.memoryUsage.rss() / 1e6
}

async function milliseconds(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

const acts: Record<string, () => Promise<unknown>> = {
  fill: () => milliseconds(() => chosen.fill()),
  /** How much more memory it takes to hold everything, in MB. */
  async held() {
    const empty = await settled()
    await chosen.fill()
    return (await settled()) - empty
  },
  async queries() {
    all = queries(offerRows(), 300)
    return all.length
  },
  async round() {
    return all.map(({ words }) => {
      const start = performance.now()
      chosen.find(words)
      return performance.now() - start
    })
  },
  /** How many of the queries find what is looked for among the first five. */
  async found() {
    return all.filter(({ words, name }) => chosen.find(words).some((found) => found === name)).length
  },
  /** The share of queries with a slip that find it, in %. */
  async slips() {
    const slips = queries(offerRows(), 4000).filter(({ how }) => how === 'typo')
    return (100 * slips.filter(({ words, name }) => chosen.find(words).includes(name)).length) / slips.length
  },
  parse: () => milliseconds(() => fetchPages(url)),
  /** A re-read while somebody searches all the time: how long the searches took. */
  async busy() {
    const reading = catalogue.refresh()
    const took: number[] = []
    while (catalogue.state().reading) {
      const words = all[took.length % all.length]?.words ?? ''
      took.push(await milliseconds(async () => chosen.find(words)))
      await sleep(5)
    }
    await reading
    return took
  },
  /** From a start with a snapshot to the first answer. */
  async restart() {
    await kept?.bytes
    const again = newCatalogue(url, kept)
    const took = await milliseconds(async () => {
      again.start()
      while (again.find({ words: 'insurance', limit: 1 }).total === 0) await sleep(1)
    })
    await again.stop()
    return took
  },
}

process.on('message', (name: string) => {
  void acts[name]?.().then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
process.send?.({ answer: 'ready' })
