import type { Clock } from '../cake/clock.ts'

/** A person's Home is published at most once in so long, and what nobody tells of is looked at so often, in ms. */
export const AT_MOST_EVERY = 10_000
/** Whoever opened Home so long ago is not looking any more, in ms. */
export const FORGOTTEN_AFTER = 60 * 60_000

/** A Home tab as it was made, and what of it is worth publishing it again for. */
export interface Made<V> {
  readonly view: V
  readonly lasting: string
}

export interface HomesParts<V> {
  make(user: string): Promise<Made<V>>
  /** 'closed': Slack shows this person no Home of ours, so there is none to keep up to date. */
  publish(user: string, view: V): Promise<'shown' | 'not now' | 'closed'>
  /** Something that Home shows and that nobody tells of when it changes. */
  pulse(): string
  readonly clock: Clock
  /** Told of what failed while nobody waited for it. */
  warn(error: unknown): void
}

interface Shown {
  openedAt: number
  publishedAt: number
  lasting: string
  /** `surely`: opened, so whatever is shown is brought up to date; `if changed`: there may be something new. */
  wanted: 'nothing' | 'if changed' | 'surely'
  busy: boolean
  drop?: () => void
}

/** Keeps the Home tabs of those who look at them up to date: when they open them, and when something on them changes. */
export class Homes<V> {
  readonly #parts: HomesParts<V>
  /** By person, whoever opened it longest ago first. */
  readonly #shown = new Map<string, Shown>()
  #pulse = ''
  #dropPulse: (() => void) | undefined
  #stopped = false

  constructor(parts: HomesParts<V>) {
    this.#parts = parts
  }

  /** Fulfilled when it is published, if it may be published at once. @throws what making and publishing it throws */
  async opened(user: string): Promise<void> {
    if (this.#stopped) return
    const known = this.#shown.get(user)
    const shown = known ?? {
      openedAt: 0,
      publishedAt: -Infinity,
      lasting: '',
      wanted: 'nothing',
      busy: false,
    }
    shown.openedAt = this.#parts.clock.ms()
    this.#shown.delete(user)
    this.#shown.set(user, shown)
    this.#feelPulse()
    await this.#want(user, shown, 'surely')
  }

  /** Something changed that this person's Home shows, or everybody's. */
  changed(user?: string): void {
    this.#forget()
    for (const [each, shown] of this.#shown) {
      if (user === undefined || each === user)
        this.#want(each, shown, 'if changed').catch((error: unknown) => this.#parts.warn(error))
    }
  }

  /** Nothing is published afterwards. */
  stop(): void {
    this.#stopped = true
    this.#dropPulse?.()
    for (const { drop } of this.#shown.values()) drop?.()
    this.#shown.clear()
  }

  async #want(user: string, shown: Shown, wanted: 'if changed' | 'surely'): Promise<void> {
    if (shown.wanted !== 'surely') shown.wanted = wanted
    if (shown.busy || shown.drop) return
    const { clock } = this.#parts
    const wait = shown.publishedAt + AT_MOST_EVERY - clock.ms()
    if (wait <= 0) return this.#bringUpToDate(user, shown)
    shown.drop = clock.after(wait, () => {
      delete shown.drop
      this.#bringUpToDate(user, shown).catch((error: unknown) => this.#parts.warn(error))
    })
  }

  async #bringUpToDate(user: string, shown: Shown): Promise<void> {
    const { wanted } = shown
    shown.wanted = 'nothing'
    shown.busy = true
    try {
      const { view, lasting } = await this.#parts.make(user)
      if (this.#stopped || (wanted !== 'surely' && lasting === shown.lasting)) return
      shown.publishedAt = this.#parts.clock.ms()
      const published = await this.#parts.publish(user, view)
      shown.lasting = published === 'shown' ? lasting : ''
      if (published === 'closed') this.#shown.delete(user)
    } finally {
      shown.busy = false
      // What changed meanwhile is not on it yet.
      if (shown.wanted !== 'nothing' && this.#shown.get(user) === shown)
        this.#want(user, shown, shown.wanted).catch((error: unknown) => this.#parts.warn(error))
    }
  }

  #feelPulse(): void {
    if (this.#dropPulse) return
    this.#pulse = this.#parts.pulse()
    this.#dropPulse = this.#parts.clock.after(AT_MOST_EVERY, () => {
      this.#dropPulse = undefined
      if (this.#parts.pulse() !== this.#pulse) this.changed()
      else this.#forget()
      if (this.#shown.size > 0) this.#feelPulse()
    })
  }

  #forget(): void {
    const now = this.#parts.clock.ms()
    for (const [user, { openedAt, drop }] of this.#shown) {
      if (now - openedAt <= FORGOTTEN_AFTER) return
      drop?.()
      this.#shown.delete(user)
    }
  }
}
