import { defineAct } from '../../core/act.ts'
import { called } from '../../core/digests/words.ts'
import { gone, One, theirs } from './theirs.ts'

export const remove = defineAct({
  summary: 'Delete a digest; the messages that it sent stay',
  role: 'viewer',
  example: 'digest delete 1',
  args: ['digest'],
  input: One,
  async confirm(desk, { person }, { digest: number }) {
    const digest = await theirs(desk, person, number)
    return {
      question: `Delete ${called(digest)} for good? What it has sent stays where it is.`,
      button: 'Delete',
    }
  },
  async run(desk, { person }, { digest: number }) {
    const digest = await theirs(desk, person, number)
    const by = { userId: person.userId, teamId: person.teamId }
    if (!(await desk.store.digests.remove(number, { by }))) throw gone(number)
    desk.kick()
    return { said: `Deleted ${called(digest)}.`, line: 'digest list' }
  },
})
