import { h } from './dom.js'
import { cakeMark, icon } from './icons.js'
import { openMenu } from './menu.js'
import { runShortcut } from './shortcuts.js'

/**
 * @import { MessageView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * What stands at a message's corner when the pointer or the focus is in it: its thread, and the menu with the app's
 * message shortcuts.
 *
 * @param {Store} store
 * @param {MessageView} message
 * @param {boolean} inThread true: the thread is open already
 */
export function messageTools(store, message, inThread) {
  const thread = () => store.openThread(message.thread_ts ?? message.ts)
  const key = (name) => `tools ${name}`
  const reply = inThread
    ? null
    : h(
        'button',
        {
          type: 'button',
          class: 'tool',
          'aria-label': 'Reply in thread',
          title: 'Reply in thread',
          'data-action': key('reply'),
          onclick: thread,
        },
        icon('reply'),
      )
  const more = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-label': 'More message actions',
      title: 'More message actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-action': key('more'),
    },
    icon('more'),
  )
  more.addEventListener('click', () => {
    const items = [
      ...(inThread ? [] : [{ label: [icon('reply'), h('span', {}, 'Reply in thread')], choose: thread }]),
      ...shortcutItems(store, message),
    ]
    openMenu(more, items, 'Message actions')
  })
  const isEmpty = inThread && messageShortcuts(store).length === 0
  return h('div', { class: 'message-tools' }, reply, isEmpty ? null : more)
}

const messageShortcuts = (store) => store.view?.shortcuts.filter((one) => one.type === 'message') ?? []

function shortcutItems(store, { channel, ts }) {
  return messageShortcuts(store).map((shortcut) => ({
    label: [cakeMark(), h('span', {}, shortcut.name)],
    choose: () => void runShortcut(store, shortcut, { channel, ts }),
  }))
}
