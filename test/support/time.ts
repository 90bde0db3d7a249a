/** The morning of a Saturday on which every test happens, so that cards and reports never change. */
const NOW = new Date('2026-11-21T09:00:00Z')

/** The time of everything around a test: it stands still for what is shown, and can be moved. */
export class Time {
  readonly #slack: () => number
  #ahead = 0
  #slackAhead = 0

  constructor(slack: () => number = Date.now) {
    this.#slack = slack
  }

  readonly now = () => new Date(NOW.getTime() + this.#ahead)
  /** Never goes back: Slack's messages are named by it, and people are looked up anew after a minute of it. */
  readonly slack = () => this.#slack() + this.#slackAhead

  move(ms: number): void {
    this.#ahead += ms
    this.#slackAhead += ms
  }

  reset(): void {
    this.#ahead = 0
    if (this.#slackAhead > 0) this.#slackAhead += 61_000
  }
}
