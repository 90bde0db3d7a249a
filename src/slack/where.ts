import type { Poster } from './http.ts'
import type { Log } from './log.ts'
import type { Web } from './web.ts'

/** Where something was asked, as Slack's payload says. */
export interface Where {
  readonly userId: string
  /** Absent in the App Home, and in a modal that was not opened from a conversation. */
  readonly channelId?: string
  readonly threadTs?: string
  readonly responseUrl?: string
  /** The message that was clicked on. */
  readonly messageTs?: string
  /** The modal that was clicked in: answers come into it. */
  readonly view?: string
  /** Opens a modal for the answer: from the App Home, and from a shortcut on a message. */
  readonly triggerId?: string
  /** Opens a form, within three seconds of what was done; wherever it was. */
  readonly trigger?: string
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
