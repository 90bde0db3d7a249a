import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { HTTPReceiver } from '@slack/bolt'
import { type Attach, createBolt } from './bolt.ts'
import type { SlackAccess, SlackApp, SlackAppOptions, Workspace } from './contract.ts'
import { InHand, REMEMBERED, Seen } from './deliveries.ts'
import { createPoster } from './http.ts'
import { boltLogger, type Log } from './log.ts'
import { createPeople } from './people.ts'
import { createPlaces } from './place.ts'
import { DOUBLE_CLICK, type Serving } from './serve.ts'
import { openDoor, type Readiness } from './server.ts'
import { keepSockets, type SocketAccess, type Sockets } from './sockets.ts'
import { connectWeb, type Web } from './web.ts'
import { identify } from './workspace.ts'

export type { CommandOutcome, Observe, SlackApp, SlackAppOptions } from './contract.ts'
export { TokenRefused } from './patience.ts'

/** What is known of Slack as it goes on. */
interface State {
  workspace?: Workspace
  sockets?: Sockets
  stopping: boolean
}

/** Starts Slack's side. Fulfilled when the HTTP side listens. @throws what `listen` throws (EADDRINUSE). */
export async function startSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { slack, log, clock = Date.now } = options
  const state: State = { stopping: false }
  const inHand = new InHand()
  const poster = createPoster()
  const web = connectWeb(slack, log)
  const places = createPlaces({ web, poster, log, clock, botName: () => known(state).botName })
  const serving = servingOf({ ...options, clock }, web, places, state)
  const desk = { seen: new Seen(clock, REMEMBERED), inHand, log, observe: options.observe }
  const attach = createBolt({ token: slack.botToken, workspace: () => known(state), desk, serving, log })

  const door = await openDoor({
    ...options.http,
    ...(usesSockets(slack) ? {} : { events: httpEvents(slack, attach, log) }),
    readiness: () => readiness(state, usesSockets(slack), options.cakeHealth),
    metrics: options.metrics,
    fallback: options.fallback,
    inHand,
    clock,
  })
  const stopping = new AbortController()
  return {
    url: door.url,
    ready: begin(options, web, state, attach, stopping.signal),
    idle: () => inHand.idle(),
    async stop(graceMs = 10_000) {
      state.stopping = true
      stopping.abort(new Error('the bot is stopping'))
      door.shut()
      state.sockets?.stop()
      await atMost(graceMs, inHand.idle())
      await door.close()
      poster.close()
    },
  }
}

/** Asks Slack who the bot is and, in Socket Mode, opens the connections. */
function begin(
  { slack, log }: SlackAppOptions,
  web: Web,
  state: State,
  attach: Attach,
  signal: AbortSignal,
): Promise<Workspace> {
  const ready = (async () => {
    // By the client that does not repeat: `identify` does so itself, for as long as it takes.
    const workspace = await identify(web.posts, log, signal)
    state.workspace = workspace
    if (usesSockets(slack)) {
      state.sockets = keepSockets(slack, attach, log)
      await state.sockets.first
    }
    return workspace
  })()
  // Whoever waits for it hears of its failure; nobody has to wait.
  ready.catch(() => undefined)
  return ready
}

function servingOf(
  options: SlackAppOptions & { readonly clock: () => number },
  web: Web,
  place: Serving['place'],
  state: State,
): Serving {
  const { runner, log, observe, clock, trust } = options
  return {
    runner,
    people: createPeople(web.reads, () => known(state).teamId, clock),
    trust: () => ({ ...trust, teamId: known(state).teamId }),
    place,
    justAsked: new Seen(clock, DOUBLE_CLICK),
    log,
    observe,
    clock,
  }
}

function httpEvents(
  slack: SlackAccess,
  attach: Attach,
  log: Log,
): (request: IncomingMessage, response: ServerResponse) => void {
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret ?? '',
    logger: boltLogger(log),
    bodyLimit: LARGEST_BODY,
  })
  attach(receiver)
  return receiver.requestListener
}

/** Bytes. Slack's largest payloads hold a message of 50 blocks, or a view of 250 kB. */
const LARGEST_BODY = 1024 * 1024

function readiness(state: State, bySocket: boolean, cakeHealth?: () => unknown): Readiness {
  const connections = state.sockets?.open() ?? 0
  const why = [
    ...(state.stopping ? ['The bot is stopping.'] : []),
    ...(state.workspace ? [] : ['Slack has not said yet who the bot is.']),
    ...(bySocket && connections === 0 ? ['No Socket Mode connection is open.'] : []),
  ]
  return {
    ready: why.length === 0,
    why,
    slack: {
      mode: bySocket ? 'socket' : 'http',
      workspace: state.workspace?.teamId,
      ...(bySocket ? { connections } : {}),
    },
    cake: cakeHealth?.(),
  }
}

/** Nothing is taken before it is known. */
function known(state: State): Workspace {
  if (!state.workspace) throw new Error('Slack has not said yet who the bot is')
  return state.workspace
}

function usesSockets(slack: SlackAccess): slack is SocketAccess {
  return slack.appToken !== undefined
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController()
  const over = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => undefined)
  await Promise.race([work, over])
  timer.abort()
}
