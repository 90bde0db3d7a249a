import { defineAct } from '../../core/act.ts'
import { withNote } from '../../blocks/message.ts'
import type { Desk } from '../../core/changes/desk.ts'
import { compose } from '../../core/digests/compose.ts'
import { called } from '../../core/digests/words.ts'
import { toolsOf } from '../../core/digests/tools.ts'
import { sentence } from '../../core/trouble.ts'
import type { Digest } from '../../store/digest.ts'
import { digestOf, One, readablePlan } from './theirs.ts'

export const preview = defineAct({
  summary: 'Show a digest as it would be now, to me only',
  role: 'viewer',
  example: 'digest preview 1',
  args: ['digest'],
  input: One,
  async run(desk, { person, channel }, { digest: number }) {
    const digest = await digestOf(desk, number)
    const plan = readablePlan(digest)
    const money = plan.money && person.money && (await mayShowMoney(desk, digest, channel))
    const asked = { plan, slot: 'now preview', late: false, now: desk.now(), money }
    const composed = await compose(toolsOf(desk), asked)
    if (composed.kind === 'none') {
      const again = [`digest preview ${number}`]
      return { message: sentence(`There is nothing to show right now: ${composed.why}`, again) }
    }
    const files = composed.csv.length > 0 ? ' All rows come as CSV in its thread.' : ''
    const note = `Preview of ${called(digest)}: only you see this.${files}`
    return { message: withNote(note, composed.message) }
  },
})

/** As in its channel: the one where it was asked, where that is one of them. @throws what Slack throws */
async function mayShowMoney({ directory }: Desk, digest: Digest, asked = ''): Promise<boolean> {
  const { channels, owner } = digest
  const channel = channels.includes(asked) ? asked : channels[0]
  if (!directory || channel === undefined) return false
  const facts = await directory.channel(channel)
  return facts?.isShared === false && directory.seesMoney(owner.userId)
}
