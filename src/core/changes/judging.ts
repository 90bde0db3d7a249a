import type { AnyBlock } from '@slack/types'
import { changeButton } from '../../blocks/buttons.ts'
import { message, type Piece } from '../../blocks/message.ts'
import { actions, small, title, warning, words, wrong } from '../../blocks/pieces.ts'
import type { Change as Kept } from '../../store/change.ts'
import type { Modal } from '../modal.ts'
import type { Person } from '../person.ts'
import type { Desk } from './desk.ts'
import type { Called } from './difference.ts'
import { inWords, type Field } from './fields.ts'
import { inputBlock } from './inputs.ts'
import type { Judgement } from './may.ts'
import { differencePieces } from './preview.ts'
import type { Moved, Reread } from './review.ts'
import { differenceOf } from './said.ts'
import { telling } from './telling.ts'
import { moment, who } from './words.ts'

/** Submissions of the modals of this file come back under this. */
export const JUDGE = 'judge'

/** What such a modal carries: which change, and the difference that was shown in it. */
export interface JudgeMeta {
  readonly act: Judgement
  readonly id: number
  readonly hash: string
}

/** What a change touches as CAKE has it now, and what the things in it are called. */
export interface Now extends Reread {
  readonly called: Called
}

export const NOTE: Field = { name: 'note', label: 'Note', as: 'text', max: 500, long: true }
export const OUTCOME: Field = {
  name: 'outcome',
  label: 'What has come of it',
  as: 'choice',
  choices: [
    { value: 'applied', label: 'CAKE has made the change' },
    { value: 'failed', label: 'CAKE has not made the change' },
  ],
}
/** Of something new that CAKE has made. */
export const MADE: Field = {
  name: 'made',
  label: 'Id in CAKE',
  hint: 'Where CAKE has made it.',
  as: 'whole',
  min: 1,
  max: 999_999_999,
  optional: true,
}
/** The second confirmation of what nobody approves. */
export const AGAIN: Field = {
  name: 'again',
  label: 'Type the number of the change to confirm',
  as: 'text',
  max: 20,
}

const TITLES: Readonly<Record<Judgement, { title: string; submit: string; note: string }>> = {
  approve: { title: 'Approve a change', submit: 'Approve', note: 'Note' },
  reject: { title: 'Reject a change', submit: 'Reject', note: 'Reason' },
  mark: { title: 'Mark by hand', submit: 'Mark', note: 'How you know' },
  breakGlass: { title: 'Without approval', submit: 'Carry it out', note: 'Why without approval' },
}

/**
 * The modal in which somebody judges a change.
 * @param now what the change touches, as CAKE has it at this second; absent where that decides nothing
 */
export function judging(
  desk: Desk,
  change: Kept,
  { act, person, now }: { readonly act: Judgement; readonly person: Person; readonly now?: Now },
): Modal {
  const { title: heading, submit, note } = TITLES[act]
  const meta: JudgeMeta = { act, id: change.id, hash: change.differenceHash }
  const field: Field = { ...NOTE, label: note, ...(act === 'approve' ? { optional: true } : {}) }
  const isNew = differenceOf(change).isNew
  const blocks: AnyBlock[] = [
    ...message('', shownPieces(desk, change, act, now && seenBy(person, now))).older,
    ...(act === 'mark' ? [inputBlock(OUTCOME, null)] : []),
    ...(act === 'mark' && isNew ? [inputBlock(MADE, null)] : []),
    inputBlock(field, null),
    ...(act === 'breakGlass' ? [inputBlock({ ...AGAIN, label: `Type ${change.id} to confirm` }, null)] : []),
  ]
  return { title: heading, callback: JUDGE, meta: JSON.stringify(meta), submit, close: 'Cancel', blocks }
}

/** What CAKE has, as far as this person may see it. */
function seenBy({ money }: Person, now: Now): Now {
  return money ? now : { ...now, fields: now.fields.filter((field) => field.as !== 'money') }
}

function shownPieces(desk: Desk, change: Kept, act: Judgement, now?: Now): Piece[] {
  const { zone } = desk.cake
  return [
    title(`${change.id}: ${change.about.title}`),
    ...(act === 'breakGlass'
      ? [
          warning(
            `${approvalsOf(change)} The approvals channel is told that it is carried out all the same, and the record says so.`,
          ),
        ]
      : []),
    words('Asked by ', who(change.requester), ` · ${change.reason}`),
    ...differencePieces(differenceOf(change)),
    ...(now ? [small(nowInWords(now))] : []),
    small(`Asked ${moment(change.askedAt, zone)} ${zone}.`),
  ]
}

function approvalsOf({ votes, approvalsNeeded }: Kept): string {
  return votes.length === 0
    ? 'Nobody has approved this.'
    : `This has ${votes.length} of ${approvalsNeeded} approvals.`
}

/** What CAKE has at this second: `In CAKE now: Status Active, Payout $18.50. Nothing has moved since this was asked.` */
function nowInWords({ fields, before, called }: Now): string {
  const has = fields.flatMap((field) => {
    const value = before[field.name] ?? null
    if (value === null) return []
    return [
      `${field.label} ${inWords(field, value, typeof value === 'number' ? called(field, value) : undefined)}`,
    ]
  })
  const moved = 'Nothing has moved since this was asked.'
  return has.length === 0 ? moved : `In CAKE now: ${has.join(', ')}. ${moved}`
}

/** Then and now, side by side. */
export function staleModal(change: Kept, moved: readonly Moved[]): Modal {
  const pieces = [
    title(`${change.id}: ${change.about.title}`),
    wrong('CAKE has changed since this was asked. Nothing was written.'),
    ...moved.map(({ label, was, now }) =>
      words({ text: `${label}: `, bold: true }, `then ${was}, now `, { text: now, bold: true }),
    ),
    actions([changeButton('again', 'Ask again', change.id)]),
  ]
  return telling(pieces, 'Out of date')
}
