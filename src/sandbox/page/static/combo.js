import { ComboList } from './combo-list.js'
import { icon } from './icons.js'
import { h } from './dom.js'

/** @import { Group, Option } from './combo-list.js' */

/** How long one pauses in typing before the question is asked. */
const PAUSE_MS = 150

/** @typedef {{ groups: readonly Group[] } | { error: string }} Found */

/**
 * A field in which a few letters find an option. The arrow keys mark one, Enter takes it, Escape and
 * leaving the field close the list. Only the answer to what was typed last is shown.
 */
export class Combo {
  #ask
  #minLength
  #isChosen
  #picked
  #closed
  /** Counts the questions: an answer to an older one is dropped. */
  #round = 0
  #timer

  /**
   * @param {object} options
   * @param {string} options.name
   * @param {HTMLInputElement} options.field
   * @param {(query: string) => Promise<Found>} options.ask
   * @param {number} options.minLength letters before anything is asked
   * @param {(option: Option) => boolean} options.isChosen
   * @param {(option: Option) => void} options.picked
   * @param {() => void} options.closed
   */
  constructor({ name, field, ask, minLength, isChosen, picked, closed }) {
    this.field = field
    this.#ask = ask
    this.#minLength = minLength
    this.#isChosen = isChosen
    this.#picked = picked
    this.#closed = closed
    this.list = new ComboList(field, name, picked)
    field.addEventListener('input', () => this.#typed())
    field.addEventListener('click', () => !this.list.isOpen && this.open())
    field.addEventListener('blur', () => this.close())
    field.addEventListener('keydown', (event) => {
      if (event.isComposing || !this.#key(event)) return
      event.preventDefault()
      event.stopPropagation()
    })
  }

  /** What stands in a box: the field, more, and the sign that there is a list. @param {...Node} more */
  box(...more) {
    return h('span', { class: 'combo field-control' }, ...more, icon('chevron'), this.list.node)
  }

  /** Opens the list on everything. */
  open() {
    clearTimeout(this.#timer)
    void this.#find('')
  }

  close() {
    clearTimeout(this.#timer)
    this.#round += 1
    this.list.hide()
    this.#closed()
  }

  #typed() {
    clearTimeout(this.#timer)
    // Whatever is on its way answers another question.
    this.#round += 1
    const query = this.field.value.trim()
    if (query.length < this.#minLength) return void this.#find(query)
    this.list.wait()
    this.#timer = setTimeout(() => void this.#find(query), PAUSE_MS)
  }

  async #find(query) {
    this.#round += 1
    const round = this.#round
    const missing = this.#minLength - query.length
    if (missing > 0)
      return this.list.show(
        [],
        `Type ${missing === 1 ? 'one more letter' : `${missing} more letters`}.`,
        never,
      )
    if (!this.list.isOpen) this.list.wait()
    const found = await this.#ask(query)
    if (round !== this.#round || !this.field.isConnected) return
    if ('error' in found) return this.list.show([], found.error, never)
    const count = found.groups.reduce((sum, group) => sum + group.options.length, 0)
    this.list.show(found.groups, countWords(count), this.#isChosen)
  }

  /** @returns {boolean} true: the key has done its work */
  #key({ key }) {
    const { list } = this
    if (!list.isOpen) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp' && key !== 'Enter') return false
      this.open()
      return true
    }
    if (key === 'Tab') this.close()
    const does = {
      ArrowDown: () => list.move(1),
      ArrowUp: () => list.move(-1),
      Escape: () => this.close(),
      Enter: () => list.marked && this.#picked(list.marked),
    }[key]
    does?.()
    return does !== undefined
  }
}

const never = () => false

function countWords(count) {
  if (count === 0) return 'No results'
  return count === 1 ? '1 result' : `${count} results`
}
