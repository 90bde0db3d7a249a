import { h } from './dom.js'
import { nameOf } from './channel-head.js'
import { Composer } from './composer.js'
import { icon } from './icons.js'
import { messageList } from './messages.js'
import { stickToEnd } from './scroll.js'

/** @import { Store } from './store.js' */

const LABEL = 'Reply in thread'

/**
 * The panel with one thread.
 *
 * @param {Store} store
 * @param {HTMLElement} panel
 */
export function threadView(store, panel) {
  return new ThreadView(store, panel)
}

class ThreadView {
  #store
  #panel
  #where = h('span', { class: 'side-sub' })
  #list = h('ol', { class: 'messages' })
  #scroller = h(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Messages in the thread' },
    this.#list,
  )
  #scroll = stickToEnd(this.#scroller)
  #messages
  #composer

  constructor(store, panel) {
    this.#store = store
    this.#panel = panel
    this.#messages = messageList(store, this.#list, true)
    this.#composer = new Composer(store, () => ({ channel: store.channel, thread_ts: store.thread ?? '' }), {
      commands: false,
    })
    const close = h(
      'button',
      { type: 'button', class: 'tool', 'aria-label': 'Close thread', onclick: () => this.#close() },
      icon('close'),
    )
    panel.append(
      h('header', { class: 'side-head' }, h('h2', {}, 'Thread', this.#where), close),
      this.#scroller,
      h('div', { class: 'channel-foot' }, this.#scroll.pill, this.#composer.form),
    )
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close()
    })
    store.on('thread', () => this.#opened())
    store.on('view', () => this.#draw() && this.#composer.enter(LABEL))
    store.on('place', () => this.#draw())
    store.on('message', ({ message, isNew }) => {
      if (!this.#draw() || message?.thread_ts !== store.thread) return
      this.#scroll.drawn(isNew, isNew && message.user === store.as)
    })
  }

  /** @returns {boolean} whether a thread is shown */
  #draw() {
    const store = this.#store
    const { thread } = store
    this.#panel.hidden = thread === null
    document.body.classList.toggle('has-thread', thread !== null)
    if (thread === null) {
      this.#messages.clear()
      return false
    }
    const root = store.shown().filter((one) => one.ts === thread)
    this.#where.textContent = nameOf(store.here())
    this.#messages.draw([...root, ...store.replies(thread)])
    return true
  }

  #opened() {
    if (!this.#draw()) return
    this.#composer.enter(LABEL)
    this.#scroll.toEnd()
    this.#composer.field.focus({ preventScroll: true })
  }

  /** The focus goes back to the message that the thread hangs on. */
  #close() {
    const root = `main [data-ts="${CSS.escape(this.#store.thread ?? '')}"]`
    this.#store.openThread(null)
    document.querySelector(`${root} .thread-line, ${root} .message-tools button`)?.focus()
  }
}
