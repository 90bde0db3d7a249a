import { h, safeUrl } from '../dom.js'
import { icon } from '../icons.js'
import { openMenu } from '../menu.js'
import { withEmoji } from '../emoji.js'
import { keyOf } from '../form.js'
import { act } from './act.js'
import { checkboxes, radioButtons } from './choices.js'
import { picker } from './fields.js'
import { richInput } from './rich-input.js'
import { select } from './selects.js'
import { fileInput, textInput } from './text-inputs.js'
import { multiSelect } from './tokens.js'
import { typeahead } from './typeahead.js'
import { unknownNote } from './context.js'

/** @import { DrawContext } from './context.js' */

const makers = {
  button,
  channels_select: select,
  checkboxes,
  conversations_select: select,
  datepicker: picker,
  datetimepicker: picker,
  email_text_input: textInput,
  external_select: typeahead,
  file_input: fileInput,
  feedback_buttons: feedbackButtons,
  icon_button: button,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_external_select: multiSelect,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  number_input: textInput,
  overflow,
  plain_text_input: textInput,
  radio_buttons: radioButtons,
  rich_text_input: richInput,
  static_select: select,
  timepicker: picker,
  url_text_input: textInput,
  users_select: select,
  workflow_button: button,
}

/**
 * A block element that can be used. What it sends is what Slack sends in `block_actions`.
 * https://docs.slack.dev/reference/block-kit/block-elements
 *
 * @param {any} element
 * @param {DrawContext} context
 * @param {string} blockId
 * @param {string} [label] what the field is called; without one the placeholder has to do
 * @returns {HTMLElement}
 */
export function drawElement(element, context, blockId, label) {
  const type = String(element?.type)
  return Object.hasOwn(makers, type) ? makers[type](element, context, blockId, label) : unknownNote(type)
}

function button(element, context, blockId) {
  const style = ['primary', 'danger'].includes(element.style) ? ` button-${element.style}` : ''
  const href = safeUrl(element.url)
  const words = withEmoji(String(element.text?.text ?? ''))
  const payload = { type: element.type, text: element.text, value: element.value, style: element.style }
  const props = {
    class: `button${style}`,
    'aria-label': element.accessibility_label,
    'data-action': keyOf(blockId, element),
    onclick: (event) => void act(event.currentTarget, element, context, blockId, payload),
  }
  if (href === null) return h('button', { ...props, type: 'button' }, ...words)
  return h('a', { ...props, href, target: '_blank', rel: 'noopener noreferrer' }, ...words, icon('external'))
}

function overflow(element, context, blockId) {
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'button button-icon',
      'aria-label': 'More actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-action': keyOf(blockId, element),
    },
    icon('more'),
  )
  const choose = (option) => {
    if (safeUrl(option.url)) window.open(option.url, '_blank', 'noopener,noreferrer')
    void act(opener, element, context, blockId, { type: 'overflow', selected_option: option })
  }
  const items = (element.options ?? []).map((option) => ({
    label: withEmoji(String(option.text?.text ?? '')),
    choose: () => choose(option),
  }))
  opener.addEventListener('click', () => openMenu(opener, items, 'More actions'))
  return opener
}

function feedbackButtons(element, context, blockId) {
  const one = (which) => {
    if (!which) return null
    const sent = { type: 'feedback_buttons', text: which.text, value: which.value }
    const click = (event) => void act(event.currentTarget, element, context, blockId, sent)
    return h(
      'button',
      { type: 'button', class: 'button', onclick: click },
      ...withEmoji(String(which.text?.text ?? '')),
    )
  }
  return h('span', { class: 'actions' }, one(element.positive_button), one(element.negative_button))
}
