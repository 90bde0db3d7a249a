/** A process that opens the store at the URL it is given, asks a change, and says what it has come to. */
import { openStore } from '../../../src/store/store.ts'
import { pause } from './asked.ts'

const [url = '', key = ''] = process.argv.slice(2)
const store = await openStore(url, {
  now: () => new Date(),
  log: (_, error) => process.stderr.write(String(error)),
})
const { change } = await store.changes.ask(pause({ askedKey: key }))
await store.close()
process.stdout.write(String(change.id))
