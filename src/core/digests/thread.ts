import { csvFile } from '../csv.ts'
import type { Posted, ThreadFile } from '../changes/desk.ts'
import type { Composed } from './composed.ts'
import type { Digesting } from './digesting.ts'
import { permanent } from './trouble.ts'

/** Files are tried so often with a digest; then it is one without. */
const TRIES = 4

/**
 * Puts into the thread what goes with a digest: all rows as CSV, and its chart where Slack has refused to draw it. What
 * is there already, from before a crash, is not put there again.
 * @param tries how often the digest was tried so far
 * @throws what the Web API throws, while it is worth another try
 */
export async function fillThread(
  tools: Digesting,
  posted: Posted,
  { composed, tries }: { readonly composed: Composed & { kind: 'numbers' }; readonly tries: number },
): Promise<void> {
  const { teller, log } = tools.desk
  try {
    const files = await filesOf(tools, posted, composed)
    if (files.length === 0) return
    const there = tries > 1 ? await teller.filesIn(posted) : new Set<string>()
    for (const file of files) if (!there.has(file.name)) await teller.upload(posted, file)
  } catch (error) {
    if (permanent(error, 'its channel') === undefined && tries < TRIES) throw error
    log('warn', error, { part: 'files of a digest' })
  }
}

async function filesOf(
  { draw, desk }: Digesting,
  { best }: Posted,
  { csv, chart }: Composed & { kind: 'numbers' },
): Promise<ThreadFile[]> {
  const tables: ThreadFile[] = []
  for (const table of csv) tables.push((await csvFile(table)).file)
  if (best || !chart) return tables
  try {
    const { title, alt } = chart
    return [{ name: 'chart.png', title, alt, content: await draw(chart) }, ...tables]
  } catch (error) {
    // The figures are in the message all the same.
    desk.log('error', error, { part: 'chart of a digest' })
    return tables
  }
}
