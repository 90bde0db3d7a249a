import { ChannelView } from './channel.js'
import { cakePanel } from './panel.js'
import { drawers } from './drawers.js'
import { modals } from './modal.js'
import { colourPeople } from './people.js'
import { Connection } from './server.js'
import { sidebar } from './sidebar.js'
import { Store } from './store.js'
import { switcher } from './switcher.js'
import { applyTheme } from './theme.js'
import { threadView } from './thread.js'
import { topbar } from './topbar.js'
import { troubleBanner } from './banner.js'

// Start here: the connection fills the store, the store tells each part, and each part draws itself.
const part = (id) => document.querySelector(`#${id}`)

applyTheme()
const store = new Store()
const connection = new Connection(store)
const sides = drawers(part('channels'), part('cake'))

// Before anything else is drawn.
store.on('view', () => colourPeople(store.view?.people ?? []))
topbar(store, part('topbar'), { ...sides, actAs: (person) => connection.actAs(person) })
troubleBanner(store, part('banner'))
sidebar(store, part('channels'), sides.closeChannels)
const { composer } = new ChannelView(store, part('main'))
threadView(store, part('thread'))
cakePanel(store, part('cake'), sides.closePanel)
modals(store)
switcher(store)

// A slash goes to the composer from wherever one is not typing already.
document.addEventListener('keydown', (event) => {
  const typing =
    event.target instanceof Element && event.target.closest('input, textarea, select, dialog, [role="menu"]')
  if (typing || event.key !== '/' || event.ctrlKey || event.metaKey || store.tab === 'home') return
  composer.field.focus()
})

store.on('view', () => document.body.classList.add('is-ready'))
void connection.start()
