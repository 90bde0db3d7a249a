import type { ModalView, StateValues } from '../../../src/sandbox/page/protocol.ts'
import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../../src/sandbox/slack/messages.ts'
import type { SandboxSlack } from '../../../src/sandbox/slack/workspace.ts'
import { buttons } from '../../support/read.ts'

interface Workspace {
  readonly slack: SandboxSlack
}

const REASON: StateValues = {
  'field:reason': { value: { type: 'plain_text_input', value: 'the budget is used up' } },
}

/** The account manager asks for a change with this command; resolves when the approvers have been asked. */
export async function asks({ slack }: Workspace, line: string): Promise<void> {
  const before = waiting(slack).length
  await done(slack.type({ as: people.manager, channel: channels.cakeOps, text: `/cake ${line}` }))
  for (const label of ['Review', 'Ask']) {
    const form = await until(slack, () => formWith(slack, people.manager, ['Review', 'Ask']))
    if (form.submit !== label) continue
    await done(slack.submit({ as: people.manager, view: form.id, values: REASON }))
  }
  await until(slack, () => waiting(slack)[before])
}

/** An approver approves the latest change that waits; resolves when the bot has taken it. */
export async function approves({ slack }: Workspace): Promise<void> {
  const as = people.admin
  const message = await until(slack, () => waiting(slack).at(-1))
  const found = buttons(message.blocks).find(({ button }) => button.text.text === 'Approve')
  if (!found) throw new Error('there is nothing to approve')
  const { button, block_id } = found
  const action = { ...button, action_id: button.action_id ?? '', block_id }
  await done(slack.click({ as, channel: message.channel, ts: message.ts, action }))
  const form = await until(slack, () => formWith(slack, as, ['Approve']))
  await done(slack.submit({ as, view: form.id, values: {} }))
}

/** Messages of the bot's that stand in a channel by themselves. */
export function cards(slack: SandboxSlack, channel: string): SeenMessage[] {
  return slack.messages(channel).filter((one) => isOfBot(slack, one) && one.thread_ts === undefined)
}

function isOfBot(slack: SandboxSlack, { user, ephemeral }: SeenMessage): boolean {
  return user === slack.botUserId && !ephemeral
}

function waiting(slack: SandboxSlack): SeenMessage[] {
  return cards(slack, channels.cakeApprovals).filter(({ blocks }) =>
    buttons(blocks).some(({ button }) => button.text.text === 'Approve'),
  )
}

function formWith(slack: SandboxSlack, as: string, labels: readonly string[]): ModalView | undefined {
  const form = slack.modals(as).at(-1)
  return form?.submit !== undefined && !form.busy && labels.includes(form.submit) ? form : undefined
}

async function done(act: Promise<{ readonly ok: boolean; readonly error?: string }>): Promise<void> {
  const { ok, error } = await act
  if (!ok) throw new Error(error)
}

/** The first thing that `look` finds, now or after something has happened in the workspace. @throws after 15 s */
export async function until<T>(slack: SandboxSlack, look: () => T | undefined): Promise<T> {
  const now = look()
  if (now !== undefined) return now
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const late = setTimeout(() => reject(new Error(`it does not happen: ${String(look)}`)), 15_000)
  const stop = slack.on(() => {
    const found = look()
    if (found !== undefined) resolve(found)
  })
  try {
    return await promise
  } finally {
    clearTimeout(late)
    stop()
  }
}
