import { Form } from './form.js'

/**
 * @import { CallView, ChannelView, MessageView, PageEvent, PersonView, WorkspaceView } from '../protocol.ts'
 */

/** What a listener can hear about. `view`: everything may be different. */
/** @typedef {'view' | 'place' | 'message' | 'thread' | 'home' | 'modals' | 'calls' | 'mails' | 'clock' | 'trouble' | 'unread' | 'connection'} Topic */

const CALLS_KEPT = 200
const FIRST_CHANNEL = 'cake-ops'

/** What the page knows, and where one is in it. It draws nothing and asks for nothing: it tells its listeners. */
export class Store {
  /** @type {WorkspaceView | null} */
  view = null
  /** The id of the person one acts as. */
  as = ''
  /** The id of the channel that is shown. */
  channel = ''
  /** @type {'messages' | 'home'} */
  tab = 'messages'
  /** The ts of the message whose thread is shown. @type {string | null} */
  thread = null
  /** Ids of channels with something new. @type {Set<string>} */
  unread = new Set()
  /** @type {'connecting' | 'open' | 'lost'} */
  connection = 'connecting'
  #listeners = new Map()
  /** What was typed into messages, Home and modals, by person and place. @type {Map<string, Form>} */
  #forms = new Map()
  /** The newest ts that each person has seen, by `person channel`. */
  #seen = new Map()

  /** @param {Topic} topic @param {(detail?: any) => void} listener */
  on(topic, listener) {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener])
  }

  #tell(topic, detail) {
    for (const listener of this.#listeners.get(topic) ?? []) listener(detail)
  }

  /** @param {string} id @returns {PersonView | undefined} */
  person(id) {
    return this.view?.people.find((one) => one.id === id)
  }

  /** @returns {ChannelView | undefined} */
  here() {
    return this.view?.channels.find((one) => one.id === this.channel)
  }

  /** The messages of the channel that is shown, without the answers in threads that stand only there. @returns {MessageView[]} */
  shown() {
    return (this.view?.messages ?? []).filter(
      (one) => one.channel === this.channel && (!isReply(one) || one.broadcast),
    )
  }

  /** @param {string} ts @returns {MessageView[]} */
  replies(ts) {
    return (this.view?.messages ?? []).filter(
      (one) => one.channel === this.channel && one.thread_ts === ts && isReply(one),
    )
  }

  /** Takes over a whole state as the server gave it. @param {WorkspaceView} view */
  show(view) {
    this.view = {
      ...view,
      messages: view.messages.toSorted(byTs),
      calls: view.calls.toSorted((one, other) => one.id - other.id),
    }
    this.as = view.me.id
    if (!this.here()) {
      const first = view.channels.find((one) => one.name === FIRST_CHANNEL) ?? view.channels[0]
      this.channel = first?.id ?? ''
      this.tab = 'messages'
    }
    if (
      this.thread &&
      !this.view.messages.some((one) => one.ts === this.thread && one.channel === this.channel)
    )
      this.thread = null
    this.#countUnread()
    this.#tell('view')
  }

  /** @param {PageEvent} event other than 'reset', after which the state is asked for anew */
  apply(event) {
    if (!this.view) return
    if (event.type === 'message') this.#putMessage(event.message)
    if (event.type === 'message-deleted') this.#dropMessage(event)
    if (event.type === 'home') this.#put({ home: event.home }, 'home')
    if (event.type === 'modals') this.#put({ modals: event.modals }, 'modals')
    if (event.type === 'clock') this.#put({ clock: event.clock }, 'clock')
    if (event.type === 'mail') this.#put({ mails: [...(this.view.mails ?? []), event.mail] }, 'mails')
    if (event.type === 'trouble') this.#put({ trouble: event.trouble }, 'trouble')
    if (event.type === 'call') {
      const calls = [...this.view.calls.filter((one) => one.id !== event.call.id), event.call]
      this.#put({ calls: calls.slice(-CALLS_KEPT) }, 'calls')
    }
  }

  #put(change, topic) {
    this.view = { ...this.view, ...change }
    this.#tell(topic)
  }

  #putMessage(message) {
    const same = (one) => one.ts === message.ts && one.channel === message.channel
    const isNew = !this.view.messages.some(same)
    this.view = {
      ...this.view,
      messages: [...this.view.messages.filter((one) => !same(one)), message].toSorted(byTs),
    }
    if (message.channel === this.channel && this.tab === 'messages') this.#markSeen()
    else if (isNew && message.user !== this.as) {
      this.unread.add(message.channel)
      this.#tell('unread')
    }
    this.#tell('message', { message, isNew })
  }

  #dropMessage({ channel, ts }) {
    this.view = {
      ...this.view,
      messages: this.view.messages.filter((one) => one.ts !== ts || one.channel !== channel),
    }
    if (this.thread === ts) this.openThread(null)
    this.#tell('message', { message: null, isNew: false })
  }

  /** @param {string} id @param {'messages' | 'home'} [tab] */
  openChannel(id, tab = 'messages') {
    if (this.channel !== id) this.thread = null
    this.channel = id
    this.tab = tab
    if (tab === 'messages') this.#markSeen()
    this.#tell('place')
    this.#tell('unread')
  }

  /** @param {string | null} ts null closes it */
  openThread(ts) {
    this.thread = ts
    this.#tell('thread')
  }

  /** @param {'connecting' | 'open' | 'lost'} connection */
  setConnection(connection) {
    if (this.connection === connection) return
    this.connection = connection
    this.#tell('connection')
  }

  /**
   * What the elements of a message, of Home or of a modal hold for the person one acts as.
   *
   * @param {string} place @param {{ sticky: boolean }} kind as in {@link Form}
   */
  form(place, { sticky }) {
    const key = `${this.as} ${place}`
    const form = this.#forms.get(key) ?? new Form(sticky)
    this.#forms.set(key, form)
    return form
  }

  /** After a reset old times and what was typed mean nothing. */
  forget() {
    this.#seen.clear()
    this.#forms.clear()
  }

  #markSeen() {
    this.unread.delete(this.channel)
    this.#seen.set(`${this.as} ${this.channel}`, newestTs(this.view?.messages ?? [], this.channel))
  }

  /** Whoever is looked through for the first time has read everything. */
  #countUnread() {
    this.unread = new Set()
    for (const { id } of this.view.channels) {
      const key = `${this.as} ${id}`
      const newest = newestTs(this.view.messages, id)
      if (!this.#seen.has(key) || id === this.channel) this.#seen.set(key, newest)
      else if (newest > this.#seen.get(key)) this.unread.add(id)
    }
  }
}

const byTs = (one, other) => Number(one.ts) - Number(other.ts) || (one.ts < other.ts ? -1 : 1)

const newestTs = (messages, channel) => messages.findLast((one) => one.channel === channel)?.ts ?? ''

/** An answer in a thread, and not the message that began it. @param {MessageView} message */
export function isReply(message) {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts
}
