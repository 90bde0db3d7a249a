import type { Piece } from '../../blocks/message.ts'
import { lines, small, warning, type Inline } from '../../blocks/pieces.ts'
import type { Derived } from './change.ts'
import type { Line } from './difference.ts'

/** What a change does, as everybody sees it: in the form, on the approval card, in the record. */
export interface Difference {
  readonly lines: readonly Pick<Line, 'label' | 'was' | 'becomes'>[]
  readonly derived: readonly Derived[]
  readonly impact: readonly string[]
  readonly warnings: readonly string[]
  /** Something new is made: there is nothing before. */
  readonly isNew: boolean
}

/** Before → after, what follows from it, what it touches, and what to be careful about. */
export function differencePieces({ lines: own, derived, impact, warnings, isNew }: Difference): Piece[] {
  const rows = [...own, ...derived].map((line) => rowOf(line, isNew))
  return [
    ...(rows.length > 0 ? [lines(rows)] : []),
    ...(impact.length > 0 ? [small(impact.join(' '))] : []),
    ...warnings.map((sentence) => warning(sentence)),
  ]
}

function rowOf({ label, was, becomes }: Difference['lines'][number], isNew: boolean): Inline[] {
  const name = { text: `${label} `, bold: true } as const
  return isNew ? [name, becomes] : [name, `${was} → `, { text: becomes, bold: true }]
}

/** The same in one line, for lists and notifications: `Payout $18.50 → $20.00`. */
export function differenceInWords({ lines: own, isNew }: Pick<Difference, 'lines' | 'isNew'>): string {
  return own
    .map(({ label, was, becomes }) => (isNew ? `${label} ${becomes}` : `${label} ${was} → ${becomes}`))
    .join(', ')
}
