import { freshId, h } from './dom.js'
import { CompletionList } from './completion.js'
import { historyWalk, remember } from './history.js'
import { icon } from './icons.js'
import { send } from './server.js'
import { globalShortcuts, runShortcut, shortcutButton } from './shortcuts.js'

/** @import { Store } from './store.js' */

/** @typedef {{ channel: string, thread_ts?: string }} Place */

const MAX_HEIGHT = 220

/**
 * The field in which one types, for a channel or for a thread. What is typed is kept per person and place until the
 * server has taken it.
 */
export class Composer {
  #store
  #where
  #problem = h('div', { class: 'composer-problem', role: 'alert', id: freshId('problem') })
  #button = h('button', { type: 'submit', class: 'composer-send', 'aria-label': 'Send' }, icon('send'))
  #list

  /**
   * @param {Store} store
   * @param {() => Place} where
   * @param {{ commands: boolean }} options commands false: none are offered, as in a thread, where none run
   */
  constructor(store, where, { commands }) {
    this.#store = store
    this.#where = where
    this.field = h('textarea', {
      rows: 1,
      class: 'composer-field',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
    })
    this.#list = new CompletionList(
      this.field,
      () => ({
        commands: commands ? (store.view?.commands ?? []) : [],
        shortcuts: globalShortcuts(store),
      }),
      ({ text, shortcut }) => {
        this.fill(text)
        if (shortcut) void runShortcut(store, shortcut)
      },
    )
    const keys = h('span', { class: 'composer-keys' }, 'Enter sends · Shift + Enter for a new line')
    const bar = h(
      'div',
      { class: 'composer-bar' },
      commands ? this.#slashButton() : null,
      shortcutButton(store),
      keys,
      this.#button,
    )
    this.form = h(
      'form',
      { class: 'composer' },
      this.#list.node,
      this.#problem,
      h('div', { class: 'composer-box' }, this.field, bar),
    )
    this.#listen()
  }

  /** Shows what was typed here before. @param {string} label */
  enter(label) {
    this.field.setAttribute('aria-label', label)
    this.field.placeholder = label
    this.#problem.textContent = ''
    this.#list.close()
    const kept = sessionStorage.getItem(this.#draft()) ?? ''
    if (this.field.value !== kept) this.field.value = kept
    this.#changed()
  }

  /** Puts words in the field, ready to be sent or changed. @param {string} text */
  fill(text) {
    this.field.value = text
    this.#changed()
    this.field.focus()
  }

  /**
   * Sends the words (those in the field, unless others are given). What is refused comes back to be mended.
   *
   * @param {string} [text]
   */
  async submit(text = this.field.value) {
    if (text.trim() === '') return
    const place = this.#where()
    const key = this.#draft()
    this.field.value = ''
    this.#changed()
    this.#list.close()
    this.#problem.textContent = ''
    remember(this.#store.as, text)
    const answer = await send('type', { as: this.#store.as, ...place, text })
    if (answer.ok) return
    // Unless something else was typed meanwhile.
    if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, text)
    if (this.#draft() !== key) return
    this.#problem.textContent = answer.error
    if (this.field.value === '') this.fill(text)
  }

  #draft() {
    const { channel, thread_ts: thread } = this.#where()
    return `draft ${this.#store.as} ${channel} ${thread ?? ''}`
  }

  #changed() {
    const { field } = this
    if (this.#store.as !== '') sessionStorage.setItem(this.#draft(), field.value)
    this.#button.disabled = field.value.trim() === ''
    field.style.height = 'auto'
    field.style.height = `${Math.min(MAX_HEIGHT, field.scrollHeight)}px`
  }

  #listen() {
    const walk = historyWalk(() => this.#store.as)
    this.form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.submit()
    })
    this.field.addEventListener('input', () => {
      this.#problem.textContent = ''
      this.#changed()
      this.#list.update()
    })
    this.field.addEventListener('blur', () => this.#list.close())
    this.field.addEventListener('keydown', (event) => {
      if (event.isComposing || !this.#key(event, walk)) return
      event.preventDefault()
      event.stopPropagation()
    })
  }

  /** @returns {boolean} true: the key has done its work */
  #key(event, walk) {
    if (this.#list.key(event)) return true
    if (event.key === 'Enter' && !event.shiftKey) {
      void this.submit()
      return true
    }
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return false
    const text = walk.step(event.key === 'ArrowUp' ? 'up' : 'down', this.field.value)
    if (text !== null) this.fill(text)
    return text !== null
  }

  #slashButton() {
    const start = () => {
      this.fill(this.field.value === '' ? '/cake ' : this.field.value)
      this.#list.update()
    }
    const words = 'Show the commands'
    return h(
      'button',
      {
        type: 'button',
        class: 'composer-tool composer-slash',
        'aria-label': words,
        title: words,
        onclick: start,
      },
      '/',
    )
  }
}
