import { h } from './dom.js'
import { cakeMark, icon } from './icons.js'
import { openMenu } from './menu.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { ShortcutView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * @param {Store} store
 * @param {ShortcutView} shortcut
 * @param {{ channel?: string, ts?: string }} [where] the message, for a message shortcut
 */
export async function runShortcut(store, { callback_id }, where = {}) {
  const answer = await send('shortcut', { as: store.as, callback_id, ...where })
  if (!answer.ok) toast(answer.error)
}

/** Those that need no message. @param {Store} store @returns {readonly ShortcutView[]} */
export const globalShortcuts = (store) => store.view?.shortcuts.filter((one) => one.type === 'global') ?? []

/** The button beside the composer with the shortcuts that need no message. @param {Store} store */
export function shortcutButton(store) {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'composer-tool',
      'aria-label': 'Shortcuts',
      title: 'Shortcuts',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
    },
    icon('bolt'),
  )
  const item = (shortcut) => ({
    label: [
      cakeMark(),
      h('span', { class: 'menu-words' }, h('b', {}, shortcut.name), h('span', {}, shortcut.description)),
    ],
    choose: () => void runShortcut(store, shortcut),
  })
  button.addEventListener('click', () => openMenu(button, globalShortcuts(store).map(item), 'Shortcuts'))
  store.on('view', () => (button.hidden = globalShortcuts(store).length === 0))
  return button
}
