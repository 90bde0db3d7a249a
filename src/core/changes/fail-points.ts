import type { Desk } from './desk.ts'

/**
 * Where a process can be made to die, in tests of what it leaves behind: right after what each names. Between two of them
 * nothing happens that anybody but the process itself could know of.
 */
export const FAIL_POINTS = [
  'claim',
  'startWrite',
  'write',
  'finish',
  'lease',
  'post-requester',
  'note-requester',
  'post-approvals',
  'note-approvals',
  'rewrite',
  'post-story',
  'told',
  'plan-digest',
  'claim-digest',
  'post-digest',
  'note-digest',
  'upload-digest',
  'sent-digest',
] as const

export type FailPoint = (typeof FAIL_POINTS)[number]

/** Handles changes and digests as the given desk does, but calls `die` at `point`: what uses it knows nothing of it. */
export function dyingAt(desk: Desk, point: FailPoint, die: () => void): Desk {
  const { store, cake, teller } = desk
  const at = (reached: string) => {
    if (reached === point) die()
  }
  return {
    ...desk,
    cake: heard(cake, { write: () => at('write') }),
    teller: heard(teller, {
      post: (_, __, ___, options) => at(pointOfPost(options?.key ?? '')),
      rewrite: () => at('rewrite'),
      upload: () => at('upload-digest'),
    }),
    store: {
      ...store,
      queue: heard(store.queue, {
        nextToApply: (change) => change && at('claim'),
        nextToTell: (change) => change && at('lease'),
        told: () => at('told'),
      }),
      changes: heard(store.changes, {
        step: (_, __, { step }) => at(step),
        posted: (_, __, { approvals }) => at(approvals ? 'note-approvals' : 'note-requester'),
      }),
      digests: heard(store.digests, { plan: (isMoved) => isMoved && at('plan-digest') }),
      deliveries: heard(store.deliveries, {
        next: (claimed) => claimed && at('claim-digest'),
        posted: () => at('note-digest'),
        sent: () => at('sent-digest'),
      }),
    },
  }
}

/** By the key that is kept with a message: `change-17-requester`; a line of the story has a number there. */
function pointOfPost(key: string): string {
  if (key.startsWith('digest-')) return 'post-digest'
  const kind = key.slice(key.lastIndexOf('-') + 1)
  return /^\d+$/.test(kind) ? 'post-story' : `post-${kind}`
}

/** Told what a method has come to, and what it was given. */
type Hearing<T> = {
  readonly [Name in keyof T]?: T[Name] extends (...given: infer Given) => Promise<infer Result>
    ? (result: Result, ...given: Given) => void
    : never
}

/** The same object, with methods that are heard. */
function heard<T extends object>(object: T, hearing: Hearing<T>): T {
  const hears = new Map<unknown, (result: unknown, ...given: unknown[]) => void>(Object.entries(hearing))
  return new Proxy(object, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      const hear = hears.get(name)
      if (typeof value !== 'function') return value
      const method = (...given: unknown[]): unknown => Reflect.apply(value, target, given)
      if (!hear) return method
      return async (...given: unknown[]) => {
        const result = await method(...given)
        hear(result, ...given)
        return result
      }
    },
  })
}
