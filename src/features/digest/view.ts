import type { Button } from '@slack/types'
import { runButton, turnButton } from '../../blocks/buttons.ts'
import type { Piece } from '../../blocks/message.ts'
import { actions, lines, type Inline } from '../../blocks/pieces.ts'
import { planWhenInWords } from '../../core/digests/slots.ts'
import type { Plan } from '../../core/digests/plan.ts'
import { lastInWords, narrowedCounted, planInWords, planOf, standing } from '../../core/digests/words.ts'
import { capital } from '../../core/entries.ts'
import type { Person } from '../../core/person.ts'
import type { Digest } from '../../store/digest.ts'
import { mayChange } from './theirs.ts'

interface Around {
  /** Who looks at it. */
  readonly person: Pick<Person, 'userId' | 'roles'>
  /** To its last message. */
  readonly link?: string | undefined
  readonly now: Date
  /** The network's. */
  readonly zone: string
}

/** The button that opens the form of a new one. */
export function addButton(): Button {
  return runButton('Add digest', 'digest add', { primary: true })
}

/** A digest in a list: what, when, where, whose, how it stands, and what can be done with it. */
export function digestEntry(digest: Digest, { person, link, now, zone }: Around): Piece {
  const { id, channels, owner, paused } = digest
  const plan = planOf(digest)
  const last = lastInWords(digest, now, zone)
  const said = lines([
    [{ text: `${id}: ${plan ? planInWords(plan) : 'of another version of the bot'}`, bold: true }],
    ...(plan ? [[planLine(plan)]] : []),
    ['In ', ...mentions(channels), ' · by ', { user: owner.userId, text: owner.userId }],
    [
      standing(digest, now, zone),
      ...(paused?.channel === undefined ? [] : [' (', ...mentions([paused.channel]), ')']),
    ],
    [link === undefined ? last : { text: last, url: link }],
  ])
  const { buttons, more } = acts(digest, plan, person)
  const row = actions(buttons, more)
  return { blocks: [...said.blocks, ...row.blocks], plain: said.plain }
}

function planLine(plan: Plan): string {
  const narrowed = narrowedCounted(plan)
  const parts = [capital(planWhenInWords(plan.when)), `against ${plan.compare}`]
  return [...parts, ...(narrowed === undefined ? [] : [narrowed])].join('; ')
}

function acts(digest: Digest, plan: Plan | undefined, person: Around['person']) {
  const { id, state } = digest
  const named = (verb: string, text: string) => ({ id: `${verb}-${id}`, label: `${text} digest ${id}` })
  const preview = runButton('Preview', `digest preview ${id}`, {
    id: `preview-${id}`,
    label: `Show digest ${id} to me only`,
  })
  const remove = runButton('Delete', `digest delete ${id}`, named('delete', 'Delete'))
  if (!mayChange(person, digest)) return { buttons: plan ? [preview] : [], more: [] }
  if (!plan) return { buttons: [], more: [remove] }
  const turn =
    state === 'on'
      ? turnButton('Pause', `digest pause ${id}`, named('pause', 'Pause'))
      : turnButton('Resume', `digest resume ${id}`, named('resume', 'Resume'))
  return {
    buttons: [
      runButton('Edit', `digest edit ${id}`, named('edit', 'Edit')),
      turn,
      preview,
      turnButton('Send now', `digest send ${id}`, named('send', 'Send now')),
    ],
    more: [remove],
  }
}

/** Channels in a row: `#cake-daily, #sales`. */
export function mentions(channels: readonly string[]): Inline[] {
  return channels.flatMap((channel, index): Inline[] => [
    ...(index > 0 ? [', '] : []),
    { channel, text: channel },
  ])
}
