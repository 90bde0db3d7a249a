import { h } from './dom.js'
import { rememberFocus } from './focus.js'
import { voices } from './layer.js'
import { ModalPanel } from './modal-panel.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { ModalView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * The app's modals, one upon the other; only the one on top is seen. The browser's own dialog keeps the focus in it.
 *
 * @param {Store} store
 */
export function modals(store) {
  const stack = new ModalStack(store)
  store.on('view', () => stack.draw())
  store.on('modals', () => stack.draw())
}

class ModalStack {
  #store
  #dialog = h('dialog', { class: 'modal' }, ...voices())
  /** @type {Map<string, ModalPanel>} */
  #panels = new Map()
  #top = ''
  #giveFocusBack = () => {}

  constructor(store) {
    this.#store = store
    this.#dialog.addEventListener('keydown', (event) => {
      // What is behind has keys of its own.
      event.stopPropagation()
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      this.#closeTop()
    })
    // The way back of a phone; the app says when it is closed.
    this.#dialog.addEventListener('cancel', (event) => {
      if (event.target !== this.#dialog) return
      event.preventDefault()
      this.#closeTop()
    })
  }

  draw() {
    const views = this.#store.view?.modals ?? []
    this.#dropGone(views)
    views.forEach((view, depth) => this.#panelOf(view).draw(view, depth))
    const top = views.at(-1)?.id ?? ''
    for (const [id, panel] of this.#panels) panel.node.hidden = id !== top
    if (top === '') this.#hide()
    else this.#show(top)
    this.#top = top
  }

  #panelOf(view) {
    const known = this.#panels.get(view.id)
    if (known) return known
    const panel = new ModalPanel(this.#store, view.id, (all) => void this.#close(view.id, all))
    this.#panels.set(view.id, panel)
    this.#dialog.append(panel.node)
    return panel
  }

  #dropGone(views) {
    for (const [id, panel] of this.#panels) {
      if (views.some((view) => view.id === id)) continue
      panel.node.remove()
      this.#panels.delete(id)
    }
  }

  #show(top) {
    const panel = this.#panels.get(top)
    this.#dialog.setAttribute('aria-labelledby', panel.titleId)
    if (!this.#dialog.open) {
      this.#giveFocusBack = rememberFocus()
      document.body.append(this.#dialog)
      this.#dialog.showModal()
    }
    if (top !== this.#top) panel.enter()
    else panel.settleFocus()
  }

  #hide() {
    if (!this.#dialog.open) return
    this.#dialog.close()
    this.#dialog.remove()
    this.#giveFocusBack()
  }

  #closeTop() {
    void this.#close(this.#top, false)
  }

  async #close(view, all) {
    const answer = await send('close', { as: this.#store.as, view, ...(all ? { all } : {}) })
    if (!answer.ok) toast(answer.error)
  }
}
