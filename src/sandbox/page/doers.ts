import type { z } from 'zod'
import type { SandboxSlack } from '../slack/workspace.ts'
import type { ChannelRequest, ClockMove, TroubleView } from './protocol.ts'
import * as requests from './requests.ts'

interface Done {
  readonly ok: boolean
  readonly error?: string
}

/** Does what a POST asks for; a request it does not understand is an answer too. */
export type Doer = (body: unknown) => Promise<Done>

/** The sandbox's CAKE, as far as the page changes it. */
interface CakeToTrouble {
  setTrouble(trouble: TroubleView): void
  reset(): void
}

interface Worlds {
  readonly slack: SandboxSlack
  readonly cake: CakeToTrouble
  /** Gives the sentence that says why the clock was not moved. */
  readonly moveClock?: (move: ClockMove) => string | undefined
}

/** Every POST of protocol.ts, by its path. */
export function doersOf({ slack, cake, moveClock }: Worlds): ReadonlyMap<string, Doer> {
  return new Map<string, Doer>([
    ['/sandbox/type', doer(requests.typeRequest, (request) => slack.type(request))],
    ['/sandbox/click', doer(requests.clickRequest, (request) => slack.click(request))],
    ['/sandbox/suggest', doer(requests.suggestRequest, (request) => slack.suggest(request))],
    ['/sandbox/submit', doer(requests.submitRequest, (request) => slack.submit(request))],
    ['/sandbox/close', doer(requests.closeRequest, (request) => slack.closeView(request))],
    ['/sandbox/shortcut', doer(requests.shortcutRequest, (request) => slack.shortcut(request))],
    ['/sandbox/open-home', doer(requests.openHomeRequest, ({ as, tab }) => slack.openHome(as, tab))],
    ['/sandbox/trouble', doer(requests.troubleRequest, (trouble) => cake.setTrouble(trouble))],
    ['/sandbox/channel', doer(requests.channelRequest, (request) => changeChannel(slack, request))],
    [
      '/sandbox/clock',
      doer(requests.clockRequest, ({ move }) =>
        doneOrWhy(moveClock === undefined ? 'The bot does not follow this clock.' : moveClock(move)),
      ),
    ],
    [
      '/sandbox/reset',
      doer(requests.resetRequest, () => {
        cake.reset()
        slack.reset()
      }),
    ],
  ])
}

function changeChannel(slack: SandboxSlack, { channel: id, ...change }: ChannelRequest): Done {
  const channels = slack.channels.filter(({ kind }) => kind === 'channel')
  if (!channels.some((one) => one.id === id)) return doneOrWhy('There is no such channel.')
  if (channels.some(({ name }) => name === change.name)) return doneOrWhy('That name is taken.')
  slack.channel(id, change)
  return doneOrWhy(undefined)
}

function doneOrWhy(error: string | undefined): Done {
  return error === undefined ? { ok: true } : { ok: false, error }
}

function doer<T>(form: z.ZodType<T>, run: (request: T) => Promise<Done> | Done | void): Doer {
  return async (body) => {
    const parsed = form.safeParse(body)
    if (!parsed.success)
      return { ok: false, error: 'The page sent something the sandbox does not understand.' }
    return (await run(parsed.data)) ?? { ok: true }
  }
}
