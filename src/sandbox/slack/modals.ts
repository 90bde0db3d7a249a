import type { AnyBlock } from '@slack/types'
import type { ModalView } from '../page/protocol.ts'
import { isRecord } from './block-kit/schema.ts'
import { APP_ID, BOT_ID, TEAM_ID } from './ids.ts'

/** https://docs.slack.dev/surfaces/modals: a modal holds three views at a time. */
const MAX_STACK = 3

/** A view as the app gave it, its blocks named. */
export type ViewBody = Readonly<Record<string, unknown>> & {
  readonly type: 'home' | 'modal'
  readonly blocks: readonly AnyBlock[]
}

/** A Home tab, or one view of a modal. */
export interface View {
  readonly id: string
  readonly hash: string
  readonly rootId: string
  readonly previousId: string | null
  readonly body: ViewBody
}

export interface Modal extends View {
  readonly user: string
  /** Grows with every update. */
  readonly version: number
  /** Sentences under inputs, by block_id. */
  readonly errors: Readonly<Record<string, string>>
  /** True while a submission is on its way. */
  readonly busy: boolean
}

/** The open modals: a stack for each person, the visible one last. */
export class ModalStore {
  readonly #stacks = new Map<string, readonly Modal[]>()
  readonly #newId: (prefix: string) => string
  readonly #newHash: () => string
  readonly #changed: (user: string) => void

  constructor(newId: (prefix: string) => string, newHash: () => string, changed: (user: string) => void) {
    this.#newId = newId
    this.#newHash = newHash
    this.#changed = changed
  }

  stack(user: string): readonly Modal[] {
    return this.#stacks.get(user) ?? []
  }

  find(id: string): Modal | undefined {
    return this.#all().find((one) => one.id === id)
  }

  findExternal(externalId: string): Modal | undefined {
    return this.#all().find((one) => one.body.external_id === externalId)
  }

  /** Opens a modal. A person sees one at a time: it takes the place of an open one and what was under it. */
  open(user: string, body: ViewBody): Modal {
    const id = this.#newId('V')
    return this.#put(user, [], { id, rootId: id, previousId: null, body })
  }

  /** Puts a view on top of the open ones; undefined when there are three already. */
  push(user: string, body: ViewBody): Modal | undefined {
    const below = this.stack(user)
    const top = below.at(-1)
    if (top === undefined || below.length >= MAX_STACK) return undefined
    return this.#put(user, below, { id: this.#newId('V'), rootId: top.rootId, previousId: top.id, body })
  }

  update(modal: Modal, body: ViewBody): Modal {
    return this.#replace(modal, { body, hash: this.#newHash(), version: modal.version + 1, errors: {} })
  }

  mark(modal: Modal, mark: Partial<Pick<Modal, 'busy' | 'errors'>>): Modal {
    return this.#replace(modal, mark)
  }

  /** The submission has come back. Tells nobody: what it brought is about to be shown. */
  unbusy(modal: Modal): Modal {
    return this.#replace(modal, { busy: false }, { tell: false })
  }

  /** Takes it away with what is on top of it; gives what went, the lowest first. */
  close(modal: Modal): readonly Modal[] {
    const stack = this.stack(modal.user)
    const index = stack.findIndex((one) => one.id === modal.id)
    if (index === -1) return []
    this.#set(modal.user, stack.slice(0, index))
    return stack.slice(index)
  }

  clear(): void {
    this.#stacks.clear()
  }

  #all(): Modal[] {
    return [...this.#stacks.values()].flat()
  }

  #put(
    user: string,
    below: readonly Modal[],
    view: Pick<View, 'id' | 'rootId' | 'previousId' | 'body'>,
  ): Modal {
    const modal: Modal = { ...view, user, hash: this.#newHash(), version: 0, errors: {}, busy: false }
    this.#set(user, [...below, modal])
    return modal
  }

  #replace(modal: Modal, change: Partial<Modal>, { tell = true } = {}): Modal {
    const current = this.find(modal.id) ?? modal
    const changed = { ...current, ...change }
    const stack = this.stack(modal.user).map((one) => (one.id === modal.id ? changed : one))
    this.#stacks.set(modal.user, stack)
    if (tell) this.#changed(modal.user)
    return changed
  }

  #set(user: string, stack: readonly Modal[]): void {
    this.#stacks.set(user, stack)
    this.#changed(user)
  }
}

/** The view as the app gets it back, and with interactions in it. */
export function viewObject(view: View): Record<string, unknown> {
  const isModal = view.body.type === 'modal'
  return {
    id: view.id,
    team_id: TEAM_ID,
    app_id: APP_ID,
    app_installed_team_id: TEAM_ID,
    bot_id: BOT_ID,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    state: { values: {} },
    ...(isModal && {
      clear_on_close: false,
      notify_on_close: false,
      submit_disabled: false,
      submit: null,
      close: null,
    }),
    ...view.body,
  }
}

/** What the page draws of it. */
export function modalView({ id, body, errors, version, busy }: Modal): ModalView {
  const words = (field: unknown): string | undefined =>
    isRecord(field) && typeof field.text === 'string' ? field.text : undefined
  return {
    id,
    callback_id: typeof body.callback_id === 'string' ? body.callback_id : '',
    title: words(body.title) ?? '',
    ...(words(body.submit) !== undefined && { submit: words(body.submit) }),
    ...(words(body.close) !== undefined && { close: words(body.close) }),
    blocks: body.blocks,
    errors,
    version,
    busy,
  }
}
