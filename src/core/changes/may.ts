import type { Change as Kept } from '../../store/change.ts'
import type { Stepped } from '../../store/step.ts'
import type { Person } from '../person.ts'
import { mayApprove, type Rule } from './rules.ts'
import { hasMoney } from '../money.ts'
import { moment, stateInWords } from './words.ts'

/** What can be done with a change in a modal. */
export type Judgement = 'approve' | 'reject' | 'mark' | 'breakGlass'

const OWN = 'You asked for this change yourself; somebody else has to approve it.'
const HIDDEN_AMOUNTS =
  'This change has amounts of money, which are hidden from you, so somebody else has to judge it.'
const VOTED = 'You have approved this change already.'

/** Why this person may not do this with it, in a sentence; undefined: they may. */
export function refusal(change: Kept, person: Person, act: Judgement): string | undefined {
  const byRole = lacks(person, act)
  if (byRole !== undefined) return byRole
  if (!person.money && hasMoney(change)) return HIDDEN_AMOUNTS
  if (change.state !== (act === 'mark' ? 'unknown' : 'waiting')) return already(change)
  if (act !== 'approve') return undefined
  const { requester, votes } = change
  const rule = change.rule as Rule
  if (person.userId === requester.userId) return OWN
  if (!mayApprove(rule, requester.userId, person)) {
    return `The rule “${rule.name}” lets only certain people approve this, and you are none of them.`
  }
  return votes.some(({ by }) => by.userId === person.userId) ? VOTED : undefined
}

function lacks({ roles }: Person, act: Judgement): string | undefined {
  if (act === 'mark' || act === 'breakGlass')
    return roles.has('admin') ? undefined : 'Only admins can do this.'
  return roles.has('approver') ? undefined : 'Only approvers can judge changes.'
}

/** How a change stands, to whoever comes too late. */
function already(change: Kept): string {
  const words = stateInWords(change).replace(/^\P{L}+/u, '')
  return `Nothing was done. Change ${change.id} is no longer open to this: ${words.charAt(0).toLowerCase()}${words.slice(1)}.`
}

/** Why a step was not taken, as a true sentence about how the change stands. */
export function whyNot(stepped: Stepped & { readonly done: false }, zone: string): string {
  const { change, why } = stepped
  if (!change) return 'There is no such change.'
  switch (why) {
    case 'own':
      return OWN
    case 'voted':
      return VOTED
    case 'hash':
      return 'What was shown to you is not what is asked any more. Open it again.'
    case 'requester':
      return 'Only the one who asked for a change can withdraw it.'
    case 'expired':
      return `Change ${change.id} expired on ${moment(change.expiresAt, zone)} ${zone}; nothing was changed.`
    case 'state':
    case 'early':
    case 'worker':
    case 'rival':
    case 'write':
      return already(change)
  }
}
