import { h } from '../dom.js'
import { keyOf } from '../form.js'
import { icon } from '../icons.js'

/** @import { DrawContext } from './context.js' */

/** How long one pauses in typing before `on_character_entered` is sent, as Slack does not send each letter either. */
const PAUSE_MS = 250

const attributes = {
  email_text_input: { type: 'email', autocomplete: 'off' },
  url_text_input: { type: 'url', autocomplete: 'off' },
  // Not a number field: that would hide what was typed when it is not a number.
  number_input: { type: 'text', inputmode: 'decimal', autocomplete: 'off' },
  plain_text_input: { type: 'text', autocomplete: 'off' },
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function textInput(element, context, blockId, label) {
  const props = {
    class: 'field-control field-text',
    placeholder: element.placeholder?.text,
    'aria-label': label ?? element.placeholder?.text ?? 'Text',
    maxlength: element.max_length,
    'data-action': keyOf(blockId, element),
    'data-field': true,
    value: context.form.read(blockId, element) ?? '',
  }
  const multiline = element.multiline === true
  const field = multiline
    ? h('textarea', { ...props, rows: 4 })
    : h('input', { ...props, ...attributes[element.type] })
  field.addEventListener('input', () =>
    context.form.write(blockId, element, field.value === '' ? null : field.value),
  )
  if (context.dispatches) sendAsConfigured(field, element, context, blockId)
  if (!context.dispatches || !context.inInput || multiline || !on(element, 'enter_pressed')) return field
  return h('div', {}, field, h('div', { class: 'input-hint' }, icon('enter'), 'Enter sends it'))
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
const on = (element, what) =>
  (element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed']).includes(`on_${what}`)

function sendAsConfigured(field, element, context, blockId) {
  const send = () =>
    void context.act({
      action_id: element.action_id,
      block_id: blockId,
      type: element.type,
      value: context.form.read(blockId, element),
    })
  if (on(element, 'enter_pressed')) {
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || element.multiline === true) return
      event.preventDefault()
      send()
    })
  }
  if (!on(element, 'character_entered')) return
  let timer
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(send, PAUSE_MS)
  })
}

/** Files are not sent from this page. */
export function fileInput() {
  return h(
    'div',
    { class: 'unknown', role: 'note', tabindex: '-1', 'data-field': true },
    'Slack takes files here. This page does not: the field stays empty.',
  )
}
