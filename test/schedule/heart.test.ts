import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Heart } from '../../src/schedule/heart.ts'

/** A beat that ends when it is told to. */
class HeldBeat {
  count = 0
  #end: () => void = () => undefined
  readonly beat = () => {
    this.count += 1
    return new Promise<void>((resolve) => {
      this.#end = resolve
    })
  }

  end(): void {
    this.#end()
  }
}

/** Everything that follows at once from what was done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a heart', () => {
  it('beats when it starts, and when it is told to', async () => {
    const heart = new Heart()
    const beat = vi.fn(async () => undefined)
    heart.kick()
    heart.start(beat)
    await heart.idle()
    expect(beat).toHaveBeenCalledTimes(1)
    heart.kick()
    await heart.idle()
    expect(beat).toHaveBeenCalledTimes(2)
    await heart.stop()
    heart.kick()
    await heart.idle()
    expect(beat).toHaveBeenCalledTimes(2)
  })

  it('told several times in the middle of a beat, beats once more after it', async () => {
    const heart = new Heart()
    const held = new HeldBeat()
    heart.start(held.beat)
    heart.kick()
    heart.kick()
    await settled()
    expect(held.count).toBe(1)
    held.end()
    await settled()
    expect(held.count).toBe(2)
    held.end()
    await heart.idle()
    expect(held.count).toBe(2)
  })

  it('does one thing while another takes long', async () => {
    const heart = new Heart()
    const [slow, quick] = [new HeldBeat(), vi.fn(async () => undefined)]
    heart.start(slow.beat, quick)
    await settled()
    heart.kick()
    await settled()
    expect(quick).toHaveBeenCalledTimes(2)
    expect(slow.count).toBe(1)
    const stopped = heart.stop()
    slow.end()
    await stopped
    expect(slow.count).toBe(1)
  })

  it('tells a beat that it is to end', async () => {
    const heart = new Heart()
    const ended = Promise.withResolvers<void>()
    heart.start((signal) => {
      signal.addEventListener('abort', () => ended.resolve())
      return ended.promise
    })
    await heart.stop()
    await expect(ended.promise).resolves.toBeUndefined()
  })
})

describe('by the clock', () => {
  beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 9) }))
  afterEach(() => vi.useRealTimers())

  it('beats at every tick, whether or not something takes long, until it is stopped', async () => {
    const heart = new Heart('*/5 * * * * *')
    const [slow, quick] = [new HeldBeat(), vi.fn(async () => undefined)]
    heart.start(slow.beat, quick)
    await vi.advanceTimersByTimeAsync(20_500)
    expect(quick).toHaveBeenCalledTimes(5)
    expect(slow.count).toBe(1)
    const stopped = heart.stop()
    slow.end()
    await stopped
    await vi.advanceTimersByTimeAsync(20_000)
    expect(quick).toHaveBeenCalledTimes(5)
  })
})
