import { defineAct } from '../../core/act.ts'
import { nextOf } from '../../core/digests/slots.ts'
import { called, wallInWords } from '../../core/digests/words.ts'
import { gone, One, readablePlan, theirs } from './theirs.ts'

export const resume = defineAct({
  summary: 'Let a paused digest come again',
  role: 'viewer',
  example: 'digest resume 1',
  args: ['digest'],
  input: One,
  async run(desk, { person }, { digest: number }) {
    const digest = await theirs(desk, person, number)
    const next = nextOf(readablePlan(digest).when, desk.now())
    const by = { userId: person.userId, teamId: person.teamId }
    // Else it would be paused again for the same reason: a digest shows what its owner may see.
    const isOrphan = (await desk.directory?.isActive(digest.owner.userId)) === false
    const resumed = await desk.store.digests.resume(number, { by, next, ...(isOrphan && { owner: by }) })
    if (!resumed.digest) throw gone(number)
    desk.kick()
    const said = resumed.done
      ? `Resumed ${called(digest)}: it comes next ${wallInWords(next.wall)}.${isOrphan ? ' It is yours now.' : ''}`
      : `It is not paused: ${called(digest)}.`
    return { said, line: 'digest list' }
  },
})
