import { setTimeout as sleep } from 'node:timers/promises'
import type { Desk } from './changes/desk.ts'

/** Work that is given out piece by piece, to be done several pieces at once. */
export interface Several<T> {
  readonly most: number
  /** While all that was given out is under way it is looked for more this often, in milliseconds: nobody tells of it. */
  readonly lookMs: number
  /** The next piece; undefined: there is none now. */
  readonly next: () => Promise<T | undefined>
  /** Does a piece. Must not reject. */
  readonly act: (piece: T) => Promise<void>
  /** What is to be done before each look but the first. */
  readonly again?: () => Promise<void>
}

/** Does what is given out until there is no more, with what comes meanwhile. Once aborted it finishes what it has. */
export async function severalAtOnce<T>(work: Several<T>, signal: AbortSignal): Promise<void> {
  const { most, lookMs, next, act, again } = work
  const underWay = new Set<Promise<void>>()
  try {
    while (!signal.aborted) {
      if (underWay.size >= most) {
        await Promise.race(underWay)
        continue
      }
      const piece = await next()
      if (piece !== undefined) {
        const acting = act(piece).finally(() => underWay.delete(acting))
        underWay.add(acting)
      } else if (underWay.size === 0) return
      else {
        await Promise.race([...underWay, sleep(lookMs, undefined, { ref: false })])
        await again?.()
      }
    }
  } finally {
    await Promise.all(underWay)
  }
}

/** Until there is no more to do. */
export async function drain(next: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await next()));
}

/** Does one part of a beat so that a fault in it stops no other: a database that is away for a moment stops nothing for good. */
export async function quietly(
  { log }: Pick<Desk, 'log'>,
  part: string,
  signal: AbortSignal,
  act: () => Promise<unknown>,
): Promise<void> {
  if (signal.aborted) return
  try {
    await act()
  } catch (error) {
    log('error', error, { part })
  }
}

/** True after so many milliseconds; false as soon as it is over. */
export async function isStillOn(ms: number, over: AbortSignal): Promise<boolean> {
  if (over.aborted) return false
  try {
    await sleep(ms, undefined, { signal: over })
    return true
  } catch (error) {
    if (over.aborted) return false
    throw error
  }
}
