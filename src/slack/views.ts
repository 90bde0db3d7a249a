import type { ModalView } from '@slack/types'
import type { Modal, OpenModal } from '../core/modal.ts'
import { failure, whenAllowed } from './failure.ts'
import type { Web } from './web.ts'

/** Slack takes 100 blocks in a view: https://docs.slack.dev/reference/views/modal-views */
const MOST_BLOCKS = 100

/** A modal as Slack takes it. */
export function viewOf({ title, callback, meta, submit, close, blocks }: Modal): ModalView {
  return {
    type: 'modal',
    callback_id: callback,
    private_metadata: meta,
    title: { type: 'plain_text', text: title },
    close: { type: 'plain_text', text: close },
    ...(submit === undefined ? {} : { submit: { type: 'plain_text', text: submit } }),
    blocks: blocks.slice(0, MOST_BLOCKS),
  }
}

/**
 * Opens a modal, or pushes it onto the one that was clicked in. At once: a trigger lives three seconds.
 * @throws what the Web API throws, as when the trigger is too old
 */
export async function openView(
  web: Web,
  triggerId: string,
  first: Modal,
  onTop: boolean,
): Promise<OpenModal> {
  const { view } = onTop
    ? await web.posts.views.push({ trigger_id: triggerId, view: viewOf(first) })
    : await web.posts.views.open({ trigger_id: triggerId, view: viewOf(first) })
  const id = view?.id
  if (id === undefined) throw new Error('views.open answered without a view')
  return openedView(web, id)
}

/** A modal that is open already. Whoever has closed it meanwhile is not waiting for what it was to show. */
export function openedView(web: Web, view_id: string): OpenModal {
  return {
    async show(modal) {
      try {
        await whenAllowed(() => web.posts.views.update({ view_id, view: viewOf(modal) }))
      } catch (error) {
        const failed = failure(error)
        if (failed?.kind !== 'refused' || failed.code !== 'not_found') throw error
      }
    },
  }
}
