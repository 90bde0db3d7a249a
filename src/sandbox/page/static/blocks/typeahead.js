import { Combo } from '../combo.js'
import { h } from '../dom.js'
import { keyOf } from '../form.js'
import { icon } from '../icons.js'
import { change } from './act.js'
import { groupsOf, holdsIds } from './selects.js'

/**
 * @import { DrawContext } from './context.js'
 * @import { Found } from '../combo.js'
 */

/** Slack's, where an element does not say. */
const MIN_QUERY_LENGTH = 3

/**
 * Where the options come from: from the app for the external ones, else from the element itself.
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @returns {{ ask: (query: string) => Promise<Found>, minLength: number }}
 */
export function sourceOf(element, context, blockId) {
  if (!element.type.endsWith('external_select'))
    return { minLength: 0, ask: (query) => Promise.resolve(matching(groupsOf(element, context), query)) }
  return {
    minLength: element.min_query_length ?? MIN_QUERY_LENGTH,
    ask: async (query) => {
      const answer = await context.suggest(blockId, element.action_id, query)
      if (!answer.ok) return { error: answer.error }
      return { groups: answer.option_groups ?? [{ options: answer.options ?? [] }] }
    },
  }
}

function matching(groups, query) {
  const words = query.toLowerCase().split(/\s+/)
  const fits = ({ text }) => words.every((word) => text.text.toLowerCase().includes(word))
  return { groups: groups.map((group) => ({ ...group, options: (group.options ?? []).filter(fits) })) }
}

/** The field of a combobox. @param {any} element @param {string} blockId @param {string} [label] */
export function comboField(element, blockId, label) {
  const placeholder = element.placeholder?.text ?? 'Choose…'
  return h('input', {
    type: 'text',
    class: 'combo-field',
    spellcheck: 'false',
    placeholder,
    'aria-label': label ?? placeholder,
    'data-action': keyOf(blockId, element),
    'data-field': true,
  })
}

/**
 * A select whose options the app finds by a few letters.
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {string} [label]
 */
export function typeahead(element, context, blockId, label) {
  const field = comboField(element, blockId, label)
  const name = field.getAttribute('aria-label')
  const clear = h(
    'button',
    { type: 'button', class: 'combo-clear', 'aria-label': `Clear ${name}` },
    icon('close'),
  )
  const held = () => context.form.read(blockId, element)
  const show = () => {
    field.value = held()?.text.text ?? ''
    clear.hidden = held() === null || !context.inInput
  }
  const hold = async (option) => {
    const turn = change(field, element, context, blockId, option && holdable(option))
    show()
    if (!(await turn)) show()
  }
  const combo = new Combo({
    name,
    field,
    ...sourceOf(element, context, blockId),
    isChosen: (option) => option.value === held()?.value,
    picked: (option) => {
      void hold(option)
      combo.close()
      field.select()
    },
    closed: show,
  })
  field.addEventListener('focus', () => field.select())
  clear.addEventListener('click', () => {
    void hold(null)
    field.focus()
  })
  show()
  return combo.box(field, clear)
}

/** What Slack sends of an option. @param {any} option @param {any} [element] */
export function holdable(option, element) {
  if (element && holdsIds(element)) return option.value
  const { text, value, description } = option
  return description ? { text, value, description } : { text, value }
}
