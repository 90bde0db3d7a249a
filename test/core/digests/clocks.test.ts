/** Digests over the nights the clocks change in New York, by the whole bot: each comes once, whatever the wall shows. */
import { describe, expect, it } from 'vitest'
import { asks, sends } from '../../support/forms.ts'
import { read } from '../../support/read.ts'
import { useBot } from '../../support/use-bot.ts'
import { cakeDaily, HOUR, MINUTE, sendingWith } from './sending.ts'

const ZONE = 'America/New_York'
const bot = useBot({ clock: () => Date.UTC(2026, 10, 21, 9), cakeOptions: { zone: ZONE } })
const { said, deliveries } = sendingWith(bot)

/** To an instant, UTC, with one beat of the heart then: the bot was not running in between. */
const until = (utc: string) => bot.later(Date.parse(`${utc}:00Z`) - bot.desk.now().getTime())

/** A digest that is added in the form at an instant. */
async function addedAt(utc: string, time: string): Promise<string> {
  await until(utc)
  await asks(bot, '/cake digest add', { in: cakeDaily })
  return sends(bot, { Time: time, 'Time zone': ZONE })
}

const slots = async () =>
  (await deliveries()).map(({ slot, dueAt, state }) => [slot, dueAt.toISOString().slice(0, 16), state])

const NIGHTS = [
  {
    night: 'an hour does not exist',
    eve: '2027-03-13T17:00',
    time: '02:30',
    wall: '2027-03-14 02:30',
    // 02:00 becomes 03:00.
    due: '2027-03-14T07:00',
    shown: '03:00',
    yesterday: 'Yesterday, Saturday 13 Mar 2027',
    next: ['2027-03-15 02:30', '2027-03-15T06:30'],
  },
  {
    night: 'an hour comes twice',
    eve: '2027-11-06T17:00',
    time: '01:30',
    wall: '2027-11-07 01:30',
    // 02:00 becomes 01:00; it is 01:30 again at 06:30.
    due: '2027-11-07T05:30',
    shown: '01:30',
    yesterday: 'Yesterday, Saturday 6 Nov 2027',
    next: ['2027-11-08 01:30', '2027-11-08T06:30'],
  },
] as const

describe.each(NIGHTS)('when $night', ({ eve, time, wall, due, shown, yesterday, next }) => {
  const after = (hours: number) => new Date(Date.parse(`${due}:00Z`) + hours * HOUR)
  const at = (hours: number) => after(hours).toISOString().slice(0, 16)
  const [nextWall, nextDue] = next

  it('it is sent at the first minute that it can be, and once', async () => {
    await addedAt(eve, time)
    expect(await bot.store.digests.byId(1)).toMatchObject({ nextWall: wall, nextAt: after(0) })
    await until(at(-1 / 60))
    expect(said()).toEqual([])
    await bot.later(MINUTE)
    expect(said().map(read)).toEqual([expect.stringContaining(yesterday)])
    expect(said().map(read).join()).not.toContain('Late:')
    for (let half = 0; half < 6; half += 1) await bot.later(HOUR / 2)
    expect(said()).toHaveLength(1)
    await until(nextDue)
    expect(said()).toHaveLength(2)
    expect(await slots()).toEqual([
      [wall, due, 'sent'],
      [nextWall, nextDue, 'sent'],
    ])
  })

  it.each([3, 11])('and the bot was down for %i h: it is sent late, once', async (hours) => {
    await addedAt(eve, time)
    await until(at(hours))
    expect(said().map(read)).toEqual([expect.stringContaining(`Late: it was due at ${shown}, and now it is`)])
    await bot.later(HOUR)
    expect(said()).toHaveLength(1)
    await until(nextDue)
    expect(await slots()).toEqual([
      [wall, due, 'sent'],
      [nextWall, nextDue, 'sent'],
    ])
  })

  it('and the bot was down for 13 h: it is skipped, and the next one comes', async () => {
    await addedAt(eve, time)
    await until(at(13))
    expect(said()).toEqual([])
    await until(nextDue)
    expect(said()).toHaveLength(1)
    expect(await slots()).toEqual([
      [wall, due, 'skipped'],
      [nextWall, nextDue, 'sent'],
    ])
  })

  it('and the bot was down for 3 days: the latest is sent, the others are on record', async () => {
    await addedAt(eve, time)
    // The wall shows the same time again three days after; in between the clocks have changed.
    const third = new Date(Date.parse(`${nextDue}:00Z`) + 48 * HOUR).toISOString().slice(0, 16)
    await until(third)
    expect(said()).toHaveLength(1)
    const days = await slots()
    expect(days.map(([, , state]) => state)).toEqual(['skipped', 'skipped', 'skipped', 'sent'])
    expect(days.slice(0, 2).map(([slot, instant]) => [slot, instant])).toEqual([[wall, due], next])
    expect(days.at(-1)?.[1]).toBe(third)
  })
})
