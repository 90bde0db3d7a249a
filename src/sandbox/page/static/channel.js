import { h } from './dom.js'
import { channelHead, nameOf } from './channel-head.js'
import { Composer } from './composer.js'
import { BlockList } from './blocks/list.js'
import { drawContext } from './blocks/context.js'
import { keepingFocus } from './focus.js'
import { hint } from './hint.js'
import { messageList } from './messages.js'
import { stickToEnd } from './scroll.js'
import { send } from './server.js'
import { announce, toast } from './toast.js'
import { isReply } from './store.js'

/**
 * @import { Form } from './form.js'
 * @import { Store } from './store.js'
 */

/** The middle of the page: a channel's head, its messages (or the bot's Home) and the composer. */
export class ChannelView {
  #store
  #head = h('header', { class: 'channel-head' })
  #home = h('div', {
    class: 'home',
    id: 'home',
    role: 'tabpanel',
    'aria-label': 'Home',
    tabindex: '0',
    hidden: true,
  })
  #homeNothing = h('p', { class: 'home-empty' }, 'The app has not drawn its Home yet.')
  #homeBlocks = new BlockList()
  /** What the elements of Home hold; another person's is another. @type {Form | null} */
  #homeForm = null
  #list = h('ol', { class: 'messages' })
  #scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region' }, this.#list)
  #archived = h(
    'p',
    { class: 'channel-archived', hidden: true },
    'This channel is archived: nobody can write in it.',
  )
  #scroll = stickToEnd(this.#scroller)
  #shownPlace = ''

  /**
   * @param {Store} store
   * @param {HTMLElement} main
   */
  constructor(store, main) {
    this.#store = store
    this.messages = messageList(store, this.#list, false)
    this.composer = new Composer(store, () => ({ channel: store.channel }), { commands: true })
    this.hint = hint(store, (command) => void this.composer.submit(command))
    this.foot = h(
      'div',
      { class: 'channel-foot' },
      this.#scroll.pill,
      this.hint.box,
      this.#archived,
      this.composer.form,
    )
    main.append(this.#head, this.#home, this.#scroller, this.foot)
    store.on('view', () => {
      this.#drawPlace()
      // After a reset the app has forgotten it.
      if (store.tab === 'home' && store.view?.home === null) void tellOpened(store)
    })
    store.on('place', () => this.#entered())
    store.on('home', () => this.#drawHome())
    store.on('message', (change) => this.#changed(change))
  }

  #drawMessages() {
    this.messages.draw(this.#store.shown())
    this.hint.draw()
  }

  #drawPlace() {
    const store = this.#store
    const name = nameOf(store.here())
    const atHome = store.tab === 'home'
    keepingFocus(this.#head, () => this.#head.replaceChildren(...channelHead(store)))
    const isArchived = store.here()?.isArchived === true
    this.#archived.hidden = !isArchived
    this.composer.form.hidden = isArchived
    this.#home.hidden = !atHome
    this.#scroller.hidden = atHome
    this.foot.hidden = atHome
    this.#scroller.setAttribute('aria-label', `Messages in ${name}`)
    this.composer.enter(`Message ${name}`)
    this.#drawMessages()
    this.#drawHome()
    // A state that is loaded anew leaves one where one was reading.
    const place = `${store.as} ${store.channel} ${store.tab}`
    if (place === this.#shownPlace) this.#scroll.drawn(false, false)
    else this.#scroll.toEnd()
    this.#shownPlace = place
  }

  #entered() {
    this.#drawPlace()
    const isApp = this.#store.here()?.kind === 'dm'
    if (isApp) void tellOpened(this.#store)
    if (this.#store.tab === 'messages') this.composer.field.focus({ preventScroll: true })
  }

  #drawHome() {
    const store = this.#store
    const blocks = store.view?.home?.blocks ?? []
    const form = store.form('home', { sticky: true })
    if (this.#homeForm !== form) {
      this.#homeForm = form
      this.#homeBlocks = new BlockList()
      this.#home.replaceChildren(this.#homeNothing, this.#homeBlocks.node)
    }
    const app = store.view?.channels.find((one) => one.kind === 'dm')
    this.#homeBlocks.draw(blocks, drawContext(store, { channel: app?.id ?? '', ts: '' }, form))
    this.#homeNothing.hidden = blocks.length > 0
  }

  #changed({ message, isNew }) {
    const store = this.#store
    this.#drawMessages()
    if (message?.channel !== store.channel) return
    const mine = message.user === store.as
    this.#scroll.drawn(isNew && (!isReply(message) || message.broadcast), isNew && mine)
    if (isNew && !mine) readOut(store, message)
  }
}

function readOut(store, message) {
  const who = store.person(message.user)?.name ?? 'Somebody'
  announce(`${who}${message.ephemeral ? ', only visible to you' : ''}: ${message.text || 'a message'}`)
}

/** The app hears that somebody looks at it. */
async function tellOpened(store) {
  const { as, tab } = store
  const answer = await send('open-home', { as, ...(tab === 'messages' ? { tab } : {}) })
  if (!answer.ok) toast(answer.error)
}
