import { h } from './dom.js'
import { clock, dateOfTs } from './dates.js'
import { drawBlocks } from './blocks/draw.js'
import { drawContext } from './blocks/context.js'
import { fileCard } from './file.js'
import { icon } from './icons.js'
import { messageTools } from './message-tools.js'
import { mrkdwn } from './mrkdwn.js'
import { avatar } from './people.js'
import { plainText } from './inline.js'
import { isReply } from './store.js'

/**
 * @import { MessageView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * @param {Store} store
 * @param {MessageView} message
 * @param {{ follows: boolean, replies: readonly MessageView[] | null }} place
 *   follows: the one before is by the same author, so the head is left out; replies null: no thread is offered here
 */
export function messageNode(store, message, { follows, replies }) {
  const person = store.person(message.user)
  const name = person?.name ?? message.user
  const date = dateOfTs(message.ts)
  const time = h(
    'time',
    { class: 'message-time', datetime: date.toISOString(), title: date.toLocaleString() },
    clock(date),
  )
  const bot = person?.isBot ? h('span', { class: 'app-badge' }, 'APP') : null
  const head = follows
    ? null
    : h('div', { class: 'message-head' }, h('strong', { class: 'message-author' }, name), bot, time)
  const label = [name, clock(date), message.ephemeral ? 'only visible to you' : ''].filter(Boolean).join(', ')
  return h(
    'article',
    {
      class: `message${message.ephemeral ? ' is-ephemeral' : ''}${follows ? ' follows' : ''}`,
      'aria-label': label,
      'data-ts': message.ts,
    },
    message.ephemeral ? h('div', { class: 'only-you' }, icon('eye'), 'Only visible to you') : null,
    h('div', { class: 'message-side' }, follows ? time : avatar(person)),
    h(
      'div',
      { class: 'message-body' },
      head,
      ...content(store, message),
      replies ? threadLine(store, message, replies) : null,
    ),
    message.ephemeral ? null : messageTools(store, message, replies === null),
  )
}

function content(store, message) {
  const { channel, ts, unfurls = [] } = message
  const form = store.form(`message ${channel} ${ts}`, { sticky: false })
  form.settle([...(message.blocks ?? []), ...unfurls.flatMap((one) => one.blocks)])
  const context = drawContext(store, { channel, ts }, form)
  const words = message.mrkdwn ? mrkdwn(message.text, context) : plainText(message.text)
  const blocks = message.blocks?.length > 0
  const edited = message.edited ? h('span', { class: 'edited' }, ' (edited)') : null
  return [
    blocks ? drawBlocks(message.blocks, context) : h('div', { class: 'text' }, ...[words].flat(), edited),
    blocks ? edited : null,
    ...(message.files ?? []).map((file) => fileCard(file, store.as)),
    ...unfurls.map((one) => unfurlNode(one, context)),
  ]
}

/** What a link unfurled to: the app's blocks beside a bar. */
function unfurlNode({ url, blocks }, context) {
  return h(
    'div',
    { class: 'unfurl', role: 'group', 'aria-label': `Preview of ${url}` },
    drawBlocks(blocks, context),
  )
}

function threadLine(store, message, replies) {
  // An answer that stands in the channel as well: its thread is another message's.
  if (isReply(message)) return threadButton(store, message.thread_ts, [h('strong', {}, 'Show the thread')])
  if (replies.length === 0) return null
  const authors = [...new Set(replies.map((one) => one.user))].slice(0, 4)
  const last = dateOfTs(replies.at(-1).ts)
  const words = replies.length === 1 ? '1 reply' : `${replies.length} replies`
  return threadButton(store, message.ts, [
    h('span', { class: 'thread-faces' }, ...authors.map((id) => avatar(store.person(id)))),
    h('strong', {}, words),
    h('span', { class: 'thread-last' }, `Last reply ${clock(last)}`),
  ])
}

function threadButton(store, ts, content) {
  const open = () => store.openThread(ts)
  return h('button', { type: 'button', class: 'thread-line', onclick: open }, ...content)
}
