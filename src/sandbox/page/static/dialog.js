import { freshId, h } from './dom.js'
import { text } from './blocks/text.js'

/** @import { DrawContext } from './blocks/context.js' */

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
