import type { Change as Kept } from '../../store/change.ts'
import type { By } from '../../store/actor.ts'
import type { Inline } from '../../blocks/pieces.ts'
import { dayInWords, dayInZone, timeInZone } from '../days.ts'

/** Somebody, as a mention that tags nobody in a card; the bot by its name. */
export function who(by: By): Inline {
  return by === 'bot' ? 'the bot' : { user: by.userId, text: by.userId }
}

/** A moment in the network's zone: `21 Nov 2026 09:05`. */
export function moment(at: Date, zone: string): string {
  return `${dayInWords(dayInZone(at, zone))} ${timeInZone(at, zone)}`
}

const ABOUT_TO_BE = '🕓 Approved, about to be carried out'

/** How a change stands, with a sign that the word says too. */
export function stateInWords(change: Kept): string {
  switch (change.state) {
    case 'waiting': {
      const [has, needs] = [change.votes.length, change.approvalsNeeded]
      return needs > 1 ? `🕓 Waiting: ${has} of ${needs} approvals` : '🕓 Waiting for approval'
    }
    case 'approved':
      return ABOUT_TO_BE
    case 'applying':
      // It goes back to approved where CAKE cannot be read, of which nobody is told.
      return change.claim?.writeStartedAt ? '🕓 Being carried out' : ABOUT_TO_BE
    case 'applied':
      return '✅ Done in CAKE'
    case 'failed':
      return '⛔ Failed: CAKE has not been changed'
    case 'unknown':
      return '❓ Not known whether CAKE made the change; the bot is finding out'
    case 'rejected':
      return '⛔ Rejected'
    case 'withdrawn':
      return '↩️ Withdrawn'
    case 'expired':
      return '⛔ Expired; nothing was changed'
    case 'stale':
      return '⚠️ Out of date: CAKE has changed since it was asked; nothing was written'
  }
}

/** What an outcome says, where it says anything: CAKE's reason, or what was found. */
export function outcomeInWords({ outcome, state }: Kept): string | undefined {
  if (!outcome) return undefined
  const answer = outcome.answer as Partial<OutcomeAnswer> | null
  const marked = outcome.reason === null ? [] : [`Marked by hand: ${outcome.reason}`]
  if (state === 'stale')
    return answer?.moved?.map(({ label, was, now }) => `${label}: then ${was}, now ${now}`).join('; ')
  return [...(answer?.sentence ? [answer.sentence] : []), ...marked].join(' ') || undefined
}

/** What the worker keeps as a change's outcome. */
export interface OutcomeAnswer {
  /** Why it failed, or is unknown; or what was noticed afterwards. */
  readonly sentence?: string
  /** Of what is new. */
  readonly id?: number
  readonly link?: string
  /** For a stale one: what has moved. */
  readonly moved?: readonly { readonly label: string; readonly was: string; readonly now: string }[]
}

/** The tracking link of a campaign that was made. */
export function linkOf({ outcome, state }: Kept): string | undefined {
  return state === 'applied' ? (outcome?.answer as Partial<OutcomeAnswer> | null)?.link : undefined
}
