import { h } from './dom.js'
import { icon } from './icons.js'
import { setTrouble, troubleWords } from './panel-trouble.js'

/** @import { Store } from './store.js' */

/**
 * Says as long as CAKE has a trouble on, so that nobody looks for a fault that is a switch.
 *
 * @param {Store} store
 * @param {HTMLElement} box
 */
export function troubleBanner(store, box) {
  const draw = () => {
    const words = store.view ? troubleWords(store.view.trouble) : null
    box.hidden = words === null
    if (words === null) return box.replaceChildren()
    const off = h(
      'button',
      {
        type: 'button',
        class: 'button button-small',
        onclick: () => void setTrouble(store, { mode: 'none', delayMs: 0 }),
      },
      'Turn off',
    )
    box.replaceChildren(icon('alert'), h('span', {}, h('b', {}, 'CAKE’s trouble is on: '), words, '.'), off)
  }
  store.on('view', draw)
  store.on('trouble', draw)
}
