import { h } from '../dom.js'

/** @import { Store } from '../store.js' */

/**
 * What a block needs to know to be drawn and used.
 *
 * @typedef {object} DrawContext
 * @property {(id: string, label: string | null) => Node} user a mention of a person
 * @property {(id: string, label: string | null) => Node} channel a mention of a channel, which opens it
 * @property {(type: unknown) => Node} unknown what stands for something that is not drawn here
 * @property {(action: Record<string, unknown>) => Promise<boolean>} act sends a click; false: it was refused and said so
 * @property {readonly PersonView[]} people
 * @property {readonly ChannelView[]} channels
 */

/** @import { ChannelView, PersonView } from '../../protocol.ts' */

/**
 * @param {Store} store
 * @param {(action: Record<string, unknown>) => Promise<boolean>} act
 * @returns {DrawContext}
 */
export function drawContext(store, act) {
  return {
    user: (id, label) => userMention(store, id, label),
    channel: (id, label) => channelMention(store, id, label),
    unknown: unknownNote,
    act,
    people: store.view?.people ?? [],
    channels: store.view?.channels ?? [],
  }
}

function userMention(store, id, label) {
  const person = store.person(id)
  const mine = id === store.as ? ' mention-me' : ''
  return h('span', { class: `mention${mine}`, title: person?.title ?? id }, `@${person?.name ?? label ?? id}`)
}

function channelMention(store, id, label) {
  const channel = store.view?.channels.find((one) => one.id === id)
  if (!channel) return h('span', { class: 'mention' }, `#${label || id}`)
  const open = () => store.openChannel(id)
  return h('button', { type: 'button', class: 'mention mention-link', onclick: open }, `#${channel.name}`)
}

/** @param {unknown} type */
export function unknownNote(type) {
  return h('div', { class: 'unknown', role: 'note' }, `This page does not draw “${String(type)}”.`)
}
