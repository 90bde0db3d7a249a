import type { AnyBlock } from '@slack/types'
import type { StateValues } from '../page/protocol.ts'
import type { Workspace } from './core.ts'
import type { Channel, Person } from './directory.ts'
import { elementsOf, stateOf, type PlacedElement } from './interactive.ts'
import { canSee, type Message } from './messages.ts'
import type { View } from './modals.ts'
import { inMessage, inUnfurl, inView } from './payloads.ts'
import type { Origin } from './response-url.ts'

/** What is used, and where: in a message (or what a link in it unfurled to), on Home (`ts: ''`), or in a modal. */
export interface Where {
  readonly as: string
  readonly channel: string
  readonly ts: string
  readonly view?: string
  readonly block_id: string
  readonly action_id: string
  /** Tells two alike in two unfurls of one message apart. */
  readonly value?: unknown
}

/** An element that this person can use right now. */
export interface Spot {
  readonly person: Person
  readonly placed: PlacedElement
  /** Under which what people choose here is held. */
  readonly key: string
  /** What stands around the element, after these values were added to what was held. */
  readonly hold: (values: StateValues) => StateValues
  /** The part of a payload that says where it was. */
  readonly payload: (state: StateValues) => Record<string, unknown>
  /** For a response_url; a view has none. */
  readonly origin: Origin | undefined
  /** The view whose stack a trigger_id may push to. */
  readonly view: string | undefined
}

/** Finds the element, or gives the sentence that says why not. */
export function spotOf(workspace: Workspace, where: Where): Spot | string {
  if (where.view !== undefined) return inModal(workspace, where, where.view)
  return where.ts === '' ? inHome(workspace, where) : inConversation(workspace, where)
}

/** A channel that this person is in, or the sentence that says why not. */
export function placeOf(
  { directory }: Workspace,
  user: string,
  channelId: string,
): { readonly person: Person; readonly channel: Channel } | string {
  const person = directory.person(user)
  const channel = directory.channel(channelId)
  if (person === undefined) return 'There is no such person.'
  if (channel === undefined || !channel.members.has(user)) return 'You are not in this channel.'
  return { person, channel }
}

const gone = 'That button is gone.'
const viewGone = 'That view is gone.'

function inModal(workspace: Workspace, where: Where, id: string): Spot | string {
  const modal = workspace.modals.stack(where.as).at(-1)
  const person = workspace.directory.person(where.as)
  if (person === undefined || modal?.id !== id) return viewGone
  return viewSpot(workspace, where, person, modal)
}

function inHome(workspace: Workspace, where: Where): Spot | string {
  const home = workspace.homes.get(where.as)
  const person = workspace.directory.person(where.as)
  if (person === undefined || home === undefined) return viewGone
  return viewSpot(workspace, where, person, home)
}

function viewSpot(workspace: Workspace, where: Where, person: Person, view: View): Spot | string {
  const { blocks } = view.body
  const placed = elementIn(blocks, where)
  if (placed === undefined) return gone
  return {
    person,
    placed,
    key: view.id,
    hold: (values) => stateOf(blocks, workspace.held.add(view.id, values)),
    payload: (state) => inView(view, seenByApp(workspace, view, state)),
    origin: undefined,
    view: view.body.type === 'modal' ? view.id : undefined,
  }
}

/** All of it, or with that trouble on without what nobody has touched since the view was updated. */
function seenByApp({ troubles, held, modals }: Workspace, view: View, state: StateValues): StateValues {
  const isUpdated = (modals.find(view.id)?.version ?? 0) > 0
  return troubles.forgetInitialValues && isUpdated ? held.get(view.id) : state
}

function inConversation(workspace: Workspace, where: Where): Spot | string {
  const place = placeOf(workspace, where.as, where.channel)
  if (typeof place === 'string') return place
  const message = workspace.messages.find(where.channel, where.ts)
  if (message === undefined || !canSee(message, where.as)) return 'That message is gone.'
  const found = findInMessage(message, where)
  if (found === undefined) return gone
  const { blocks, placed, unfurl } = found
  const key = `${message.channel} ${message.ts} ${where.as}`
  return {
    person: place.person,
    placed,
    key,
    hold: (values) => stateOf(blocks, workspace.held.add(key, values)),
    payload: (values) => ({
      ...(unfurl === undefined
        ? inMessage(place.channel, message)
        : inUnfurl(place.channel, message, unfurl)),
      state: { values },
    }),
    origin: {
      channel: place.channel.id,
      user: place.person.id,
      messageTs: message.ts,
      threadTs: message.thread_ts,
    },
    view: undefined,
  }
}

interface Found {
  readonly blocks: readonly AnyBlock[]
  readonly placed: PlacedElement
  /** Which of the message's unfurls it is in. */
  readonly unfurl: number | undefined
}

function findInMessage(message: Message, where: Where): Found | undefined {
  const own = message.blocks ?? []
  const placed = elementIn(own, where)
  if (placed !== undefined) return { blocks: own, placed, unfurl: undefined }
  const found = (message.unfurls ?? []).flatMap(({ blocks }, unfurl): Found[] => {
    const placed = elementIn(blocks, where)
    return placed ? [{ blocks, placed, unfurl }] : []
  })
  return found.find(({ placed }) => placed.element.value === where.value) ?? found[0]
}

function elementIn(blocks: readonly AnyBlock[], { block_id, action_id }: Where): PlacedElement | undefined {
  return elementsOf(blocks).find((one) => one.block_id === block_id && one.element.action_id === action_id)
}
