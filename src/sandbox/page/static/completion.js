import { freshId, h } from './dom.js'
import { icon } from './icons.js'
import { announce } from './toast.js'

/**
 * @import { CommandView, ShortcutView } from '../protocol.ts'
 */

/** @typedef {{ words: string, summary: string, shortcut?: ShortcutView }} Completion a command, or a shortcut of the app */

const COMMAND = '/cake'
const SHOWN = 50

/**
 * What was typed may become one of these. Empty when nothing is offered: then Enter just sends.
 *
 * @param {string} typed
 * @param {readonly CommandView[]} commands
 * @param {readonly ShortcutView[]} shortcuts
 * @returns {Completion[]}
 */
function completions(typed, commands, shortcuts) {
  if (!typed.startsWith('/') || typed.includes('\n')) return []
  const name = typed.slice(1).trim().toLowerCase()
  return [
    ...commandsFor(typed, commands).map(({ example, summary }) => ({ words: example, summary })),
    ...shortcuts
      .filter((one) => one.name.toLowerCase().includes(name))
      .map((shortcut) => ({ words: shortcut.name, summary: shortcut.description, shortcut })),
  ]
}

function commandsFor(typed, commands) {
  if (COMMAND.startsWith(typed.trimEnd())) return commands.slice(0, SHOWN)
  if (!typed.startsWith(`${COMMAND} `)) return []
  const words = typed.slice(COMMAND.length).toLowerCase().split(/\s+/).filter(Boolean)
  const rest = words.join(' ')
  const found = commands.filter(({ example, summary }) => {
    const text = `${example} ${summary}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  if (found.some(({ example }) => example.toLowerCase() === rest)) return []
  const starts = ({ example }) => (example.toLowerCase().startsWith(rest) ? 0 : 1)
  return found.toSorted((one, other) => starts(one) - starts(other)).slice(0, SHOWN)
}

/**
 * The list above the composer. Nothing in it is chosen until an arrow key says so: Enter sends what was typed, Tab
 * takes the first.
 */
export class CompletionList {
  #id = freshId('commands')
  #field
  #offered
  #take
  /** @type {Completion[]} */
  #found = []
  #chosen = -1

  /**
   * @param {HTMLTextAreaElement} field
   * @param {() => { commands: readonly CommandView[], shortcuts: readonly ShortcutView[] }} offered
   * @param {(taken: { text: string, shortcut?: ShortcutView }) => void} take what the field then holds
   */
  constructor(field, offered, take) {
    this.#field = field
    this.#offered = offered
    this.#take = take
    this.node = h('ul', {
      class: 'completions',
      role: 'listbox',
      id: this.#id,
      'aria-label': 'Commands',
      hidden: true,
    })
    field.setAttribute('aria-controls', this.#id)
    field.setAttribute('aria-autocomplete', 'list')
    field.setAttribute('aria-haspopup', 'listbox')
  }

  update() {
    const { commands, shortcuts } = this.#offered()
    this.#draw(completions(this.#field.value, commands, shortcuts))
  }

  close() {
    this.#draw([])
  }

  /** @param {KeyboardEvent} event @returns {boolean} true: the key was for the list */
  key(event) {
    if (this.node.hidden || event.shiftKey) return false
    if (event.key === 'ArrowDown') this.#move(1)
    else if (event.key === 'ArrowUp') this.#move(-1)
    else if (event.key === 'Escape') this.close()
    else if (event.key === 'Tab') this.#pick(Math.max(0, this.#chosen))
    else if (event.key === 'Enter' && this.#chosen >= 0) this.#pick(this.#chosen)
    else return false
    return true
  }

  #draw(found) {
    if (found.length > 0 && found.length !== this.#found.length)
      announce(`${found.length} ${found.length === 1 ? 'suggestion' : 'suggestions'}`)
    this.#found = found
    this.#chosen = -1
    this.node.hidden = found.length === 0
    this.node.replaceChildren(
      ...found.map((command, index) => optionNode(command, `${this.#id}-${index}`, () => this.#pick(index))),
    )
    this.#field.removeAttribute('aria-activedescendant')
  }

  #pick(index) {
    const { words, shortcut } = this.#found[index]
    this.#take(shortcut ? { text: '', shortcut } : { text: `${COMMAND} ${words}` })
    this.close()
  }

  #move(by) {
    const count = this.#found.length
    const from = this.#chosen < 0 && by < 0 ? 0 : this.#chosen
    this.#chosen = (from + by + count) % count
    for (const [index, node] of [...this.node.children].entries()) {
      node.setAttribute('aria-selected', String(index === this.#chosen))
    }
    this.node.children[this.#chosen].scrollIntoView({ block: 'nearest' })
    this.#field.setAttribute('aria-activedescendant', `${this.#id}-${this.#chosen}`)
  }
}

function optionNode({ words, summary, shortcut }, id, pick) {
  const node = h(
    'li',
    { role: 'option', id, class: 'completion', 'aria-selected': 'false' },
    shortcut
      ? h('span', { class: 'completion-shortcut' }, icon('bolt'), words)
      : h('span', { class: 'completion-words' }, h('b', {}, COMMAND), ` ${words}`),
    h('span', { class: 'completion-summary' }, summary),
  )
  // Before the field loses the focus.
  node.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    pick()
  })
  return node
}
