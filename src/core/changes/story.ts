import type { Inline } from '../../blocks/pieces.ts'
import type { AuditRow } from '../../store/audit.ts'
import type { OutcomeAnswer } from './words.ts'
import { who } from './words.ts'

/** What the steps of a change are called when its story is told; those that end in 'by ' say who. */
const STEPS: Readonly<Record<string, string>> = {
  ask: 'Asked by ',
  approve: 'Approved by ',
  breakGlass: 'Break-glass: carried out without the approval it needs by ',
  reject: 'Rejected by ',
  withdraw: 'Withdrawn by ',
  expire: 'Expired; nothing was changed',
  goStale: 'Out of date: CAKE has changed since it was asked; nothing was written',
  claim: 'Taken up',
  startWrite: 'Sent to CAKE',
  release: 'Put off',
  recover: 'Found after a stop',
  mark: 'Marked by hand by ',
}

const OUTCOMES: Readonly<Record<string, string>> = {
  applied: 'Done in CAKE',
  failed: 'Failed: CAKE has not been changed',
  unknown: 'Not known whether CAKE made the change',
}

/** Steps of the bot's own work, of which nobody is told but who looks the whole story up. */
const OWN_WORK = new Set(['ask', 'claim', 'startWrite', 'release'])
/** What comes before it is put off. */
const ATTEMPT = new Set(['claim', 'startWrite'])

/** What happened, in a line: `Rejected by @sam · Not before Monday`. */
function stepInWords({ what, by, to, detail }: AuditRow): Inline[] {
  const step = STEPS[what]
  const outcome = what === 'ask' || what === 'approve' ? undefined : OUTCOMES[to ?? '']
  const said = saidIn(detail).map((text) => ` · ${text}`)
  if (step === undefined) return [outcome ?? what, ...said]
  const person = step.endsWith('by ') ? [who(by)] : []
  return [
    step,
    ...person,
    ...(outcome === undefined ? [] : [`: ${outcome}`]),
    ...(what === 'ask' ? [] : said),
  ]
}

/** The whole story: what was put off again and again, for hours maybe, is told once, with how often. */
export function storyInWords(
  rows: readonly AuditRow[],
): { readonly at: Date; readonly told: readonly Inline[] }[] {
  const story: { readonly row: AuditRow; readonly times: number }[] = []
  for (const row of rows) {
    const before = story.findLastIndex((each) => !ATTEMPT.has(each.row.what))
    const { row: last, times } = story[before] ?? { times: 0 }
    if (row.what === 'release' && last?.what === 'release')
      story.splice(before, story.length, { row, times: times + 1 })
    else story.push({ row, times: 1 })
  }
  return story.map(({ row, times }) => ({
    at: row.at,
    told: [...stepInWords(row), ...(times > 1 ? [` · ${times} times in a row`] : [])],
  }))
}

/** The news between two tellings, for the thread of the approvals message. */
export function newsIn(rows: readonly AuditRow[], told: number, version: number): Inline[][] {
  const since = rows
    .slice(told, version)
    .filter(({ what, to }) => !OWN_WORK.has(what) && (what !== 'recover' || to === 'unknown'))
  return since.map(stepInWords)
}

function saidIn(detail: unknown): string[] {
  const { reason, note, why, answer } = detail as Readonly<Record<string, unknown>>
  const sentence = (answer as Partial<OutcomeAnswer> | null | undefined)?.sentence
  return [reason, note, why, sentence].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  )
}
