import { h } from '../dom.js'
import { act } from './act.js'

/** @import { DrawContext } from './context.js' */

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function datePicker(element, context, blockId, label) {
  return picker('date', element.initial_date, 'Date', (value) => ({ selected_date: value }))(
    element,
    context,
    blockId,
    label,
  )
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function timePicker(element, context, blockId, label) {
  return picker('time', element.initial_time, 'Time', (value) => ({ selected_time: value }))(
    element,
    context,
    blockId,
    label,
  )
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function dateTimePicker(element, context, blockId, label) {
  const seconds = (value) => ({ selected_date_time: Math.floor(new Date(value).getTime() / 1000) })
  const initial = element.initial_date_time ? localMinute(element.initial_date_time) : ''
  return picker('datetime-local', initial, 'Date and time', seconds)(element, context, blockId, label)
}

/** `2026-01-31T10:42` in this browser's zone, which is how such a field takes it. */
function localMinute(seconds) {
  const date = new Date(seconds * 1000)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function picker(type, initial, name, what) {
  return (element, context, blockId, label) => {
    const field = h('input', {
      type,
      class: 'field-control',
      value: initial ?? '',
      'aria-label': label ?? element.placeholder?.text ?? name,
      'data-action': `${blockId} ${element.action_id}`,
    })
    let shown = field.value
    const send = async () => {
      if (field.value === '' || field.value === shown) return
      const done = await act(field, element, context, blockId, { type: element.type, ...what(field.value) })
      if (done) shown = field.value
      else field.value = shown
    }
    field.addEventListener('change', () => void send())
    return field
  }
}

const htmlTypes = { email_text_input: 'email', url_text_input: 'url', number_input: 'number' }

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function textInput(element, context, blockId, label) {
  const props = {
    class: 'field-control field-text',
    placeholder: element.placeholder?.text,
    'aria-label': label ?? element.placeholder?.text ?? 'Text',
    maxlength: element.max_length,
    minlength: element.min_length,
    'data-action': `${blockId} ${element.action_id}`,
    value: element.initial_value ?? '',
  }
  if (element.multiline === true) return h('textarea', { ...props, rows: 3 })
  const field = h('input', { ...props, type: htmlTypes[element.type] ?? 'text' })
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || element.dispatches !== true) return
    event.preventDefault()
    void act(field, element, context, blockId, { type: element.type, value: field.value })
  })
  return field
}
