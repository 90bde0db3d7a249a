import { z } from 'zod'
import type { Digest } from '../../store/digest.ts'
import { defineQuery, type QueryContext } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { oneOf, page } from '../../core/inputs.ts'
import { listCard, LIST_SIZE, pageOf, type Listed } from '../../core/list.ts'
import { commandLine } from '../../core/resolve.ts'
import { addButton, digestEntry } from './view.ts'

const input = z.object({ all: oneOf('all', ['yes', 'no']).default('no'), page })
type Which = z.infer<typeof input>

/** Whose digests a list has: a channel's, one's own where there is no channel, or all there are. */
type Whose = 'channel' | 'mine' | 'all'

export const list = defineQuery({
  summary: 'List the digests of this channel',
  role: 'viewer',
  example: 'digest list',
  args: [],
  filters: { all: 'yes' },
  input,
  private: true,
  load: async (context, which) => {
    const { whose, listed } = await found(context, which)
    const rows = await Promise.all(
      listed.rows.map(async (digest) => ({ digest, link: await linkOf(context, digest) })),
    )
    return { whose, listed: { ...listed, rows }, which, person: context.person }
  },
  view: ({ whose, listed, which, person }, _, shown) => {
    const card = listCard({
      heading: HEADINGS[whose],
      one: 'digest',
      listed,
      entry: ({ digest, link }) => digestEntry(digest, { person, link, now: shown.now, zone: shown.zone }),
      line: (number) =>
        commandLine('digest', 'list', { ...(which.all === 'yes' ? which : {}), page: number }),
      none: NONE[whose],
    })
    return { ...card, buttons: [...card.buttons, ...(shown.roles.has('requester') ? [addButton()] : [])] }
  },
})

const HEADINGS = {
  channel: 'Digests of this channel',
  mine: 'My digests',
  all: 'Digests of every channel',
} as const

const NONE = {
  channel: 'None yet: nothing comes to this channel by itself.',
  mine: 'You have none yet.',
  all: 'There are none yet.',
} as const

async function found(
  { digests, asker, person }: QueryContext,
  { all, page: number }: Which,
): Promise<{ whose: Whose; listed: Listed<Digest> }> {
  if (all === 'yes') {
    if (!person.roles.has('admin')) throw new UserError('Only admins see the digests of every channel.')
    const skip = (number - 1) * LIST_SIZE
    const { digests: rows, total } = await digests.all({ size: LIST_SIZE, skip })
    return { whose: 'all', listed: { rows, page: number, hasMore: total > skip + rows.length, total } }
  }
  const { channel } = asker
  // Nothing comes to somebody's own messages with the bot.
  if (channel === undefined || channel.startsWith('D'))
    return { whose: 'mine', listed: pageOf(await digests.ofOwner(person.userId), number) }
  return { whose: 'channel', listed: pageOf(await digests.inChannel(channel), number) }
}

/** Where its last message is. */
async function linkOf({ digests }: QueryContext, { last }: Digest): Promise<string | undefined> {
  return last?.message ? digests.link(last.message) : undefined
}
