import type { AnyBlock } from '@slack/types'
import type { ClickRequest, TypeRequest } from '../page/protocol.ts'
import { isRecord } from './block-kit/schema.ts'
import { dropOldest } from './bounded.ts'
import type { Workspace } from './core.ts'
import type { Courier, Outcome } from './deliver.ts'
import type { Channel, Person } from './directory.ts'
import { BOT_USER_ID } from './ids.ts'
import { actionOf, elementsOf, stateOf } from './interactive.ts'
import { canSee } from './messages.ts'
import { clickInHome, clickInMessage, directMessage, homeOpened, slashCommand } from './payloads.ts'
import { readContent } from './response-url.ts'
import { asTyped } from './typed.ts'

/** What the person sees of it: done, or the sentence that Slack shows. */
export type Done = { readonly ok: true } | { readonly ok: false; readonly error: string }

const fine: Done = { ok: true }
const not = (error: string): Done => ({ ok: false, error })

/** What people do in the workspace, and what the app is told of it. */
export class Actors {
  readonly #workspace: Workspace
  readonly #courier: Courier
  /** Earlier choices of a person in a message, for `state.values`. */
  readonly #choices = new Map<string, Record<string, unknown>[]>()
  readonly #running = new Set<Promise<unknown>>()

  constructor(workspace: Workspace, courier: Courier) {
    this.#workspace = workspace
    this.#courier = courier
  }

  /** Puts what was typed where it was typed, or runs it when it starts with a slash. */
  async type(request: TypeRequest): Promise<Done> {
    const place = this.#place(request.as, request.channel)
    if (typeof place === 'string') return not(place)
    const { person, channel } = place
    const text = request.text.trim()
    if (text === '') return not('There is nothing to send.')
    if (text.startsWith('/')) return await this.#runCommand(person, channel, text, request.thread_ts)
    if (channel.isArchived) return not('This channel is archived.')
    const message = this.#workspace.messages.post({
      channel: channel.id,
      user: person.id,
      text: asTyped(text),
      thread_ts: request.thread_ts,
    })
    // Slack shows the message at once; the app hears of it on its own time.
    if (channel.isDm) this.#run(this.#courier.deliverEvent(directMessage(this.#workspace, message)))
    return fine
  }

  /** Uses a button, a menu or a date picker; of the Home tab when there is no `ts`. */
  async click(request: ClickRequest): Promise<Done> {
    return request.ts === '' ? await this.#clickHome(request) : await this.#clickMessage(request)
  }

  async openHome(user: string): Promise<Done> {
    const person = this.#workspace.directory.person(user)
    if (person === undefined || person.isBot) return not('There is no such person.')
    const outcome = await this.#courier.deliverEvent(homeOpened(this.#workspace, person))
    return outcome.kind === 'acked' ? fine : not(clickError(outcome))
  }

  forget(): void {
    this.#choices.clear()
  }

  /** Resolves when nothing is on its way to the app any more. */
  async settle(): Promise<void> {
    await Promise.all(this.#running)
  }

  async #runCommand(person: Person, channel: Channel, typed: string, thread?: string): Promise<Done> {
    const [command = '', ...rest] = typed.split(/(?<=^\S+)\s+/)
    if (!this.#workspace.settings.commands.includes(command))
      return not(
        `${command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.`,
      )
    if (thread !== undefined) return not(`${command} is not supported in threads. Sorry!`)
    const payload = slashCommand(this.#workspace, person, channel, command, rest.join(' '))
    const outcome = await this.#courier.deliver({ type: 'slash_commands', payload })
    const error =
      outcome.kind === 'acked' ? this.#showAck(person, channel, outcome.body) : commandError(outcome)
    return error === undefined ? fine : not(`${command} failed with the error “${error}”`)
  }

  /** An acknowledgement with words or blocks in it is itself the answer. Gives the word Slack refuses it with. */
  #showAck(person: Person, channel: Channel, ack: unknown): string | undefined {
    const body = typeof ack === 'string' ? { text: ack } : isRecord(ack) ? ack : {}
    if ((body.text === undefined || body.text === '') && body.blocks === undefined) return undefined
    const content = readContent(this.#workspace, body)
    if (typeof content === 'string') return content
    this.#workspace.messages.post({
      channel: channel.id,
      user: BOT_USER_ID,
      ...content,
      ephemeralTo: body.response_type === 'in_channel' ? undefined : person.id,
    })
    return undefined
  }

  async #clickMessage(request: ClickRequest): Promise<Done> {
    const place = this.#place(request.as, request.channel)
    if (typeof place === 'string') return not(place)
    const message = this.#workspace.messages.find(request.channel, request.ts)
    if (message === undefined || !canSee(message, request.as)) return not('That message is gone.')
    const key = `${message.channel} ${message.ts} ${request.as}`
    const used = this.#use(key, message.blocks ?? [], request)
    if ('error' in used) return not(used.error)
    const { person, channel } = place
    const payload = clickInMessage(this.#workspace, person, channel, message, used.action, used.values)
    return await this.#interact(payload)
  }

  async #clickHome(request: ClickRequest): Promise<Done> {
    const person = this.#workspace.directory.person(request.as)
    const home = this.#workspace.homes.get(request.as)
    if (person === undefined || home === undefined) return not('That view is gone.')
    const used = this.#use(home.viewId, home.view.blocks, request)
    if ('error' in used) return not(used.error)
    return await this.#interact(clickInHome(this.#workspace, person, home, used.action, used.values))
  }

  #use(
    key: string,
    blocks: readonly AnyBlock[],
    { action: given }: ClickRequest,
  ): { error: string } | { action: Record<string, unknown>; values: Record<string, unknown> } {
    const found = elementsOf(blocks).find(
      ({ block_id, element }) => block_id === given.block_id && element.action_id === given.action_id,
    )
    if (found === undefined) return { error: 'That button is gone.' }
    const made = actionOf(found.element, found.block_id, given)
    if ('error' in made) return made
    const choices = [...(this.#choices.get(key) ?? []), made.action]
    this.#choices.set(key, choices.slice(-100))
    dropOldest(this.#choices, 1000)
    const action_ts = (this.#workspace.settings.now() / 1000).toFixed(6)
    return { action: { ...made.action, action_ts }, values: stateOf(blocks, choices) }
  }

  async #interact(payload: Record<string, unknown>): Promise<Done> {
    const outcome = await this.#courier.deliver({ type: 'interactive', payload })
    return outcome.kind === 'acked' ? fine : not(clickError(outcome))
  }

  #place(user: string, channelId: string): { person: Person; channel: Channel } | string {
    const { directory } = this.#workspace
    const person = directory.person(user)
    const channel = directory.channel(channelId)
    if (person === undefined) return 'There is no such person.'
    if (channel === undefined || !channel.members.has(user)) return 'You are not in this channel.'
    return { person, channel }
  }

  #run(work: Promise<unknown>): void {
    const done = work.finally(() => this.#running.delete(done))
    this.#running.add(done)
  }
}

/** The words in Slackbot's “/cake failed with the error …”. */
function commandError(outcome: Outcome): string {
  return outcome.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
}

function clickError(outcome: Outcome): string {
  if (outcome.kind === 'status') return `This app responded with Status Code ${outcome.status}.`
  if (outcome.kind === 'timeout') return 'Operation timed out. Apps need to respond within 3 seconds.'
  return 'This app is not connected to Slack.'
}
