import { h } from './dom.js'
import { channelHead, nameOf } from './channel-head.js'
import { Composer } from './composer.js'
import { drawBlocks } from './blocks/draw.js'
import { drawContext } from './blocks/context.js'
import { hint } from './hint.js'
import { clicker } from './message.js'
import { messageList } from './messages.js'
import { stickToEnd } from './scroll.js'
import { send } from './server.js'
import { announce, toast } from './toast.js'
import { isReply } from './store.js'

/** @import { Store } from './store.js' */

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
  #list = h('ol', { class: 'messages' })
  #scroller = h('div', { class: 'scroller', tabindex: '0', role: 'region' }, this.#list)
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
    this.foot = h('div', { class: 'channel-foot' }, this.#scroll.pill, this.hint.box, this.composer.form)
    main.append(this.#head, this.#home, this.#scroller, this.foot)
    store.on('view', () => this.#drawPlace())
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
    this.#head.replaceChildren(...channelHead(store))
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
    if (this.#store.tab === 'home') void openHome(this.#store)
    else this.composer.field.focus({ preventScroll: true })
  }

  #drawHome() {
    const store = this.#store
    const blocks = store.view?.home?.blocks ?? []
    const context = drawContext(store, clicker(store, { channel: store.channel, ts: '' }))
    const nothing = h('p', { class: 'home-empty' }, 'The app has not drawn its Home yet.')
    this.#home.replaceChildren(blocks.length > 0 ? drawBlocks(blocks, context) : nothing)
  }

  #changed({ message, isNew }) {
    const store = this.#store
    this.#drawMessages()
    if (message?.channel !== store.channel) return
    const mine = message.user === store.as
    this.#scroll.drawn(isNew && !isReply(message), isNew && mine)
    if (isNew && !mine) readOut(store, message)
  }
}

function readOut(store, message) {
  const who = store.person(message.user)?.name ?? 'Somebody'
  announce(`${who}${message.ephemeral ? ', only visible to you' : ''}: ${message.text || 'a message'}`)
}

async function openHome(store) {
  const answer = await send('open-home', { as: store.as })
  if (!answer.ok) toast(answer.error)
}
