import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { entry, lines, small, title, words } from '../../blocks/pieces.ts'
import { count } from '../../blocks/text.ts'
import type { AuditRow } from '../../store/audit.ts'
import type { Change } from '../../store/change.ts'
import type { Card, Shown } from '../../core/command.ts'
import type { Person } from '../../core/person.ts'
import type { CsvTable } from '../../core/csv.ts'
import { decisionPieces, linkPieces, ownButtons } from '../../core/changes/cards.ts'
import { differenceInWords, differencePieces } from '../../core/changes/preview.ts'
import { differenceOf } from '../../core/changes/said.ts'
import { storyInWords } from '../../core/changes/story.ts'
import { moment, outcomeInWords, stateInWords, who } from '../../core/changes/words.ts'

/** A change with everything that happened to it. */
export interface Story {
  readonly change: Change
  readonly rows: readonly AuditRow[]
  /** Whoever looks: what they can do about it. */
  readonly person: Person
}

/** What somebody has to do with changes at the moment. */
export interface Overview {
  readonly forMe: readonly Change[]
  readonly mine: readonly Change[]
  readonly others: readonly Change[]
}

/** The whole story of a change. */
export function changeCard({ change, rows, person }: Story, { zone }: Shown): Card {
  return {
    // Kept among what somebody has looked at lately: how it stands would not stay true there.
    summary: `Change ${change.id}: ${change.about.title}`,
    pieces: [
      title(`${change.id}: ${change.about.title}`),
      words('Asked by ', who(change.requester), ` · ${change.reason}`),
      ...differencePieces(differenceOf(change)),
      words({ text: stateInWords(change), bold: true }),
      ...decisionPieces(change, zone),
      ...linkPieces(change),
      title('What happened'),
      lines(storyInWords(rows).map(({ at, told }) => [`${moment(at, zone)}  `, ...told])),
    ],
    buttons: [...ownButtons(change, person), ...objectButtons(change)],
    footer: `Times are in ${zone}.`,
  }
}

function objectButtons({ about, state, undoOf }: Change): Card['buttons'] {
  return [
    ...(about.id === null || state === 'applied' ? [] : [runButton('Show', `${about.kind} ${about.id}`)]),
    ...(undoOf === null ? [] : [runButton(`Change ${undoOf}`, `change ${undoOf}`)]),
  ]
}

/** So many of each are shown; a phone has room for no more. */
const MOST_SHOWN = 5

/** What waits for this person, what they asked for, and what waits for others. */
export function overviewCard({ forMe, mine, others }: Overview, { zone }: Shown): Card {
  const section = (heading: string, changes: readonly Change[]): Piece[] => {
    const shown = changes.slice(0, MOST_SHOWN)
    if (shown.length === 0) return []
    const rest = changes.length > shown.length ? [small(`${shown.length} of ${changes.length}`)] : []
    return [title(heading), ...shown.map((change) => changeEntry(change, zone)), ...rest]
  }
  const pieces = [
    ...section('Waiting for me', forMe),
    ...section('Mine', mine),
    ...section('Waiting for others', others),
  ]
  return {
    summary: 'Changes that wait for approval',
    pieces: pieces.length > 0 ? pieces : [words('Nothing is waiting.')],
    buttons: [
      runButton('All waiting', 'change list status:waiting'),
      runButton('All changes', 'change list'),
    ],
  }
}

/** A change in a list. */
export function changeEntry(change: Change, zone: string): Piece {
  const { id, about } = change
  const difference = differenceInWords(differenceOf(change))
  const detail = [
    stateInBrief(change),
    ...(difference === '' ? [] : [difference]),
    moment(change.askedAt, zone),
  ]
  return entry(
    `${id}: ${about.title}`,
    detail.join(' · '),
    runButton('Show', `change ${id}`, { id, label: `Show change ${id}` }),
  )
}

/** How it stands, without what that means for it, which its card says. */
function stateInBrief(change: Change): string {
  const words = stateInWords(change)
  return change.state === 'waiting' ? words : (words.split(/[:;,]/)[0] ?? words)
}

/** All of it, for a file. */
export function csvOf(name: string, changes: readonly Change[]): CsvTable {
  return {
    name: `${name}, ${count(changes.length, 'change')}`,
    columns: [
      'change',
      'command',
      'about',
      'id',
      'title',
      'difference',
      'state',
      'requester',
      'reason',
      'asked_at',
      'approved_by',
      'break_glass_by',
      'outcome',
    ],
    rows: changes.map((change) => [
      change.id,
      change.command,
      change.about.kind,
      change.about.id ?? undefined,
      change.about.title,
      differenceInWords(differenceOf(change)),
      change.state,
      change.requester.userId,
      change.reason,
      change.askedAt.toISOString(),
      change.votes.map(({ by }) => by.userId).join(' '),
      change.breakGlass?.by.userId,
      outcomeInWords(change),
    ]),
  }
}
