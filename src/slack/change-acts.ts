import type { ChangeAct } from '../blocks/buttons.ts'
import { openAct } from '../core/changes/acts.ts'
import type { Desk } from '../core/changes/desk.ts'
import { waitingModal } from '../core/changes/form.ts'
import { withdraw } from '../core/changes/judge.ts'
import type { OpenModal } from '../core/modal.ts'
import type { Person } from '../core/person.ts'
import type { Place } from '../core/place.ts'
import type { Ran } from '../core/runner.ts'
import { sentence } from '../core/trouble.ts'
import { failure } from './failure.ts'
import type { Request } from './requests.ts'
import type { Serving } from './serve.ts'

/** What a click on a button about a change does: who may is looked at with the change itself. */
export async function changeAct(
  { desk, runner }: Pick<Serving, 'desk' | 'runner'>,
  { act, words, where }: Request,
  place: Place,
  person: Person,
): Promise<Ran> {
  const command = `change ${act ?? 'unknown'}`
  const id = /^\d{1,9}$/.test(words) ? Number(words) : undefined
  if (!desk || act === undefined || id === undefined) {
    await place.tell(sentence('This button is of another version of the bot and does nothing any more.'))
    return { command: 'unknown', outcome: 'told' }
  }
  try {
    if (act === 'withdraw') await place.tell(sentence(await withdraw(desk, person, id)))
    else await inModal(desk, { act, id, where, place, person })
    return { command, outcome: 'answered' }
  } catch (error) {
    const reference = runner.reference()
    runner.log('error', error, { reference, act, change: id })
    const said = 'Something went wrong on our side; look at the change before you try again.'
    await place.tell(sentence(said, [`change ${id}`], reference))
    return { command, outcome: 'bug' }
  }
}

interface Act {
  readonly act: Exclude<ChangeAct, 'withdraw'>
  readonly id: number
  readonly where: Request['where']
  readonly place: Place
  readonly person: Person
}

async function inModal(desk: Desk, { act, id, where, place, person }: Act): Promise<void> {
  const opened = await openedFor(place)
  if (!opened) return place.tell(sentence('Slack opened no window for this. Try again.', [`change ${id}`]))
  await openAct(desk, person, act, id, {
    where: { channel: where.channelId, thread: where.threadTs },
    opened,
  })
}

/** At once, before anything is read; undefined where Slack opens none, as for a click that took too long to come. */
async function openedFor(place: Place): Promise<OpenModal | undefined> {
  try {
    return await place.open?.(waitingModal())
  } catch (error) {
    if (failure(error)) return undefined
    throw error
  }
}
