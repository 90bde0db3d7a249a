import { words } from '../../blocks/pieces.ts'
import { telling } from '../../core/changes/telling.ts'
import { planOne } from '../../core/digests/planning.ts'
import { nextOf } from '../../core/digests/slots.ts'
import { defineForm } from '../../core/form.ts'
import { metaOf, opened, redrawn } from './draw.ts'
import { reachOf } from './channels.ts'
import { readDigest } from './read.ts'
import { saved } from './saved.ts'
import { One, readablePlan, theirs } from './theirs.ts'

const TITLE = 'Edit digest'

export const edit = defineForm({
  summary: 'Edit a digest: what it tells, when and where',
  role: 'viewer',
  example: 'digest edit 1',
  args: ['digest'],
  input: One,
  async open(desk, { person, input }) {
    const digest = await theirs(desk, person, input.digest)
    const { id, version, channels } = digest
    return opened(desk, person, { title: TITLE, plan: readablePlan(digest), channels, meta: { id, version } })
  },
  async redraw(desk, person, filled) {
    const { id = 0 } = metaOf(filled.meta)
    const plan = readablePlan(await theirs(desk, person, id))
    return redrawn(desk, person, filled, { title: TITLE, plan })
  },
  async submit(desk, person, { meta, values }) {
    const { id = 0, version = 0 } = metaOf(meta)
    const now = desk.now()
    const digest = await theirs(desk, person, id)
    const read = readDigest(values, readablePlan(digest), now)
    if (!read.ok) return { kind: 'errors', errors: read.errors }
    const { plan, channels } = read
    const { userId, teamId } = person
    const { errors, without } = await reachOf(desk, { userId, channels, before: digest.channels })
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
    const by = { userId, teamId }
    const next = nextOf(plan.when, now)
    // What has come by now is still sent: the edit moves on what is next.
    if (digest.state === 'on' && digest.nextAt <= now) await planOne(desk, digest)
    const edited = await desk.store.digests.edit(id, { version, by, plan, channels, next })
    if (!edited.done)
      return { kind: 'modal', modal: telling(overtaken(id, edited.digest !== undefined), TITLE) }
    desk.moved?.()
    desk.kick()
    return saved(edited.digest, plan, { now, what: 'Saved', without })
  },
})

function overtaken(id: number, isThere: boolean) {
  return isThere
    ? [
        words(`Nothing was saved: somebody has changed digest ${id} since you opened it.`),
        words('Open ', { text: `/cake digest edit ${id}`, code: true }, ' again.'),
      ]
    : [words(`Nothing was saved: there is no digest ${id} any more.`)]
}
