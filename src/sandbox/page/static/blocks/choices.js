import { freshId, h } from '../dom.js'
import { keyOf } from '../form.js'
import { change } from './act.js'
import { text } from './text.js'

/** @import { DrawContext } from './context.js' */

const sameOption = (one, other) => one?.value === other?.value

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function checkboxes(element, context, blockId, label) {
  const ticked = () => context.form.read(blockId, element)
  const isOn = (option) => ticked().some((other) => sameOption(option, other))
  const next = (option, box) =>
    (element.options ?? []).filter((one) => (sameOption(one, option) ? box.checked : isOn(one)))
  return choiceGroup(element, context, blockId, { type: 'checkbox', label, isOn, next })
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function radioButtons(element, context, blockId, label) {
  const isOn = (option) => sameOption(option, context.form.read(blockId, element))
  return choiceGroup(element, context, blockId, { type: 'radio', label, isOn, next: (option) => option })
}

function choiceGroup(element, context, blockId, { type, label, isOn, next }) {
  const name = freshId('choice')
  const options = element.options ?? []
  const group = h('div', {
    class: 'choices',
    role: type === 'radio' ? 'radiogroup' : 'group',
    'aria-label': label ?? (type === 'radio' ? 'Choice' : 'Choices'),
    'data-field': true,
  })
  const boxes = options.map((option, index) =>
    h('input', { type, name, checked: isOn(option), 'data-action': `${keyOf(blockId, element)} ${index}` }),
  )
  const changed = async (index) => {
    const done = await change(group, element, context, blockId, next(options[index], boxes[index]))
    if (!done) boxes.forEach((box, at) => (box.checked = isOn(options[at])))
  }
  boxes.forEach((box, index) => {
    box.addEventListener('change', () => void changed(index))
    group.append(choice(options[index], box, context))
  })
  return group
}

function choice(option, box, context) {
  const description = option.description
    ? h('span', { class: 'choice-more' }, ...text(option.description, context))
    : null
  return h('label', { class: 'choice' }, box, h('span', {}, ...text(option.text, context), description))
}
