import { freshId, h } from './dom.js'
import { drawContext } from './blocks/context.js'
import { showError } from './blocks/input.js'
import { BlockList } from './blocks/list.js'
import { cakeMark, icon } from './icons.js'
import { send } from './server.js'

/**
 * @import { ModalView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/** One modal: its head, its blocks and its buttons. It stays, with what was typed, while others lie upon it. */
export class ModalPanel {
  titleId = freshId('title')
  #store
  #form
  #context
  /** @type {ModalView} */
  #view
  #close
  #blocks = new BlockList()
  #title = h('h2', { id: this.titleId, class: 'modal-title' })
  #back = tool('Back', 'back', () => this.#close(false))
  #problem = h('div', { class: 'modal-problem', role: 'alert' })
  #body = h('div', { class: 'modal-body' }, this.#blocks.node)
  #submit = h('button', { type: 'submit', class: 'button button-primary' })
  #cancel = h('button', { type: 'button', class: 'button', onclick: () => this.#close(false) })
  /** Sentences under the inputs, by block_id. @type {Map<string, string>} */
  #errors = new Map()
  /** The app's sentences that were last taken over, so that one that was mended does not come back. */
  #taken = '{}'
  #sending = false
  #depth = 0
  /** Where the focus was when another modal was laid upon this one. */
  #lastFocus = null

  /**
   * @param {Store} store
   * @param {string} id the view's
   * @param {(all: boolean) => void} close all: those below too
   */
  constructor(store, id, close) {
    this.#store = store
    this.#close = close
    this.#form = store.form(`modal ${id}`, { sticky: true })
    this.#form.onChange = (blockId) => this.#mended(blockId)
    this.#context = drawContext(store, { channel: '', ts: '', view: id }, this.#form)
    this.node = h(
      'form',
      { class: 'modal-panel', novalidate: true, tabindex: '-1', 'aria-labelledby': this.titleId },
      h(
        'header',
        { class: 'modal-head' },
        this.#back,
        h('span', { class: 'modal-app avatar avatar-bot', 'aria-hidden': 'true' }, cakeMark()),
        this.#title,
        tool('Close', 'close', () => this.#close(this.#depth > 0)),
      ),
      this.#body,
      this.#problem,
      h('footer', { class: 'modal-foot' }, this.#cancel, this.#submit),
    )
    this.#listen()
  }

  #listen() {
    this.node.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#send()
    })
    this.node.addEventListener('focusin', (event) => (this.#lastFocus = event.target))
    this.node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      if (!this.#submit.hidden) void this.#send()
    })
  }

  /** @param {ModalView} view @param {number} depth how many lie below */
  draw(view, depth) {
    this.#view = view
    this.#title.textContent = view.title
    this.#depth = depth
    this.#back.hidden = depth === 0
    this.#submit.hidden = view.submit === undefined
    this.#submit.textContent = view.submit ?? ''
    this.#cancel.textContent = view.close ?? (view.submit === undefined ? 'Close' : 'Cancel')
    this.#blocks.draw(view.blocks, this.#context)
    const errors = JSON.stringify(view.errors)
    const isNew = !view.busy && errors !== this.#taken
    if (isNew) {
      this.#taken = errors
      this.#errors = new Map(Object.entries(view.errors))
    }
    this.#showErrors()
    if (isNew && this.#errors.size > 0) this.#focusError()
    this.#showBusy()
  }

  /** Gives it the focus as it comes to the top: where it was, or the first input. */
  enter() {
    const last = this.#lastFocus
    this.node.focus()
    if (last?.isConnected && last !== this.node) last.focus()
    else this.settleFocus()
  }

  /** After it was drawn anew: who has nothing to type in yet gets the first input. */
  settleFocus() {
    const active = document.activeElement
    if (active !== this.node && this.node.contains(active)) return
    const first = this.#body.querySelector(FIELDS)
    ;(first ?? this.node).focus({ preventScroll: first === null })
  }

  async #send() {
    if (this.#isBusy()) return
    this.#problem.textContent = ''
    this.#errors.clear()
    this.#showErrors()
    this.#taken = '{}'
    this.#sending = true
    this.#showBusy()
    const { id: view } = this.#view
    const answer = await send('submit', { as: this.#store.as, view, values: this.#form.values() })
    this.#sending = false
    this.#showBusy()
    // What is said under an input is not said twice.
    if (!answer.ok && ![...this.#errors.values()].includes(answer.error))
      this.#problem.textContent = answer.error
  }

  #isBusy() {
    return this.#sending || this.#view.busy
  }

  #showBusy() {
    this.node.toggleAttribute('data-busy', this.#isBusy())
    this.#submit.setAttribute('aria-busy', String(this.#isBusy()))
  }

  #showErrors() {
    const inputs = [...this.#body.querySelectorAll('.input')]
    for (const input of inputs) showError(input, this.#errors.get(input.getAttribute('data-block')))
    const named = new Set(inputs.map((input) => input.getAttribute('data-block')))
    const others = [...this.#errors].filter(([blockId]) => !named.has(blockId)).map(([, words]) => words)
    if (others.length > 0 || this.#errors.size > 0) this.#problem.textContent = others.join(' ')
  }

  #focusError() {
    const field = this.#body.querySelector('.is-wrong [data-field]')
    const target = field?.matches('[role="group"], [role="radiogroup"]')
      ? field.querySelector('input')
      : field
    target?.focus()
  }

  #mended(blockId) {
    if (!this.#errors.delete(blockId)) return
    this.#showErrors()
  }
}

const FIELDS = 'input:not([type="hidden"]), select, textarea'

const tool = (label, name, onclick) =>
  h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick }, icon(name))
