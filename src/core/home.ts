import { runButton } from '../blocks/buttons.ts'
import { number } from '../blocks/figures.ts'
import type { Piece } from '../blocks/message.ts'
import { picker } from '../blocks/pick.ts'
import { actions, entry, facts, lines, small, title, words } from '../blocks/pieces.ts'
import type { CatalogueState } from '../catalogue/contract.ts'
import type { CakeHealth } from '../cake/client.ts'
import type { ChangePage } from '../store/record.ts'
import type { Digest } from '../store/digest.ts'
import type { Store } from '../store/store.ts'
import { stateInWords } from './changes/words.ts'
import { lastInWords, planInWords, planOf, standing } from './digests/words.ts'
import type { Registry } from './command.ts'
import { momentInWords } from './days.ts'
import type { Person } from './person.ts'
import type { Recent } from './recents.ts'
import { missing } from './trouble.ts'
import { allUsages } from './usage.ts'

/** Everything the Home tab shows; it changes only when this does. */
export interface HomeState {
  readonly person: Person
  readonly registry: Registry
  readonly recents: readonly Recent[]
  /** What is going on with changes; absent where there are none. */
  readonly changes?: HomeChanges
  /** The person's own digests; absent where there are none to be had. */
  readonly digests?: readonly Digest[]
  readonly health: CakeHealth
  readonly catalogue: CatalogueState
  readonly now: Date
  readonly zone: string
}

/** Changes that concern somebody, the newest ones, and how many they are. */
export interface HomeChanges {
  /** What others have asked, to be judged by this person; empty for those who judge nothing. */
  readonly waiting: ChangePage
  readonly mine: ChangePage
}

/** How many changes of each sort Home shows. */
const MOST_CHANGES = 5
/** How many of somebody's digests. */
const MOST_DIGESTS = 5
/** What is not over yet. */
const OPEN = ['waiting', 'approved', 'applying', 'unknown'] as const

/** What Home shows of changes to this person. @throws what the store throws */
export async function homeChanges(store: Store, { userId, roles }: Person): Promise<HomeChanges> {
  const none = { changes: [], total: 0 }
  const size = MOST_CHANGES
  const [waiting, mine] = await Promise.all([
    roles.has('approver') ? store.changes.list({ states: ['waiting'], notBy: userId }, { size }) : none,
    roles.has('requester') ? store.changes.list({ states: OPEN, requester: userId }, { size }) : none,
  ])
  return { waiting, mine }
}

function changePieces({ changes, person }: HomeState): Piece[] {
  if (!changes) return []
  const section = (heading: string, sort: string, { changes: some, total }: ChangePage): Piece[] =>
    total === 0
      ? []
      : [
          title(heading),
          ...some.map((change) =>
            entry(
              `${change.id}: ${change.about.title}`,
              stateInWords(change),
              runButton('Show', `change ${change.id}`, { id: `${sort}-${change.id}` }),
            ),
          ),
          ...(total > some.length ? [small(`${some.length} of ${total}`)] : []),
        ]
  const create = [runButton('New campaign', 'campaign new'), runButton('New offer', 'offer new')]
  return [
    ...(person.roles.has('requester') ? [actions(create)] : []),
    ...section('Waiting for me', 'waiting', changes.waiting),
    ...section('Mine', 'mine', changes.mine),
  ]
}

function digestPieces({ digests = [], now, zone }: HomeState): Piece[] {
  if (digests.length === 0) return []
  const shown = digests.slice(0, MOST_DIGESTS)
  return [
    title('My digests'),
    ...shown.map((digest) => {
      const { id } = digest
      const plan = planOf(digest)
      const button = runButton('Edit', `digest edit ${id}`, {
        id: `digest-${id}`,
        label: `Edit digest ${id}`,
      })
      const heading = plan ? `${id}: ${planInWords(plan)}` : String(id)
      const stands = [standing(digest, now, zone), lastInWords(digest, now, zone)]
      return entry(heading, stands.join(' · '), button)
    }),
    ...(digests.length > shown.length ? [small(`${shown.length} of ${digests.length}`)] : []),
    actions([runButton('All my digests', 'digest list')]),
  ]
}

/** The Home tab: search, what I looked at lately, how the network is, and what can be typed. */
export function homePieces(state: HomeState): Piece[] {
  const { recents, registry, person } = state
  const helps = allUsages(registry, person).filter(
    ({ path }) => !path.startsWith('help') && !path.startsWith('search'),
  )
  return [
    title('Find something'),
    picker({ kind: 'anything', placeholder: 'Name or id of an offer, affiliate, advertiser …' }),
    ...changePieces(state),
    ...digestPieces(state),
    title('Lately'),
    ...(recents.length === 0
      ? [words('Nothing yet: what you look at appears here.')]
      : recents.map(({ line, title: heading, money }, index) => {
          const shown = money && !person.money ? line : heading
          const button = runButton('Show', line, { id: `recent-${index}`, label: `Show ${shown}` })
          return entry(shown, `/cake ${line}`, button)
        })),
    title('The network'),
    facts(healthFacts(state)),
    title('What you can type'),
    lines(helps.map(({ usage, summary }) => [{ text: `/cake ${bare(usage)}`, code: true }, `  ${summary}`])),
    actions([runButton('Help', 'help')]),
  ]
}

/** Without what may be left out: a phone's line is short, and help has it all. */
function bare(usage: string): string {
  return usage.replaceAll(/ \[[^\]]*\]/g, '')
}

function healthFacts(state: HomeState): Parameters<typeof facts>[0] {
  const { health, catalogue, now, zone } = state
  const { lastFailure } = catalogue
  return [
    [
      ['CAKE', circuitWords(health)],
      ['Requests in the last hour', number(health.requestsLastHour)],
    ],
    [['Names', namesWords(state)]],
    [
      lastFailure && [
        'Last failure',
        `${momentInWords(lastFailure.at, now, zone)}: ${missing(lastFailure.error)}`,
      ],
    ],
  ]
}

/** How many names there are and as of when; or why they are not all there. */
function namesWords({ catalogue, now, zone }: HomeState): string {
  const { asOf, source, sizes, reading } = catalogue
  const names = `${number(sizes.offer)} offers, ${number(sizes.affiliate)} affiliates, ${number(sizes.advertiser)} advertisers`
  if (asOf) return `${names}, as of ${momentInWords(asOf, now, zone)}`
  if (reading) return 'being read'
  return source === 'none' ? 'not read yet' : `${names}; not all could be read`
}

/** How CAKE is, in few words. */
export function circuitWords({ circuit, lastSuccessAt, lastError }: CakeHealth): string {
  if (circuit === 'open') return '⛔ Not answering; left alone for a few seconds'
  if (circuit === 'half-open') return '🕓 Being tried again'
  if (lastSuccessAt) return '🟢 Answers'
  return lastError ? '⛔ Has not answered yet' : '🕓 Not asked yet'
}
