import { App, type Receiver } from '@slack/bolt'
import type { Workspace } from './contract.ts'
import { type Desk, take } from './deliveries.ts'
import { listen } from './listeners.ts'
import { boltLogger, type Log } from './log.ts'
import type { Serving } from './serve.ts'

/** Lets a receiver hand its deliveries to the app. */
export type Attach = (receiver: Receiver) => void

export interface BoltParts {
  readonly token: string
  readonly workspace: () => Workspace
  readonly desk: Desk
  readonly serving: Serving
  readonly log: Log
}

export interface Bolt {
  readonly attach: Attach
  /** Ends what goes on by itself. */
  readonly stop: () => void
}

/** Makes the Bolt app with its listeners. Any number of receivers may be attached; each delivery passes the desk. */
export function createBolt({ token, workspace, desk, serving, log }: BoltParts): Bolt {
  const app = new App({
    // The app is never started: its receivers are kept going by us.
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    // With `token` Bolt would ask auth.test itself, and end the process when that fails.
    authorize: () => {
      const { botUserId, botId, teamId } = workspace()
      return Promise.resolve({ botToken: token, botUserId, botId, teamId })
    },
    logger: boltLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  })
  const stop = listen(app, serving)
  const process = (event: Parameters<App['processEvent']>[0]) => app.processEvent(event)
  const attach = (receiver: Receiver) => {
    // Of the whole App a receiver calls only this: https://docs.slack.dev/tools/bolt-js/concepts/receiver
    receiver.init({
      processEvent: (event: Parameters<typeof process>[0]) => take(desk, event, process),
    } as App)
  }
  return { attach, stop }
}
