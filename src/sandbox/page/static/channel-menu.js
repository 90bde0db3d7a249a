import { askedFor } from './dialog.js'
import { h } from './dom.js'
import { icon } from './icons.js'
import { openMenu } from './menu.js'
import { send } from './server.js'
import { toast } from './toast.js'

/**
 * @import { ChannelView } from '../protocol.ts'
 * @import { Store } from './store.js'
 */

/**
 * What people do to a channel behind the app's back: rename it, archive it, take the app out of it.
 *
 * @param {Store} store
 * @param {ChannelView} channel
 */
export function channelMenu(store, channel) {
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-label': 'Channel actions',
      title: 'Channel actions',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'data-action': 'channel actions',
    },
    icon('more'),
  )
  opener.addEventListener('click', () => openMenu(opener, itemsOf(store, channel), 'Channel actions'))
  return opener
}

function itemsOf(store, { id, name, members, isArchived = false }) {
  const bot = store.view?.people.find((one) => one.isBot)
  const hasBot = members.includes(bot?.id ?? '')
  const app = bot?.name ?? 'the app'
  const change = (what) => () => void changeTo(id, what)
  return [
    { label: ['Rename…'], choose: () => void rename(id, name) },
    {
      label: [hasBot ? `Remove ${app} from the channel` : `Add ${app} to the channel`],
      choose: change({ hasBot: !hasBot }),
    },
    {
      label: [isArchived ? 'Unarchive the channel' : 'Archive the channel'],
      choose: change({ isArchived: !isArchived }),
    },
  ]
}

async function rename(id, name) {
  const wanted = await askedFor({ title: `Rename #${name}`, label: 'Name', value: name, confirm: 'Rename' })
  if (wanted !== null && wanted !== name) await changeTo(id, { name: wanted })
}

async function changeTo(channel, what) {
  const answer = await send('channel', { channel, ...what })
  if (!answer.ok) toast(answer.error)
}
