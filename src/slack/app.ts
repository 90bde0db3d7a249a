import { setTimeout as sleep } from 'node:timers/promises'
import { type Attach, createBolt } from './bolt.ts'
import type { SlackAccess, SlackApp, SlackAppOptions, Workspace } from './contract.ts'
import { InHand, REMEMBERED, Seen } from './deliveries.ts'
import { createPoster } from './http.ts'
import { Moves } from './moves.ts'
import { createPeople } from './people.ts'
import { createPlaces } from './place.ts'
import { httpEvents } from './receiver.ts'
import type { PlaceParts } from './where.ts'
import { DOUBLE_CLICK, type Serving } from './serve.ts'
import { openDoor, type Readiness } from './server.ts'
import { keepSockets, type SocketAccess, type Sockets } from './sockets.ts'
import { directoryOf } from './standing.ts'
import { createTeller } from './teller.ts'
import { TokenWatch } from './token.ts'
import { connectWeb, type Web } from './web.ts'
import { identify } from './workspace.ts'

export type { CommandOutcome, Observe, SlackApp, SlackAppOptions } from './contract.ts'
export { TokenRefused } from './patience.ts'

/** What is known of Slack as it goes on. */
interface State {
  workspace?: Workspace
  sockets?: Sockets
  stopping: boolean
  readonly token: TokenWatch
  /** When the health check last had a look whether a refused token is taken again. */
  lookedAt: number
}

/** Starts Slack's side. Fulfilled when the HTTP side listens. @throws what `listen` throws (EADDRINUSE). */
export async function startSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { slack, log, clock = Date.now } = options
  const state: State = { stopping: false, token: new TokenWatch(log), lookedAt: 0 }
  const inHand = new InHand()
  const poster = createPoster()
  const web = connectWeb(slack, log, state.token)
  const parts = { web, poster, log, clock, botName: () => known(state).botName }
  const serving = servingOf({ ...options, clock }, parts, state)
  const desk = { seen: new Seen(clock, REMEMBERED), inHand, log, observe: options.observe }
  const bolt = createBolt({ token: slack.botToken, workspace: () => known(state), desk, serving, log })

  const door = await openDoor({
    ...options.http,
    ...(usesSockets(slack) ? {} : { events: httpEvents(slack.signingSecret ?? '', bolt.attach, log, clock) }),
    // Not as long as it is ready: whoever asks while the token is refused gets a true sentence.
    takes: () => state.workspace !== undefined && !state.stopping,
    readiness: () => {
      lookAgain(state, web, clock)
      return readiness(state, usesSockets(slack), options.cakeHealth)
    },
    metrics: options.metrics,
    fallback: options.fallback,
    inHand,
  })
  const stopping = new AbortController()
  return {
    url: door.url,
    ...(serving.desk ? { desk: serving.desk } : {}),
    ready: begin(options, web, state, bolt.attach, stopping.signal),
    idle: () => inHand.idle(),
    async stop(graceMs = 10_000) {
      state.stopping = true
      stopping.abort(new Error('the bot is stopping'))
      door.shut()
      bolt.stop()
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
    signal.throwIfAborted()
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
  parts: PlaceParts,
  state: State,
): Serving {
  const { runner, log, observe, clock, trust } = options
  const whoIsWho = {
    people: createPeople(parts.web.reads, () => known(state).teamId, clock),
    trust: () => ({ ...trust, teamId: known(state).teamId }),
    desk: options.desk,
  }
  const moves = new Moves()
  const desk = options.desk && {
    ...options.desk,
    teller: createTeller(parts.web),
    directory: directoryOf(whoIsWho, parts.web.reads, clock),
    moved: () => moves.tell(),
  }
  return {
    runner: { ...runner, ...(desk ? { desk } : {}) },
    ...(desk ? { desk } : {}),
    moves,
    people: whoIsWho.people,
    trust: whoIsWho.trust,
    place: createPlaces(parts),
    parts,
    justAsked: new Seen(clock, DOUBLE_CLICK),
    log,
    observe,
    clock,
  }
}

function readiness(state: State, bySocket: boolean, cakeHealth?: () => unknown): Readiness {
  const connections = state.sockets?.open() ?? 0
  const why = [
    ...(state.stopping ? ['The bot is stopping.'] : []),
    ...(state.workspace ? [] : ['Slack has not said yet who the bot is.']),
    ...(state.token.refused === undefined
      ? []
      : [`Slack does not accept SLACK_BOT_TOKEN (${state.token.refused}).`]),
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

/** Milliseconds between two looks. */
const LOOK_AGAIN = 30_000

/** A refused token may be taken again (Slack had a bad hour): then no command need come before that is known. */
function lookAgain(state: State, web: Web, clock: () => number): void {
  if (state.token.refused === undefined || clock() - state.lookedAt < LOOK_AGAIN) return
  state.lookedAt = clock()
  // The watch hears of its outcome; nothing else is to be done with it.
  web.posts.auth.test().catch(() => undefined)
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
