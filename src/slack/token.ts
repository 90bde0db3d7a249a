import { webApi } from '@slack/bolt'
import { tokenRefusal } from './failure.ts'
import type { Log } from './log.ts'

/** Whether Slack takes the bot's token, as the last call has it that tells. */
export class TokenWatch {
  readonly #log: Log
  #refused: string | undefined
  /** It was taken before: until then, the start itself says what is wrong. */
  #worked = false

  constructor(log: Log) {
    this.#log = log
  }

  /** Slack's word for why it does not take the token; undefined while it does. */
  get refused(): string | undefined {
    return this.#refused
  }

  /** A call was answered: it worked, or failed with `error`. */
  heard(error?: unknown): void {
    const code = tokenRefusal(error)
    // Any other failure says nothing of the token.
    if (error !== undefined && code === undefined) return
    const before = this.#refused
    this.#refused = code
    this.#worked ||= code === undefined
    if (!this.#worked || code === before) return
    if (code === undefined) this.#log.info({}, "Slack accepts the bot's token again")
    else this.#log.error({ code }, "Slack no longer accepts the bot's token: look at SLACK_BOT_TOKEN")
  }
}

/** Slack's client, of whose every call the watch hears how it went. */
export class WatchedClient extends webApi.WebClient {
  readonly #watch: TokenWatch

  constructor(token: string, options: webApi.WebClientOptions, watch: TokenWatch) {
    super(token, options)
    this.#watch = watch
  }

  /** Every method of the Web API comes by here. */
  override async apiCall(...call: Parameters<webApi.WebClient['apiCall']>): Promise<webApi.WebAPICallResult> {
    try {
      const answer = await super.apiCall(...call)
      this.#watch.heard()
      return answer
    } catch (error) {
      this.#watch.heard(error)
      throw error
    }
  }
}
