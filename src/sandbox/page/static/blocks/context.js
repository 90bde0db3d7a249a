import { h } from '../dom.js'
import { send } from '../server.js'
import { toast } from '../toast.js'

/**
 * @import { ChannelView, PersonView, Suggestions } from '../../protocol.ts'
 * @import { Form } from '../form.js'
 * @import { Store } from '../store.js'
 */

/**
 * What a block needs to know to be drawn and used.
 *
 * @typedef {object} DrawContext
 * @property {(id: string, label: string | null) => Node} user a mention of a person
 * @property {(id: string, label: string | null) => Node} channel a mention of a channel, which opens it
 * @property {(id: string) => string} group what a user group is called, without the `@`
 * @property {(type: unknown) => Node} unknown what stands for something that is not drawn here
 * @property {(action: Record<string, unknown>) => Promise<boolean>} act sends a click; false: it was refused and said so
 * @property {(blockId: string, actionId: string, value: string) => Promise<Suggestions | { ok: false, error: string }>}
 *   suggest asks the app for the options of an external select
 * @property {Form} form what the elements hold
 * @property {boolean} dispatches false: a change is only held, as in an input without `dispatch_action`
 * @property {boolean} inInput true: in an input block, where a choice may be taken back
 * @property {readonly PersonView[]} people
 * @property {readonly ChannelView[]} channels
 */

/**
 * @param {Store} store
 * @param {{ channel: string, ts: string, view?: string }} where the message, Home (`ts: ''`) or the modal
 * @param {Form} form
 * @returns {DrawContext}
 */
export function drawContext(store, where, form) {
  const around = () => ({ as: store.as, ...where, values: form.values() })
  return {
    user: (id, label) => userMention(store, id, label),
    channel: (id, label) => channelMention(store, id, label),
    group: (id) => store.view?.groups?.find((one) => one.id === id)?.handle ?? id,
    unknown: unknownNote,
    act: async (action) => {
      const answer = await send('click', { ...around(), action })
      if (!answer.ok) toast(answer.error)
      return answer.ok
    },
    suggest: (blockId, actionId, value) =>
      send('suggest', { ...around(), block_id: blockId, action_id: actionId, value }),
    form,
    dispatches: true,
    inInput: false,
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
