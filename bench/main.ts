/**
 * `npm run bench`: how fast the bot is, beside the least that could do its job. Slack, CAKE and the people typing are one
 * process (standins.ts), the bot is another, the reference (reference.ts) a third; only one of the latter two has work
 * at any time. Prints one Markdown table.
 *
 * The catalogue is measured beside MiniSearch and beside fetching and parsing the same pages (catalogue.ts); selects that fill
 * as people type are, on the same network, beside the reference again (typeahead.ts).
 *
 * `--rounds=5` sets how often each comparison is repeated, `--only=cards,reports,starts,catalogue,changes,digests` leaves parts out, and
 * `--profile=DIR` writes CPU profiles of the bot into a folder (they slow it down).
 */
import { parseArgs } from 'node:util'
import { measureCards } from './cards.ts'
import { measureCatalogue, startNetwork } from './catalogue.ts'
import { measureChanges } from './changes.ts'
import { endAll } from './children.ts'
import { measureDigests } from './digests.ts'
import { startBot, startReference, startStandIns, type Options, type StandIns } from './processes.ts'
import { measureReports } from './report.ts'
import { measureStarts } from './starts.ts'
import { markdown, type Row } from './table.ts'
import { measureTypeahead } from './typeahead.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'cards,reports,starts,catalogue,changes,digests' },
    profile: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
const parts = new Set(values.only.split(','))
const nodeArgs = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]

async function cards(options: Options & { standIns: StandIns }): Promise<Row[]> {
  const [bot, reference] = [await startBot(options), await startReference({ standIns: options.standIns })]
  const { rows, busy } = await measureCards({ ...options, bot, reference, rounds })
  await Promise.all([bot.child.end(), reference.child.end()])
  process.stderr.write(`The stand-ins' process was ${Math.round(busy * 100)} % busy under the bot's load.\n`)
  return rows
}

async function catalogue(options: Options & { standIns: StandIns }): Promise<Row[]> {
  const network = await startNetwork()
  const rows = [
    ...(await measureCatalogue({ ...options, rounds, network })),
    ...(await measureTypeahead({ ...options, rounds, cake: network.url })),
  ]
  await network.child.end()
  return rows
}

async function main(): Promise<void> {
  const options = { standIns: await startStandIns(), nodeArgs, rounds }
  const rows = [
    ...(parts.has('cards') ? await cards(options) : []),
    ...(parts.has('reports') ? await measureReports(options) : []),
    ...(parts.has('starts') ? await measureStarts(options.standIns) : []),
    ...(parts.has('catalogue') ? await catalogue(options) : []),
    ...(parts.has('changes') ? await measureChanges({ rounds, nodeArgs }) : []),
    ...(parts.has('digests') ? await measureDigests({ rounds }) : []),
  ]
  process.stdout.write(`${markdown(rows)}\n`)
}

try {
  await main()
} finally {
  await endAll()
}
