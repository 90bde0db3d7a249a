import { defineAct } from '../../core/act.ts'
import { called } from '../../core/digests/words.ts'
import { count } from '../../blocks/text.ts'
import { gone, One, readablePlan, theirs } from './theirs.ts'

/** A second click within so many milliseconds is the first one's echo. */
const ECHO_MS = 10_000

export const send = defineAct({
  summary: 'Send a digest to its channels now',
  role: 'viewer',
  example: 'digest send 1',
  args: ['digest'],
  input: One,
  async run(desk, { person }, { digest: number }) {
    const digest = await theirs(desk, person, number)
    readablePlan(digest)
    const now = desk.now()
    const by = { userId: person.userId, teamId: person.teamId }
    const asked = { slot: `now ${now.toISOString()}`, at: now, by, echoMs: ECHO_MS }
    if (!(await desk.store.deliveries.now(number, digest.channels, asked))) throw gone(number)
    desk.kick()
    const where = count(digest.channels.length, 'channel')
    return { said: `On its way to ${where}: ${called(digest)}.`, line: 'digest list' }
  },
})
