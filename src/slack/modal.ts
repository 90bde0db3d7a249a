import type { AnyBlock, View } from '@slack/types'
import { BUTTON } from '../blocks/buttons.ts'
import { message, type Message, withNote } from '../blocks/message.ts'
import { picker } from '../blocks/pick.ts'
import { small, words } from '../blocks/pieces.ts'
import { UserError } from '../core/errors.ts'
import type { Modal, OpenModal } from '../core/modal.ts'
import type { Place } from '../core/place.ts'
import { sentence } from '../core/trouble.ts'
import { publishIn } from './channel.ts'
import { failure, whenAllowed } from './failure.ts'
import { type DirectMessages, sendFile } from './files.ts'
import { aboutBlocks } from './forms.ts'
import { toUserError } from './sentences.ts'
import { afterAWhile, type Turns } from './turns.ts'
import { openedView } from './views.ts'
import type { Web } from './web.ts'
import type { PlaceParts, Where } from './where.ts'

/** Slack takes 100 blocks in a view; the search box and its line need two. */
const MOST_BLOCKS = 98

/** What the places in modals share. */
export interface ModalParts extends PlaceParts {
  readonly dms: DirectMessages
  readonly turns: Turns
}

/**
 * Opens the search modal.
 * @returns the view's id
 * @throws what the Web API throws, as when the trigger is too old
 */
export function openSearch(web: Web, where: Where): Promise<string> {
  return open(web, where, small('Offers, affiliates and advertisers by a few letters or their id.').blocks)
}

async function open(web: Web, where: Where, blocks: readonly AnyBlock[]): Promise<string> {
  const { triggerId: trigger_id = '' } = where
  const opened = await web.posts.views.open({ trigger_id, view: modal(where, blocks) })
  const id = opened.view?.id
  if (id === undefined) throw new Error('views.open answered without a view')
  return id
}

/**
 * A place inside a modal: answers come under its search box, each in place of the one before. Where none is open yet it
 * opens one at once, before anything is looked up: a trigger lives three seconds, and CAKE may take longer.
 * @param beside takes the answers where Slack opens no modal
 */
export function modalPlace(parts: ModalParts, where: Where, beside: Place): Place {
  const { view } = where
  const opening = view === undefined ? open(parts.web, where, ONE_MOMENT.older) : Promise.resolve(view)
  const turn = {}
  opening.then(
    (id) => parts.turns.begin(id, turn),
    () => undefined, // whoever shows something in it hears of it
  )
  // Whoever clicks in a window sees nothing of it before the answer comes.
  const waiting = view === undefined ? undefined : afterAWhile(() => bring(view, ONE_MOMENT), parts.log)
  const bring = async (id: string, answer: Message): Promise<void> => {
    if (!parts.turns.isOver(id, turn)) await put(parts, where, id, answer)
  }
  const show = async (answer: Message): Promise<void> => {
    const id = await opened(parts, opening)
    if (id === undefined)
      return beside.show(withNote('Slack opened no window for this, so it is here.', answer))
    await waiting?.over()
    await bring(id, answer)
  }
  return {
    ...(view === undefined ? { open: (first: Modal) => intoOpened(parts, opening, first) } : {}),
    show,
    tell: show,
    amend: show,
    async publish(card) {
      if (where.channelId === undefined) throw new UserError(NO_CHANNEL)
      const posted = await publishIn(parts, where, card)
      await show(sentence(where.threadTs === undefined ? 'Shared in the channel.' : 'Shared in the thread.'))
      return posted
    },
    republish: () => Promise.reject(new UserError('There is no shared card here to read again.')),
    async send(file, said) {
      // A window is never where the file goes.
      const elsewhere = await sendFile(parts, parts.dms, { userId: where.userId, file, words: said })
      if (elsewhere) await show(elsewhere)
    },
  }
}

/** A form in the window that stands open for an answer. @throws what the Web API throws */
async function intoOpened({ web }: PlaceParts, opening: Promise<string>, first: Modal): Promise<OpenModal> {
  const form = openedView(web, await opening)
  await form.show(first)
  return form
}

const ONE_MOMENT = message('One moment …', [words('One moment …')])
const NO_CHANNEL = 'There is no channel here. Ask in the channel with `/cake`, and share it there.'

/** The open view's id; undefined where Slack opened none. */
async function opened({ log }: PlaceParts, opening: Promise<string>): Promise<string | undefined> {
  try {
    return await opening
  } catch (error) {
    if (!failure(error)) throw error
    log.warn({ err: error }, 'a window could not be opened')
    return undefined
  }
}

/** Shows a message in an open view. @throws UserError that says why it could not be */
async function put(parts: PlaceParts, where: Where, view_id: string, answer: Message): Promise<void> {
  // Tables that sort are not for modals (https://docs.slack.dev/reference/block-kit/blocks): the older form is.
  for (const blocks of [answer.older, words(answer.plain).blocks]) {
    try {
      await whenAllowed(() => parts.web.posts.views.update({ view_id, view: modal(where, blocks) }))
      return
    } catch (error) {
      const failed = failure(error)
      // Closed by now: then nobody waits for the answer.
      if (failed?.kind === 'refused' && failed.code === 'not_found') return
      if (failed?.kind === 'refused' && aboutBlocks(failed.code)) continue
      const told = toUserError(error, {
        nothing: 'the answer could not be shown',
        unclear: 'if you do not see the answer, ask again',
        botName: parts.botName(),
      })
      if (told?.worthALine) parts.log.warn({ err: error }, 'an answer could not be shown in a window')
      throw told?.error ?? error
    }
  }
}

function modal(where: Where, blocks: readonly AnyBlock[]): View {
  const search = picker({ kind: 'anything', placeholder: 'Name or id …' })
  const { channelId, threadTs } = where
  const shown = channelId === undefined ? blocks.flatMap(withoutShare) : blocks
  return {
    type: 'modal',
    callback_id: 'search',
    private_metadata: [channelId, threadTs].join(' ').trim(),
    title: { type: 'plain_text', text: 'Search CAKE' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: [...search.blocks, { type: 'divider' }, ...shown.slice(0, MOST_BLOCKS)] as View['blocks'],
  }
}

/** A button that can do nothing here is not shown. */
function withoutShare(block: AnyBlock): AnyBlock[] {
  if (block.type !== 'actions' || !('elements' in block)) return [block]
  const elements = block.elements.filter(({ action_id }) => action_id !== BUTTON.share)
  return elements.length === 0 ? [] : [{ ...block, elements }]
}

/** The conversation that a modal was opened from, as `modal` wrote it down. What it says is where, never who may. */
export function openedFrom(metadata = ''): Pick<Where, 'channelId' | 'threadTs'> {
  const [, channelId, threadTs] = /^([CDG][A-Z0-9]+)(?: (\d+\.\d+))?$/.exec(metadata) ?? []
  return { channelId, threadTs }
}
