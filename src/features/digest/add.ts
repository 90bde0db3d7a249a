import { z } from 'zod'
import { defineForm } from '../../core/form.ts'
import { Plan } from '../../core/digests/plan.ts'
import { opened, redrawn } from './draw.ts'
import { reachOf } from './channels.ts'
import { readDigest } from './read.ts'
import { nextOf } from '../../core/digests/slots.ts'
import { saved } from './saved.ts'

const TITLE = 'Add digest'

/** What a digest is until somebody says otherwise. @param zone the network's */
function firstPlan(zone: string): Plan {
  return Plan.parse({
    reports: ['offers'],
    period: 'yesterday',
    compare: 'the same weekday a week ago',
    when: { time: '09:00', days: { kind: 'week', days: [1, 2, 3, 4, 5, 6, 7] }, zone },
  })
}

export const add = defineForm({
  summary: 'Add a digest: the numbers by themselves in a channel',
  role: 'requester',
  example: 'digest add',
  args: [],
  input: z.object({}),
  open: async (desk, { person, channel }) =>
    opened(desk, person, {
      title: TITLE,
      plan: firstPlan(desk.cake.zone),
      // Nothing comes to somebody's own messages with the bot.
      channels: channel === undefined || channel.startsWith('D') ? [] : [channel],
      meta: {},
    }),
  redraw: async (desk, person, filled) =>
    redrawn(desk, person, filled, { title: TITLE, plan: firstPlan(desk.cake.zone) }),
  async submit(desk, person, { values }) {
    const now = desk.now()
    const read = readDigest(values, firstPlan(desk.cake.zone), now)
    if (!read.ok) return { kind: 'errors', errors: read.errors }
    const { plan, channels } = read
    const { errors, without } = await reachOf(desk, { userId: person.userId, channels })
    if (Object.keys(errors).length > 0) return { kind: 'errors', errors }
    const owner = { userId: person.userId, teamId: person.teamId }
    const next = nextOf(plan.when, now)
    const digest = await desk.store.digests.add({ owner, plan, channels, next })
    desk.moved?.()
    desk.kick()
    return saved(digest, plan, { now, what: 'Added', without })
  },
})
