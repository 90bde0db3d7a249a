import type { Button } from '@slack/types'
import { changeButton, runButton, shareButton } from '../../blocks/buttons.ts'
import { message, type Message, type Piece } from '../../blocks/message.ts'
import { actions, copyable, small, title, words, wrong, type Inline } from '../../blocks/pieces.ts'
import type { Change as Kept } from '../../store/change.ts'
import type { Person } from '../person.ts'
import type { Rule } from './rules.ts'
import { ruleInWords } from './rules.ts'
import { differenceInWords, differencePieces } from './preview.ts'
import { differenceOf } from './said.ts'
import { linkOf, moment, outcomeInWords, stateInWords, who } from './words.ts'

/** The message in the approvals channel: what is asked, by whom, why, and how it stands. Buttons while it waits. */
export function approvalMessage(change: Kept, zone: string): Message {
  return message(headline(change), [
    title(`${change.id}: ${change.about.title}`),
    words('Asked by ', who(change.requester), ` · ${change.reason}`),
    ...differencePieces(differenceOf(change)),
    words({ text: stateInWords(change), bold: true }),
    ...decisionPieces(change, zone),
    ...linkPieces(change),
    actions(judgeButtons(change)),
    small(footer(change, zone)),
  ])
}

/**
 * The requester's own card, where they asked.
 * @param unasked what is to be known where the approvers could not be told
 */
export function requesterMessage(change: Kept, zone: string, unasked?: string): Message {
  return message(headline(change), [
    title(`${change.id}: ${change.about.title}`),
    words(who(change.requester), ' asked for this', ` · ${change.reason}`),
    ...differencePieces(differenceOf(change)),
    words({ text: stateInWords(change), bold: true }),
    ...(unasked === undefined ? [] : [wrong(unasked)]),
    ...decisionPieces(change, zone),
    ...linkPieces(change),
    actions(requesterButtons(change)),
    small(footer(change, zone)),
  ])
}

/** The tracking link of a new campaign, to be copied. */
export function linkPieces(change: Kept): Piece[] {
  const link = linkOf(change)
  return link === undefined ? [] : [words({ text: 'Tracking link', bold: true }), copyable(link)]
}

/** All of it in a sentence, for notifications. */
export function headline(change: Kept): string {
  const words = differenceInWords(differenceOf(change))
  return `Change ${change.id}, ${change.about.title}: ${stateInWords(change)}${words === '' ? '' : ` (${words})`}`
}

/** Who has judged so far, and what came of it. */
export function decisionPieces(change: Kept, zone: string): Piece[] {
  const { votes, decided, breakGlass, state } = change
  return [
    ...votes.map(({ by, at, note }) =>
      words('Approved by ', who(by), ` on ${moment(at, zone)}`, ...noted(note)),
    ),
    ...(breakGlass
      ? [
          words(
            { text: 'Break-glass: ', bold: true },
            `carried out ${shortOfIt(change)} by `,
            who(breakGlass.by),
            ` on ${moment(breakGlass.at, zone)} · ${breakGlass.reason}`,
          ),
        ]
      : []),
    ...(decided && state === 'rejected'
      ? [words('Rejected by ', who(decided.by), ` on ${moment(decided.at, zone)}`, ...noted(decided.reason))]
      : []),
    ...outcomePieces(change, zone),
  ]
}

/** What came of it, where there is more to say than how it stands. */
function outcomePieces(change: Kept, zone: string): Piece[] {
  const { outcome, state } = change
  if (state === 'unknown')
    return [words('It is not sent again. If reading cannot tell, an admin can mark it by hand.')]
  if (outcome && outcome.reason !== null)
    return [
      words('Marked by hand by ', who(outcome.by), ` on ${moment(outcome.at, zone)} · ${outcome.reason}`),
    ]
  const said = outcomeInWords(change)
  return said === undefined ? [] : [words(said)]
}

/** What broke the glass: `without approval`, or `with 1 of 2 approvals`. */
function shortOfIt({ votes, approvalsNeeded }: Kept): string {
  return votes.length === 0 ? 'without approval' : `with ${votes.length} of ${approvalsNeeded} approvals`
}

function noted(note: string | null): Inline[] {
  return note === null || note === '' ? [] : [` · ${note}`]
}

function judgeButtons(change: Kept): Button[] {
  const details = runButton('Details', `change ${change.id}`)
  if (change.state !== 'waiting') return [details, ...afterwards(change), ...shareCampaign(change)]
  return [
    changeButton('approve', 'Approve', change.id, { primary: true }),
    changeButton('reject', 'Reject', change.id),
    details,
  ]
}

function requesterButtons(change: Kept): Button[] {
  const details = runButton('Details', `change ${change.id}`)
  if (change.state === 'waiting' || isAboutToBe(change)) {
    return [changeButton('withdraw', 'Withdraw', change.id), details]
  }
  return [details, ...afterwards(change), ...shareCampaign(change)]
}

/** Approved, and nothing is sent yet. Where CAKE cannot be read it stays so for a while. */
function isAboutToBe({ state, claim }: Kept): boolean {
  return state === 'approved' || (state === 'applying' && !claim?.writeStartedAt)
}

/** What can be done about one that is over. */
function afterwards(change: Kept): Button[] {
  const { state, id, about } = change
  if (state === 'stale' || state === 'expired' || state === 'failed')
    return [changeButton('again', 'Ask again', id)]
  if (state === 'unknown') return [changeButton('mark', 'Mark by hand', id)]
  if (state !== 'applied' || about.id === null) return []
  const object = runButton('Show', `${about.kind} ${about.id}`)
  return canBeUndone(change) ? [object, changeButton('undo', 'Undo', id)] : [object]
}

/** A new campaign can be shown to the channel, with its link. Details have a button of their own that shares them. */
function shareCampaign(change: Kept): Button[] {
  const { about } = change
  const canShare = about.kind === 'campaign' && about.id !== null && linkOf(change) !== undefined
  return canShare ? [shareButton(`campaign ${about.id}`)] : []
}

/** What made something new, or deleted it, has no inverse in CAKE. */
function canBeUndone(change: Kept): boolean {
  return !differenceOf(change).isNew && change.command !== 'campaign delete'
}

/** What this person can do about it, as its Details show it. */
export function ownButtons(change: Kept, person: Person): Button[] {
  const { id, state } = change
  const { roles, userId } = person
  const isOwn = userId === change.requester.userId
  if (state === 'unknown') return roles.has('admin') ? afterwards(change) : []
  if (state !== 'waiting' && state !== 'approved') return roles.has('requester') ? afterwards(change) : []
  const isWaiting = state === 'waiting'
  return [
    ...(isWaiting && !isOwn && roles.has('approver')
      ? [changeButton('approve', 'Approve', id, { primary: true })]
      : []),
    ...(isWaiting && roles.has('approver') ? [changeButton('reject', 'Reject', id)] : []),
    ...(isOwn ? [changeButton('withdraw', 'Withdraw', id)] : []),
    ...(isWaiting && roles.has('admin') ? [changeButton('breakGlass', 'Without approval …', id)] : []),
  ]
}

function footer({ askedAt, expiresAt, state, rule }: Kept, zone: string): string {
  const isWaiting = state === 'waiting'
  const until = isWaiting ? ` · expires ${moment(expiresAt, zone)}` : ''
  return `Asked ${moment(askedAt, zone)} ${zone}${until} · ${isWaiting ? 'needs' : 'needed'} ${ruleInWords(rule as Rule)}`
}
