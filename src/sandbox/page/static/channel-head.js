import { h } from './dom.js'
import { channelMenu } from './channel-menu.js'
import { icon } from './icons.js'
import { avatar } from './people.js'

/**
 * @import { ChannelView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/** `#general`, or the bot's name. @param {ChannelView | undefined} channel */
export const nameOf = (channel) => (channel?.kind === 'channel' ? `#${channel.name}` : (channel?.name ?? ''))

/**
 * What stands above the messages: the name, and the topic or the app's tabs.
 *
 * @param {Store} store
 * @returns {Node[]}
 */
export function channelHead(store) {
  const channel = store.here()
  if (!channel) return [h('h1', { class: 'channel-name' }, 'No channel')]
  if (channel.kind === 'dm') {
    const bot = store.view?.people.find((one) => one.isBot)
    const name = h(
      'h1',
      { class: 'channel-name' },
      avatar(bot),
      channel.name,
      h('span', { class: 'app-badge' }, 'APP'),
    )
    return [name, tabs(store)]
  }
  const people = channel.members.length === 1 ? '1 member' : `${channel.members.length} members`
  const parts = [
    h('h1', { class: 'channel-name' }, icon('hash'), channel.name),
    h('span', { class: 'channel-topic' }, channel.topic),
    channel.isArchived ? h('span', { class: 'channel-members' }, 'archived') : null,
    h('span', { class: 'channel-members' }, people),
    channelMenu(store, channel),
  ]
  return parts.filter((part) => part !== null)
}

function tabs(store) {
  const go = (name) => {
    store.openChannel(store.channel, name)
    document.querySelector('.tab[aria-selected="true"]')?.focus()
  }
  const turn = (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    go(store.tab === 'home' ? 'messages' : 'home')
  }
  const tab = (name, words) => {
    const on = store.tab === name
    const props = {
      type: 'button',
      role: 'tab',
      class: 'tab',
      'aria-selected': String(on),
      tabindex: on ? '0' : '-1',
    }
    return h('button', { ...props, onclick: () => go(name) }, words)
  }
  const label = { class: 'tabs', role: 'tablist', 'aria-label': 'App' }
  return h('div', { ...label, onkeydown: turn }, tab('home', 'Home'), tab('messages', 'Messages'))
}
