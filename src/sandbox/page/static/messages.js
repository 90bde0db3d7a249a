import { h } from './dom.js'
import { dateOfTs, dayName } from './dates.js'
import { keepingFocus, placeNodes } from './focus.js'
import { cakeMark } from './icons.js'
import { messageNode } from './message.js'

/**
 * @import { MessageView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

const SAME_AUTHOR_MINUTES = 5

/**
 * Keeps a list of messages on the page in step with the store. Nodes of messages that did not change are kept, so
 * that a table stays sorted and a field stays filled when something else comes.
 *
 * @param {Store} store
 * @param {HTMLElement} list an `ol`
 * @param {boolean} isThread true: no threads in it, and no beginning
 */
export function messageList(store, list, isThread) {
  /** @type {Map<string, { version: string, node: HTMLElement }>} */
  let kept = new Map()
  return {
    /** @param {readonly MessageView[]} messages */
    draw(messages) {
      const next = new Map()
      for (const item of plan(store, messages, isThread)) {
        const old = kept.get(item.key)
        next.set(item.key, old?.version === item.version ? old : { version: item.version, node: item.make() })
      }
      const nodes = [...next.values()].map((one) => one.node)
      keepingFocus(list, () => placeNodes(list, nodes))
      kept = next
    },
    clear() {
      kept = new Map()
      list.replaceChildren()
    },
  }
}

/** What stands in the list: days and messages, each with what it depends on. */
function plan(store, messages, isThread) {
  const items = isThread ? [] : [beginning(store)]
  let before = null
  for (const message of messages) {
    const day = dayName(dateOfTs(message.ts))
    const newDay = before === null || dayName(dateOfTs(before.ts)) !== day
    if (newDay) items.push({ key: `day ${day}`, version: day, make: () => dayDivider(day) })
    const replies = isThread ? null : store.replies(message.ts)
    const follows = !newDay && isFollowUp(before, message)
    items.push({
      key: `${message.channel} ${message.ts}`,
      version: JSON.stringify([store.as, message, follows, replies?.map((one) => [one.user, one.ts])]),
      make: () => h('li', { class: 'message-item' }, messageNode(store, message, { follows, replies })),
    })
    before = message
  }
  return items
}

/** What stands above the first message. */
function beginning(store) {
  const channel = store.here()
  const isDm = channel?.kind === 'dm'
  const title = isDm ? `You and ${channel.name}` : `#${channel?.name ?? ''}`
  const words = isDm
    ? 'Only you and the app see what is said here. Files you ask for arrive here too.'
    : 'The channel begins here. Ask CAKE something: the answer is yours alone until you share it.'
  const make = () =>
    h('li', { class: 'intro' }, isDm ? cakeMark() : null, h('h2', {}, title), h('p', {}, words))
  return { key: 'beginning', version: title, make }
}

function isFollowUp(before, message) {
  const minutes = (Number(message.ts) - Number(before.ts)) / 60
  return (
    before.user === message.user &&
    before.ephemeral === message.ephemeral &&
    !before.blocks?.length &&
    !before.unfurls?.length &&
    !message.blocks?.length &&
    minutes < SAME_AUTHOR_MINUTES
  )
}

function dayDivider(day) {
  return h('li', { class: 'day' }, h('span', {}, day))
}
