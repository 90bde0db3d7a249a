import { Combo } from '../combo.js'
import { h } from '../dom.js'
import { withEmoji } from '../emoji.js'
import { icon } from '../icons.js'
import { announce } from '../toast.js'
import { change } from './act.js'
import { groupsOf, holdsIds } from './selects.js'
import { comboField, holdable, sourceOf } from './typeahead.js'

/** @import { DrawContext } from './context.js' */

/**
 * A select of several: what is chosen stands as tokens before the field, Backspace takes the last one back.
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {string} [label]
 */
export function multiSelect(element, context, blockId, label) {
  return new Tokens(element, context, blockId, label).node
}

class Tokens {
  #element
  #context
  #blockId
  #field
  #placeholder
  #list = h('span', { class: 'tokens', role: 'list' })
  #combo

  constructor(element, context, blockId, label) {
    this.#element = element
    this.#context = context
    this.#blockId = blockId
    this.#field = comboField(element, blockId, label)
    this.#placeholder = this.#field.placeholder
    this.#combo = new Combo({
      name: this.#field.getAttribute('aria-label'),
      field: this.#field,
      ...sourceOf(element, context, blockId),
      isChosen: (option) => this.#held().some((one) => valueOf(one) === option.value),
      picked: (option) => this.#toggle(option),
      closed: () => (this.#field.value = ''),
    })
    this.#field.addEventListener('keydown', ({ key }) => {
      const last = this.#held().at(-1)
      if (key === 'Backspace' && this.#field.value === '' && last !== undefined) this.#remove(last)
    })
    this.#list.setAttribute('aria-label', `Chosen: ${this.#field.getAttribute('aria-label')}`)
    this.node = this.#combo.box(this.#list, this.#field)
    this.node.classList.add('combo-multi')
    this.#show()
  }

  #held() {
    return this.#context.form.read(this.#blockId, this.#element)
  }

  #toggle(option) {
    const held = this.#held()
    const old = held.find((one) => valueOf(one) === option.value)
    const most = this.#element.max_selected_items ?? Infinity
    if (old !== undefined) this.#remove(old)
    else if (held.length >= most) return this.#combo.list.say(`No more than ${most}.`)
    else void this.#hold([...held, holdable(option, this.#element)], `${option.text.text} added`)
    this.#combo.close()
  }

  #remove(one) {
    const next = this.#held().filter((other) => valueOf(other) !== valueOf(one))
    void this.#hold(next, `${this.#nameOf(one)} removed`)
    this.#field.focus()
  }

  async #hold(held, words) {
    const turn = change(this.#field, this.#element, this.#context, this.#blockId, held)
    announce(words)
    this.#show()
    if (!(await turn)) this.#show()
  }

  #show() {
    const held = this.#held()
    this.#list.replaceChildren(...held.map((one) => this.#token(one)))
    this.#list.hidden = held.length === 0
    this.#field.placeholder = held.length === 0 ? this.#placeholder : ''
  }

  #token(one) {
    const name = this.#nameOf(one)
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'token-remove',
        'aria-label': `Remove ${name}`,
        onclick: () => this.#remove(one),
      },
      icon('close'),
    )
    return h('span', { class: 'token', role: 'listitem' }, h('span', {}, ...withEmoji(name)), remove)
  }

  /** An id is shown by its name. */
  #nameOf(one) {
    if (!holdsIds(this.#element)) return one.text.text
    const options = groupsOf(this.#element, this.#context).flatMap((group) => group.options)
    return options.find((option) => option.value === one)?.text.text ?? one
  }
}

const valueOf = (one) => (typeof one === 'string' ? one : one.value)
