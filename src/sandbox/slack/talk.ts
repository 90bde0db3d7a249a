import { channels, people } from './ids.ts'
import type { MessageStore } from './messages.ts'
import { asTyped } from './typed.ts'

interface Line {
  readonly channel: string
  readonly user: string
  /** Before the workspace opened. */
  readonly minutesAgo: number
  readonly text: string
  /** An answer in the thread of the line before it that has none. */
  readonly reply?: boolean
}

const lines: readonly Line[] = [
  {
    channel: channels.general,
    user: people.admin,
    minutesAgo: 190,
    text: 'Morning all :wave: Office closes at 4 today.',
  },
  {
    channel: channels.general,
    user: people.viewer,
    minutesAgo: 184,
    text: 'Thanks Ada. Moving the partner call to 3 then.',
  },
  {
    channel: channels.cakeOps,
    user: people.manager,
    minutesAgo: 95,
    text: 'Is 12345 still live? A partner asks whether their link works: https://yourdomain.cakemarketing.com/rd/r.php?sid=98001&aff_id=67890',
  },
  {
    channel: channels.cakeOps,
    user: people.approver,
    minutesAgo: 91,
    text: 'It was this morning. `/cake offer 12345` tells you, or paste the link.',
    reply: true,
  },
  {
    channel: channels.cakeOps,
    user: people.viewer,
    minutesAgo: 40,
    text: 'Who looks after affiliate 67890? They want a higher payout again.',
  },
  {
    channel: channels.cakeApprovals,
    user: people.approver,
    minutesAgo: 160,
    text: 'I am around until 6 if something needs a yes.',
  },
  {
    channel: channels.cakeDaily,
    user: people.viewer,
    minutesAgo: 170,
    text: 'Yesterday looked good on mobile. Anyone know why?',
  },
  {
    channel: channels.cakeDaily,
    user: people.manager,
    minutesAgo: 166,
    text: 'New creative on the insurance offers, I think.',
    reply: true,
  },
]

/** A little talk among people, so that the workspace does not open empty. */
export function seedTalk(messages: MessageStore, now: number): void {
  let thread = ''
  for (const { minutesAgo, reply, ...line } of lines) {
    const message = messages.post(
      { ...line, text: asTyped(line.text), ...(reply && { thread_ts: thread }) },
      now - minutesAgo * 60_000,
    )
    if (!reply) thread = message.ts
  }
}
