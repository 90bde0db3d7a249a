import { turnButton } from '../blocks/buttons.ts'
import { message } from '../blocks/message.ts'
import { actions, words } from '../blocks/pieces.ts'
import { type AnyAct, type Question, SURE } from './act.ts'
import { UserError } from './errors.ts'
import { commandLine, type Resolved } from './resolve.ts'
import type { Asked, Runner } from './runner.ts'

/**
 * Does what an act does, or asks first whether it is meant.
 * @returns the line whose answer is to be shown below what was said, if any
 * @throws UserError
 */
export async function act(
  { desk }: Runner,
  { person, channel, place }: Asked,
  found: Resolved & { readonly command: AnyAct },
  input: unknown,
): Promise<{ readonly said: string; readonly line: string } | undefined> {
  if (!desk) throw new UserError('Nothing can be done here: the bot has no record to keep it in.')
  const { command, given } = found
  const by = { person, ...(channel === undefined ? {} : { channel }) }
  if (command.confirm && given[SURE] !== 'yes') {
    await place.show(questionMessage(found, await command.confirm(desk, by, input)))
    return undefined
  }
  const done = await command.run(desk, by, input)
  desk.moved?.()
  if ('said' in done) return done
  await place.show(done.message)
  return undefined
}

function questionMessage({ noun, verb, given }: Resolved, { question, button }: Question) {
  const line = commandLine(noun, verb, { ...given, [SURE]: 'yes' })
  return message(question, [words(question), actions([turnButton(button, line, { danger: true })])])
}
