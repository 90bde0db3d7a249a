import type { App } from '@slack/bolt'
import type { HomeView } from '@slack/types'
import { message, type Piece } from '../blocks/message.ts'
import { words } from '../blocks/pieces.ts'
import { systemClock } from '../cake/clock.ts'
import { circuitWords, homeChanges, homePieces, type HomeState } from '../core/home.ts'
import type { Desk } from '../core/changes/desk.ts'
import type { Person, Standing } from '../core/person.ts'
import { failure } from './failure.ts'
import { Homes, type Made } from './homes.ts'
import type { Serving } from './serve.ts'
import { standingOf } from './standing.ts'

/**
 * Publishes Home when it is opened, and again when something on it changes.
 * @returns what ends that
 */
export function listenToHome(app: App, serving: Serving): () => void {
  const { runner } = serving
  const warn = (error: unknown) => serving.log.warn({ err: error }, 'Home could not be published')
  const homes = new Homes<HomeView>({
    make: (user) => make(serving, user),
    publish: (user, view) => publish(serving, user, view, warn),
    pulse: () => circuitWords(runner.cake.health()),
    clock: runner.clock ?? systemClock,
    warn,
  })
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab === 'home') await homes.opened(event.user)
  })
  const ends = [
    runner.catalogue.on(() => homes.changed()),
    runner.recents.on((user) => homes.changed(user)),
    serving.moves.on(() => homes.changed()),
    () => homes.stop(),
  ]
  return () => {
    for (const end of ends) end()
  }
}

async function publish(
  { parts }: Serving,
  user_id: string,
  view: HomeView,
  warn: (error: unknown) => void,
): Promise<'shown' | 'not now' | 'closed'> {
  try {
    await parts.web.posts.views.publish({ user_id, view })
    return 'shown'
  } catch (error) {
    const failed = failure(error)
    if (!failed) throw error
    warn(error)
    return failed.kind === 'refused' ? 'closed' : 'not now'
  }
}

const NOBODY_KNOWS = 'Slack does not say who you are right now. Open this page again in a minute.'

async function make(serving: Serving, user: string): Promise<Made<HomeView>> {
  const { registry, catalogue, cake, recents, now } = serving.runner
  const found = await mayBe(serving, user)
  if (!found) return { view: viewOf([words(NOBODY_KNOWS)]), lasting: '' }
  if (!found.allowed) {
    const view = viewOf([words(found.sentence ?? 'There is nothing here for you.')])
    return { view, lasting: JSON.stringify(view) }
  }
  const state: HomeState = {
    person: found.person,
    registry,
    recents: recents.of(user),
    ...(serving.desk ? await kept(serving.desk, found.person) : {}),
    health: cake.health(),
    catalogue: catalogue.state(),
    now: now(),
    zone: cake.zone,
  }
  // A count that grows by itself is no reason to publish.
  const uncounted = { ...state, health: { ...state.health, requestsLastHour: 0 } }
  return { view: viewOf(homePieces(state)), lasting: JSON.stringify(homePieces(uncounted)) }
}

/** What is kept that concerns this person. @throws what the store throws */
async function kept({ store }: Desk, person: Person): Promise<Pick<HomeState, 'changes' | 'digests'>> {
  const [changes, digests] = await Promise.all([
    homeChanges(store, person),
    store.digests.ofOwner(person.userId),
  ])
  return { changes, digests }
}

/** Undefined where Slack does not say who they are. */
async function mayBe(serving: Serving, user: string): Promise<Standing | undefined> {
  try {
    return await standingOf(serving, user)
  } catch (error) {
    if (!failure(error)) throw error
    serving.log.warn({ err: error, user }, 'Slack does not say who opened Home')
    return undefined
  }
}

function viewOf(pieces: readonly Piece[]): HomeView {
  return { type: 'home', blocks: [...message('Home', pieces).older] as HomeView['blocks'] }
}
