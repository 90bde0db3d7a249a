import { anchorTo, whileMoving } from './anchor.js'
import { freshId, h } from './dom.js'
import { withEmoji } from './emoji.js'
import { icon } from './icons.js'

/**
 * @typedef {object} Option
 * @property {{ text: string }} text
 * @property {string} value
 * @property {{ text: string }} [description]
 */

/** @typedef {{ label?: { text: string }, options: readonly Option[] }} Group */

const WIDTH = 260
const TALLEST = 340

/** The list below a combobox: groups of options, one of them marked, and a line that says how it stands. */
export class ComboList {
  #field
  #id = freshId('list')
  #note = h('div', { class: 'combo-note', role: 'status' })
  #list = h('div', { class: 'combo-options', role: 'listbox', id: this.#id })
  node = h('div', { class: 'combo-popup', hidden: true }, this.#list, this.#note)
  /** @type {Option[]} */
  #options = []
  #marked = -1
  #abort = new AbortController()
  #pick

  /**
   * @param {HTMLInputElement} field
   * @param {string} name
   * @param {(option: Option) => void} pick
   */
  constructor(field, name, pick) {
    this.#field = field
    this.#pick = pick
    this.#list.setAttribute('aria-label', name)
    for (const [attribute, value] of Object.entries({
      role: 'combobox',
      autocomplete: 'off',
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-controls': this.#id,
    }))
      field.setAttribute(attribute, value)
    // The field keeps the focus, also when the scroll bar is used.
    this.node.addEventListener('mousedown', (event) => event.preventDefault())
  }

  get isOpen() {
    return !this.node.hidden
  }

  /** The option that Enter takes. @returns {Option | undefined} */
  get marked() {
    return this.#options[this.#marked]
  }

  /**
   * @param {readonly Group[]} groups
   * @param {string} note
   * @param {(option: Option) => boolean} isChosen
   */
  show(groups, note, isChosen) {
    this.#options = groups.flatMap((group) => group.options)
    let index = -1
    const option = (one) => {
      index += 1
      return this.#optionNode(one, index, isChosen(one))
    }
    const group = ({ label, options }) => {
      const made = options.map(option)
      if (!label) return made
      const heading = h('div', { class: 'combo-group', 'aria-hidden': 'true' }, label.text)
      return h('div', { role: 'group', 'aria-label': label.text }, heading, ...made)
    }
    this.#list.replaceChildren(...groups.filter((one) => one.options.length > 0).flatMap(group))
    this.#list.hidden = this.#options.length === 0
    this.#list.scrollTop = 0
    this.#outdated(false)
    this.say(note, this.#options.length === 0)
    this.#mark(Math.min(Math.max(0, this.#options.findIndex(isChosen)), this.#options.length - 1))
    this.#open()
  }

  /** Changes the line only: the options stay. @param {string} note @param {boolean} [seen] false: it is only read out */
  say(note, seen = true) {
    this.#note.textContent = note
    this.#note.classList.toggle('only-read', !seen)
    this.#open()
  }

  /** Others are on their way: Enter takes none of those that are still shown. */
  wait() {
    this.#mark(-1)
    this.#outdated(true)
    this.say('Searching…', this.#options.length === 0)
  }

  /** Options that answer what was typed before are still seen, so that nothing jumps, but not there to be used. */
  #outdated(are) {
    this.#list.inert = are
    this.#list.toggleAttribute('data-outdated', are)
    if (are) this.#list.setAttribute('aria-hidden', 'true')
    else this.#list.removeAttribute('aria-hidden')
  }

  hide() {
    this.#abort.abort()
    this.node.hidden = true
    this.#options = []
    this.#marked = -1
    this.#list.replaceChildren()
    this.#list.hidden = true
    this.#field.setAttribute('aria-expanded', 'false')
    this.#field.removeAttribute('aria-activedescendant')
  }

  /** @param {number} by 1 down, -1 up */
  move(by) {
    const count = this.#options.length
    if (count > 0) this.#mark((this.#marked + by + count) % count)
  }

  #open() {
    const place = () => {
      if (this.node.isConnected) anchorTo(this.node, this.#field.closest('.combo'), size)
      else this.#abort.abort()
    }
    const size = { width: WIDTH, tallest: TALLEST }
    this.#abort.abort()
    this.#abort = new AbortController()
    this.node.hidden = false
    this.#field.setAttribute('aria-expanded', 'true')
    place()
    whileMoving(place, this.#abort.signal)
  }

  #mark(index) {
    const nodes = [...this.#list.querySelectorAll('[role="option"]')]
    nodes[this.#marked]?.classList.remove('is-marked')
    this.#marked = index
    const node = nodes[index]
    if (!node) return this.#field.removeAttribute('aria-activedescendant')
    node.classList.add('is-marked')
    node.scrollIntoView({ block: 'nearest' })
    this.#field.setAttribute('aria-activedescendant', node.id)
  }

  #optionNode(option, index, chosen) {
    const more = option.description
      ? h('span', { class: 'combo-more' }, ...withEmoji(option.description.text))
      : null
    return h(
      'div',
      {
        role: 'option',
        class: 'combo-option',
        id: `${this.#id}-${index}`,
        'aria-selected': String(chosen),
        onclick: () => this.#pick(option),
      },
      h('span', {}, ...withEmoji(option.text.text), more),
      chosen ? icon('check') : null,
    )
  }
}
