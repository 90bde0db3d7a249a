import { Combo } from './combo.js'
import { freshId, h } from './dom.js'
import { openPlace } from './sidebar.js'

/** @import { Store } from './store.js' */

/**
 * Ctrl + K (⌘ + K) goes to a channel or the app by a few letters of its name.
 *
 * @param {Store} store
 */
export function switcher(store) {
  document.addEventListener('keydown', (event) => {
    if (
      event.key.toLowerCase() !== 'k' ||
      !(event.ctrlKey || event.metaKey) ||
      event.shiftKey ||
      event.altKey
    )
      return
    event.preventDefault()
    if (!document.querySelector('dialog[open]')) openSwitcher(store)
  })
}

function openSwitcher(store) {
  const title = freshId('title')
  const field = h('input', {
    type: 'text',
    class: 'combo-field',
    placeholder: 'A channel or an app',
    'aria-labelledby': title,
    spellcheck: 'false',
  })
  const dialog = h('dialog', { class: 'dialog switcher', 'aria-labelledby': title })
  const combo = new Combo({
    name: 'Channels and apps',
    field,
    minLength: 0,
    ask: (query) => Promise.resolve({ groups: [{ options: places(store, query) }] }),
    isChosen: (option) => option.value === store.channel,
    picked: ({ value }) => {
      dialog.close()
      openPlace(
        store,
        store.view?.channels.find((one) => one.id === value),
      )
    },
    closed: () => {},
  })
  dialog.append(h('h2', { id: title }, 'Go to'), combo.box(field))
  dialog.addEventListener('close', () => dialog.remove())
  // Before the list hears it: one Escape closes both.
  dialog.addEventListener('keydown', (event) => event.key === 'Escape' && dialog.close(), { capture: true })
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close())
  document.body.append(dialog)
  dialog.showModal()
  field.focus()
  combo.open()
}

/** Unread ones first, then in their order. */
function places(store, query) {
  const unread = ({ value }) => (store.unread.has(value) ? 0 : 1)
  return (store.view?.channels ?? [])
    .filter((one) => one.name.toLowerCase().includes(query.toLowerCase().replace(/^#/, '')))
    .map((one) => ({ value: one.id, text: { text: one.kind === 'dm' ? one.name : `#${one.name}` } }))
    .toSorted((one, other) => unread(one) - unread(other))
}
