import { freshId, h } from './dom.js'
import { text } from './blocks/text.js'

/** @import { DrawContext } from './blocks/context.js' */

/**
 * Asks for one line of text. Escape and an empty line are no.
 *
 * @param {{ title: string, label: string, value: string, confirm: string }} what
 * @returns {Promise<string | null>}
 */
export function askedFor({ title, label, value, confirm }) {
  const id = freshId('dialog')
  const field = h('input', {
    type: 'text',
    class: 'field-control field-text',
    value,
    'aria-label': label,
    maxlength: '80',
  })
  const no = h('button', { type: 'button', class: 'button', onclick: () => dialog.close('') }, 'Cancel')
  const yes = h('button', { type: 'submit', class: 'button button-filled button-primary' }, confirm)
  const form = h('form', { method: 'dialog' }, h('p', { class: 'dialog-text' }, field))
  form.append(h('div', { class: 'dialog-buttons' }, no, yes))
  const dialog = h('dialog', { class: 'dialog', 'aria-labelledby': id }, h('h2', { id }, title), form)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    dialog.close(field.value.trim())
  })
  const { promise, resolve } = Promise.withResolvers()
  dialog.addEventListener('close', () => {
    dialog.remove()
    resolve(dialog.returnValue || null)
  })
  document.body.append(dialog)
  dialog.showModal()
  field.select()
  return promise
}

/**
 * Asks with Slack's confirm dialog object. Escape is no; the focus goes back to where it was.
 *
 * @param {any} confirm title, text, confirm, deny, style
 * @param {DrawContext | null} context null where the text is not mrkdwn
 * @returns {Promise<boolean>}
 */
export function confirmed(confirm, context) {
  const title = freshId('dialog')
  const words = freshId('dialog')
  const style = confirm.style === 'danger' ? 'button-danger' : 'button-primary'
  const close = (value) => dialog.close(value)
  const yes = h(
    'button',
    { type: 'button', class: `button button-filled ${style}`, onclick: () => close('yes') },
    confirm.confirm?.text ?? 'Yes',
  )
  const no = h(
    'button',
    { type: 'button', class: 'button', onclick: () => close('no') },
    confirm.deny?.text ?? 'Cancel',
  )
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': title, 'aria-describedby': words },
    h('h2', { id: title }, confirm.title?.text ?? 'Are you sure?'),
    h('div', { id: words, class: 'dialog-text' }, ...text(confirm.text, context)),
    h('div', { class: 'dialog-buttons' }, no, yes),
  )
  const { promise, resolve } = Promise.withResolvers()
  dialog.addEventListener('close', () => {
    dialog.remove()
    resolve(dialog.returnValue === 'yes')
  })
  document.body.append(dialog)
  dialog.showModal()
  return promise
}
