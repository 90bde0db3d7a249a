import { stacked } from '../blocks/message.ts'
import { kinds } from '../catalogue/contract.ts'
import type { QueryContext, Shown } from './command.ts'
import type { Recent } from './recents.ts'
import type { Resolved } from './resolve.ts'
import type { Asked, Ran, Runner } from './runner.ts'
import { byNoun } from './suggest.ts'
import { explain } from './trouble.ts'

/** What was shown is what this person and this channel look for first the next time; cards also stand on Home. */
export function remember(
  { catalogue, recents, registry }: Runner,
  asked: Asked,
  found: Resolved,
  recent: Recent,
) {
  const { noun, verb, given, command } = found
  for (const kind of kinds) {
    const id = given[kind]
    if (id !== undefined)
      catalogue.used(kind, Number(id), { user: asked.person.userId, channel: asked.channel })
  }
  const isCard =
    verb === 'show' && command.kind === 'query' && !command.private && !byNoun(registry, noun)?.anything
  if (isCard) recents.note(asked.person.userId, recent)
}

/** Logs why a card has no figures, but not where they were ended because the card itself failed: that is logged already. */
export function noteFigures(
  runner: Runner,
  { read }: QueryContext,
  { words }: Shown,
): (error: unknown) => void {
  return (error) => {
    if (!read.signal?.aborted) runner.log('warn', error, { words, part: 'figures' })
  }
}

/** Tells the person what went wrong, and the log what they were not told. */
export async function tell(runner: Runner, asked: Asked, error: unknown): Promise<Ran['outcome']> {
  const reference = runner.reference()
  const { level, message } = explain(error, reference)
  const details = { reference, words: asked.words, user: asked.person.userId }
  if (level !== 'none') runner.log(level, error, details)
  try {
    await asked.place.tell(asked.known && level === 'warn' ? stacked(message, asked.known) : message)
  } catch (silent) {
    // Nowhere left to say it: Slack takes no message for this person.
    runner.log('error', silent, { ...details, unanswered: message.text })
  }
  return level === 'none' ? 'told' : level === 'warn' ? 'cake' : 'bug'
}
