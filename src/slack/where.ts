import type { Poster } from './http.ts'
import type { Log } from './log.ts'
import type { Web } from './web.ts'

/** Where something was asked, as Slack's payload says. */
export interface Where {
  readonly userId: string
  /** Absent in the App Home. */
  readonly channelId?: string
  readonly threadTs?: string
  readonly responseUrl?: string
  /** The answer comes in place of the message that was clicked. */
  readonly replaces?: boolean
}

/** What places are made with. */
export interface PlaceParts {
  readonly web: Web
  readonly poster: Poster
  readonly log: Log
  readonly clock: () => number
  /** For `/invite @name`. */
  readonly botName: () => string
}
