import { h } from '../dom.js'
import { keyOf } from '../form.js'
import { change } from './act.js'

/** @import { DrawContext } from './context.js' */

/** The native field of each picker, and how what it shows and what Slack calls it become one another. */
const pickers = {
  datepicker: { type: 'date', name: 'Date', show: (held) => held, hold: (shown) => shown },
  timepicker: { type: 'time', name: 'Time', show: (held) => held, hold: (shown) => shown },
  datetimepicker: {
    type: 'datetime-local',
    name: 'Date and time',
    show: localMinute,
    hold: (shown) => Math.floor(new Date(shown).getTime() / 1000),
  },
}

/** `2026-01-31T10:42` in this browser's zone, which is how such a field takes it. */
function localMinute(seconds) {
  const date = new Date(seconds * 1000)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** @param {any} element @param {DrawContext} context @param {string} blockId @param {string} [label] */
export function picker(element, context, blockId, label) {
  const { type, name, show, hold } = pickers[element.type]
  const held = () => context.form.read(blockId, element)
  const shown = () => (held() === null ? '' : show(held()))
  const field = h('input', {
    type,
    class: 'field-control',
    value: shown(),
    'aria-label': label ?? element.placeholder?.text ?? name,
    'data-action': keyOf(blockId, element),
    'data-field': true,
  })
  const changed = async () => {
    if (field.value === shown()) return
    // In a message a date cannot be taken back.
    if (field.value === '' && !context.inInput) return
    const done = await change(field, element, context, blockId, field.value === '' ? null : hold(field.value))
    if (!done) field.value = shown()
  }
  field.addEventListener('change', () => void changed())
  return field
}
