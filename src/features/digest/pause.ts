import { defineAct } from '../../core/act.ts'
import { called } from '../../core/digests/words.ts'
import { gone, One, theirs } from './theirs.ts'

export const pause = defineAct({
  summary: 'Stop a digest from coming until it is resumed',
  role: 'viewer',
  example: 'digest pause 1',
  args: ['digest'],
  input: One,
  async run(desk, { person }, { digest: number }) {
    const digest = await theirs(desk, person, number)
    const by = { userId: person.userId, teamId: person.teamId }
    const paused = await desk.store.digests.pause(number, { by, why: 'asked for' })
    if (!paused.digest) throw gone(number)
    desk.kick()
    const said = paused.done ? `Paused ${called(digest)}.` : `It is paused already: ${called(digest)}.`
    return { said, line: 'digest list' }
  },
})
