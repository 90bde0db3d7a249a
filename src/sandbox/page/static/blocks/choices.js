import { freshId, h } from '../dom.js'
import { act } from './act.js'
import { text } from './text.js'

/** @import { DrawContext } from './context.js' */

const sameOption = (one, other) => one?.value === other?.value

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function checkboxes(element, context, blockId, label) {
  const ticked = (element.initial_options ?? []).slice()
  const change = (option, box) => {
    const next = (element.options ?? []).filter((one) =>
      sameOption(one, option) ? box.checked : ticked.some((other) => sameOption(one, other)),
    )
    return async (group) => {
      const done = await act(group, element, context, blockId, { type: 'checkboxes', selected_options: next })
      if (done) ticked.splice(0, ticked.length, ...next)
      else box.checked = !box.checked
    }
  }
  const isOn = (option) => ticked.some((other) => sameOption(option, other))
  return choiceGroup(element, context, label ?? 'Choices', 'checkbox', isOn, change)
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function radioButtons(element, context, blockId, label) {
  let chosen = element.initial_option
  const change = (option, box) => async (group) => {
    const done = await act(group, element, context, blockId, {
      type: 'radio_buttons',
      selected_option: option,
    })
    if (done) chosen = option
    else box.checked = sameOption(option, chosen)
  }
  return choiceGroup(
    element,
    context,
    label ?? 'Choice',
    'radio',
    (option) => sameOption(option, chosen),
    change,
  )
}

function choiceGroup(element, context, label, type, isOn, change) {
  const name = freshId('choice')
  const group = h('div', {
    class: 'choices',
    role: type === 'radio' ? 'radiogroup' : 'group',
    'aria-label': label,
  })
  for (const option of element.options ?? []) {
    const box = h('input', { type, name, checked: isOn(option) })
    box.addEventListener('change', () => void change(option, box)(group))
    const description = option.description
      ? h('span', { class: 'choice-more' }, ...text(option.description, context))
      : null
    group.append(
      h('label', { class: 'choice' }, box, h('span', {}, ...text(option.text, context), description)),
    )
  }
  return group
}
