import { runButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { actions, words } from '../../blocks/pieces.ts'
import { telling } from '../../core/changes/telling.ts'
import type { Plan } from '../../core/digests/plan.ts'
import { planInWords } from '../../core/digests/words.ts'
import type { Submitted } from '../../core/modal.ts'
import type { Digest } from '../../store/digest.ts'
import { timesPiece } from './cron.ts'
import { mentions } from './view.ts'

interface Saving {
  readonly now: Date
  readonly what: 'Added' | 'Saved'
  /** Channels that the bot is not in. */
  readonly without: readonly string[]
}

/** What is said of a digest that was saved: when it comes next, and how to look at it before. */
export function saved(
  { id, channels, state }: Digest,
  plan: Plan,
  { now, what, without }: Saving,
): Submitted {
  const paused = state === 'paused' ? [words('It is paused, and comes when it is resumed.')] : []
  return {
    kind: 'modal',
    modal: telling(
      [
        words(
          { text: `${what}: digest ${id}`, bold: true },
          ` (${planInWords(plan)}) in `,
          ...mentions(channels),
        ),
        timesPiece(plan.when, now),
        ...paused,
        ...absent(without),
        actions([runButton('Preview', `digest preview ${id}`, { label: `Show digest ${id} to me only` })]),
      ],
      'Digest',
    ),
  }
}

function absent(without: readonly string[]): Piece[] {
  if (without.length === 0) return []
  return [words('The bot is not in ', ...mentions(without), ': invite it there, or nothing comes.')]
}
