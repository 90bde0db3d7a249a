import { channels, people } from '../../../src/sandbox/slack/ids.ts'
import type { Change, MessagePointer } from '../../../src/store/change.ts'
import { databases } from '../../store/support/databases.ts'
import { askedLike } from './asked.ts'
import { asks } from './people.ts'
import { startWorld, type World } from './world.ts'

let asked: Promise<Change> | undefined

/** A change as a bot has it when somebody asks to pause offer 12345: asked for in Slack once for all tests of a file. */
async function pauseAsked(): Promise<Change> {
  asked ??= (async () => {
    const [sqlite] = databases
    if (!sqlite) throw new Error('there is no database')
    const world = await startWorld(sqlite)
    await world.connected()
    await asks(world, 'offer pause 12345')
    const change = await world.store.changes.byId(1)
    if (!change) throw new Error('nothing was asked')
    return change
  })()
  return asked
}

/** Asks for the same with another offer, at this moment; nobody has been told of it yet. */
export async function asksToPause({ store }: Pick<World, 'store'>, offer = 12345): Promise<Change> {
  const { change } = await store.changes.ask(askedLike(await pauseAsked(), offer))
  return change
}

/** An approver's word, as the bot would keep it. */
export async function isApproved({ store }: Pick<World, 'store'>, asked: Change): Promise<Change> {
  const { id, differenceHash: hash } = asked
  const by = { userId: people.admin, teamId: 'T0SANDBOX1' }
  const stepped = await store.changes.step(id, { step: 'approve', by, hash })
  if (!stepped.done) throw new Error(`not approved: ${stepped.why}`)
  return stepped.change
}

/** Everybody has been told of a change as it stands, as a bot would have told them. */
export async function isTold({ slack, store }: World, { id, telling }: Change): Promise<void> {
  const post = (channel: string, kind: string) => posts(slack, channel, `change-${id}-${kind}`)
  const [requester, approvals] = await Promise.all([
    post(channels.cakeOps, 'requester'),
    post(channels.cakeApprovals, 'approvals'),
  ])
  await store.changes.posted(id, { requester, approvals })
  await store.queue.told(id, telling.version)
}

/** Https://docs.slack.dev/reference/methods/chat.postMessage */
async function posts(slack: World['slack'], channel: string, key: string): Promise<MessagePointer> {
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      channel,
      text: 'A change is asked for.',
      metadata: { event_type: 'cake_message', event_payload: { key } },
    }),
  })
  const { ts } = (await response.json()) as { ts: string }
  return { channel, ts }
}

/** Approved requests to pause these offers. */
export async function arePauseApproved(world: World, offers: readonly number[]): Promise<void> {
  for (const offer of offers) await isApproved(world, await asksToPause(world, offer))
}
