/**
 * Says whether the audit chain is whole, and the changes are as it says: `npm run audit:verify`. It changes nothing, and
 * the bot may run meanwhile. Ends with 1 where they are not, or cannot be read.
 */
import { verifyAudit } from '../src/store/store.ts'
import { databaseUrl, fail } from './database.ts'

async function verify(): Promise<void> {
  const log = (_: string, error: unknown) => process.stderr.write(`${String(error)}\n`)
  const verdict = await verifyAudit(databaseUrl(), { log })
  if (verdict.whole) {
    process.stdout.write(`The audit chain is whole: ${verdict.rows} rows.\n`)
    return
  }
  process.stdout.write(
    'change' in verdict
      ? `The audit chain is whole: ${verdict.rows} rows. But change ${verdict.change} was altered beside it: ${verdict.why}.\n`
      : `The audit chain is broken at row ${verdict.seq}: ${verdict.why}. The ${verdict.rows} rows before it are whole.\n`,
  )
  process.exitCode = 1
}

try {
  await verify()
} catch (error) {
  fail(error, 'The audit chain could not be read.')
}
