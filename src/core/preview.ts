import { runButton } from '../blocks/buttons.ts'
import { message, type Message } from '../blocks/message.ts'
import { actions } from '../blocks/pieces.ts'
import type { PreviewContext } from './command.ts'
import { byLink, commandLine } from './resolve.ts'

/**
 * What a link in a message unfurls to, for the whole channel: what it is, without money, and a button that shows the
 * numbers to the one who asks. Undefined for links that are none of ours.
 * @throws CakeError where CAKE does not tell
 */
export async function previewOf(context: PreviewContext, url: string): Promise<Message | undefined> {
  const found = byLink(context.registry, url)
  const feature = context.registry.find(({ noun }) => noun === found?.noun)
  if (!found || !feature?.preview) return undefined
  const card = await feature.preview(context, found.given)
  const line = card.numbers ?? commandLine(found.noun, found.verb, found.given)
  return message(card.summary, [
    ...card.pieces,
    actions([runButton('Show numbers', line, { label: 'Show the numbers, only to me' })]),
  ])
}
