import { type Desk, Unpostable } from '../../core/changes/desk.ts'
import { fieldId } from './fields.ts'

/** What is known of the channels that a digest is to come to. */
export interface Reach {
  /** Sentences by block id: it cannot come there. */
  readonly errors: Readonly<Record<string, string>>
  /** Those that the bot is not in: nothing is sent there until it is invited. */
  readonly without: readonly string[]
}

/** Looks whether the bot can speak in these channels, so that whoever saves a digest hears of it at once. */
export async function reachOf(desk: Desk, channels: readonly string[]): Promise<Reach> {
  const all = await Promise.all(channels.map((channel) => lookAt(desk, channel)))
  const problem = all.find((one) => one.problem !== undefined)?.problem
  const without = all.flatMap(({ channel, isOut }) => (isOut ? [channel] : []))
  return { errors: problem === undefined ? {} : { [fieldId('channels')]: problem }, without }
}

interface Look {
  readonly channel: string
  readonly problem?: string
  readonly isOut?: boolean
}

async function lookAt(desk: Desk, channel: string): Promise<Look> {
  try {
    const facts = await desk.directory?.channel(channel)
    if (facts?.isArchived)
      return { channel, problem: `#${facts.name ?? channel} is archived: nothing comes there.` }
    return { channel, isOut: facts?.isMember === false }
  } catch (error) {
    if (error instanceof Unpostable && error.code === 'channel_not_found') {
      const problem = 'One of these is private and does not have the bot in it: invite it there first.'
      return { channel, problem }
    }
    // Slack does not say now; the first delivery will tell its owner.
    desk.log('warn', error, { channel, part: 'the channels of a digest' })
    return { channel }
  }
}
