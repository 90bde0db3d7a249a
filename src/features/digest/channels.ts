import { type Desk, Unpostable } from '../../core/changes/desk.ts'
import { fieldId } from './fields.ts'

/** What is known of the channels that a digest is to come to. */
export interface Reach {
  /** Sentences by block id: it cannot come there. */
  readonly errors: Readonly<Record<string, string>>
  /** Those that the bot is not in: nothing is sent there until it is invited. */
  readonly without: readonly string[]
}

interface Wanted {
  /** Who wants them. */
  readonly userId: string
  readonly channels: readonly string[]
  /** Those in which the digest comes already, whoever saw to that. */
  readonly before?: readonly string[]
}

/**
 * Looks whether the bot can speak in these channels, so that whoever saves a digest hears of it at once; and that they
 * are in those that are private: Slack's own select shows no others, but a form can be forged.
 */
export async function reachOf(desk: Desk, { userId, channels, before = [] }: Wanted): Promise<Reach> {
  const all = await Promise.all(
    channels.map((channel) => lookAt(desk, { userId, channel, isNew: !before.includes(channel) })),
  )
  const problem = all.find((one) => one.problem !== undefined)?.problem
  const without = all.flatMap(({ channel, isOut }) => (isOut ? [channel] : []))
  return { errors: problem === undefined ? {} : { [fieldId('channels')]: problem }, without }
}

interface Look {
  readonly channel: string
  readonly problem?: string
  readonly isOut?: boolean
}

/** People's direct messages, and those of a few of them: Slack tells the bot nothing of these, and the form has none. */
const MESSAGES = /^[DG]/

/** Says the same of those that the bot is not in and of those that the person is not in: neither is known of the other. */
const PRIVATE = 'One of these is private: you and the bot have to be in it. Invite the bot there first.'
const UNSAID = 'Slack does not say right now who is in these channels. Send it again in a minute.'

async function lookAt(
  desk: Desk,
  { userId, channel, isNew }: { userId: string; channel: string; isNew: boolean },
): Promise<Look> {
  try {
    const facts = await desk.directory?.channel(channel)
    const isPrivate = facts?.isPrivate ?? MESSAGES.test(channel)
    if (isNew && isPrivate && !(facts && (await desk.directory?.isIn(userId, channel))))
      return { channel, problem: PRIVATE }
    if (facts?.isArchived) {
      // Of one that the digest has, whoever edits it may not know the name.
      const called = isPrivate ? 'One of these' : `#${facts.name ?? channel}`
      return { channel, problem: `${called} is archived: nothing comes there.` }
    }
    return { channel, isOut: facts?.isMember === false }
  } catch (error) {
    if (error instanceof Unpostable && error.code === 'channel_not_found')
      return { channel, problem: PRIVATE }
    desk.log('warn', error, { channel, part: 'the channels of a digest' })
    // Where it comes already, the next delivery will tell its owner.
    return isNew ? { channel, problem: UNSAID } : { channel }
  }
}
