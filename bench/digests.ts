import { fileURLToPath } from 'node:url'
import { Child } from './children.ts'
import { compare, type Pair } from './statistics.ts'
import { comparedRow, milliseconds, soleRow, type Row } from './table.ts'

/** Distinct reports of the 200 digests, and pages of each: 10,000 rows, and an empty one that ends them. */
const REPORTS = 20
const PAGES = 2

/** Digests: composing one, drawing beside other work, and what many of them ask CAKE for. */
export async function measureDigests({ rounds }: { rounds: number }): Promise<Row[]> {
  const network = new Child(process.execPath, [here('./digest-network.ts')], {}, true)
  const url = await network.hear<string>()
  const child = new Child(process.execPath, [here('./digest-child.ts'), url], {}, true)
  await child.hear()
  const ask = async <Answer>(what: string) => (await child.hear<{ answer: Answer }>(what)).answer
  // The code is compiled, and the network's reports are made, by the first.
  await ask('composing')
  const composing: Pair[] = []
  const drawing: Pair[] = []
  for (let at = 0; at < rounds; at += 1) {
    composing.push(await ask<Pair>('composing'))
    drawing.push(await ask<Pair>('drawing'))
  }
  await network.hear<number>('count')
  await ask('sharing')
  const calls = await network.hear<number>('count')
  await Promise.all([child.end(), network.end()])
  const drawn = compare(drawing)
  return [
    comparedRow('digest over 10,000 offers and 10,000 affiliates', compare(composing), milliseconds, {
      atMost: 1.5,
    }),
    {
      ...comparedRow('event-loop delay p99 while a chart is drawn, and idle', drawn, milliseconds),
      ...pick(soleRow('', drawn.bot, milliseconds, { atMost: 50 })),
    },
    soleRow(`CAKE calls of 200 digests, ${REPORTS} reports of ${PAGES} pages`, calls, String, {
      atMost: REPORTS * PAGES,
    }),
  ]
}

function pick({ aim, met }: Row): Pick<Row, 'aim' | 'met'> {
  return { aim, met }
}

function here(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
