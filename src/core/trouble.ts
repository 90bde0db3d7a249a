import type { Message } from '../blocks/message.ts'
import { message } from '../blocks/message.ts'
import { actions, lines, small, type Inline } from '../blocks/pieces.ts'
import { runButton } from '../blocks/buttons.ts'
import { CakeError } from '../cake/errors.ts'
import { UserError } from './errors.ts'

/** An error as the person is told of it, and how loudly it is logged. */
export interface Trouble {
  readonly message: Message
  readonly level: 'none' | 'warn' | 'error'
}

/**
 * What a person reads when something went wrong: one sentence, what to do, and for all but their own slips a reference
 * that the log line carries too.
 */
export function explain(error: unknown, reference: string): Trouble {
  if (error instanceof UserError) {
    return { level: 'none', message: sentence(error.message, error.suggestions) }
  }
  if (error instanceof CakeError) {
    const level = error.kind === 'not-found' || error.kind === 'invalid' ? 'none' : 'warn'
    return { level, message: sentence(cakeSentence(error), [], level === 'none' ? undefined : reference) }
  }
  return {
    level: 'error',
    message: sentence('Something went wrong on our side; nothing was changed.', [], reference),
  }
}

/** What an error means for the part of a card that it kept away. */
export function missing(error: unknown): string {
  if (error instanceof CakeError) return cakeSentence(error)
  return error instanceof UserError ? error.message : 'Something went wrong on our side.'
}

/** What CAKE's trouble means for the person, in words that say what to do. */
function cakeSentence(error: CakeError): string {
  switch (error.kind) {
    case 'unreachable':
      return 'CAKE cannot be reached right now. Try again in a minute.'
    case 'timeout':
      return 'CAKE did not answer in time. Try again in a minute.'
    case 'refused':
      return 'CAKE refused the key of this bot. An admin needs to check the API key and the IP whitelist in CAKE.'
    case 'rate-limited':
      return 'CAKE says it is being asked too often. Try again in a minute.'
    case 'not-found':
    case 'invalid':
      return error.message
    case 'unreadable':
      return `CAKE's answer could not be read, so nothing is shown. ${error.message}`
    case 'unknown-outcome':
      return 'CAKE did not say whether it carried this out. Look before you ask again.'
  }
}

/** One sentence as a message, with a button for each command line that helps from here. */
export function sentence(text: string, suggestions: readonly string[] = [], reference?: string): Message {
  return message(text.replaceAll('`', ''), [
    lines([code(text)]),
    actions(suggestions.slice(0, 5).map((line, index) => runButton(`/cake ${line}`, line, { id: index }))),
    ...(reference === undefined ? [] : [small(`Reference ${reference}`)]),
  ])
}

/** Backticks in our own sentences mark commands. */
function code(text: string): Inline[] {
  return text.split('`').map((part, index): Inline => (index % 2 === 1 ? { text: part, code: true } : part))
}
