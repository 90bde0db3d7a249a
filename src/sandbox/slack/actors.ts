import type {
  ClickRequest,
  CloseRequest,
  ShortcutRequest,
  SubmitRequest,
  SuggestRequest,
  TypeRequest,
} from '../page/protocol.ts'
import { isRecord } from './block-kit/schema.ts'
import { click, suggest } from './clicks.ts'
import type { Workspace } from './core.ts'
import type { Courier, Outcome } from './deliver.ts'
import type { Channel, Person } from './directory.ts'
import { directMessage, homeOpened, linkShared } from './event-payloads.ts'
import { BOT_USER_ID } from './ids.ts'
import type { Message } from './messages.ts'
import { clickError, fine, not, type Done } from './outcomes.ts'
import { slashCommand } from './payloads.ts'
import { readContent } from './response-url.ts'
import { linksTo } from './shared-links.ts'
import { shortcut } from './shortcuts.ts'
import { placeOf } from './spots.ts'
import { closeView, submit } from './submissions.ts'
import { asTyped } from './typed.ts'

/** What people do in the workspace, and what the app is told of it. */
export class Actors {
  readonly #workspace: Workspace
  readonly #courier: Courier
  readonly #running = new Set<Promise<unknown>>()

  constructor(workspace: Workspace, courier: Courier) {
    this.#workspace = workspace
    this.#courier = courier
  }

  /** Puts what was typed where it was typed, or runs it when it starts with a slash. */
  async type(request: TypeRequest): Promise<Done> {
    const place = placeOf(this.#workspace, request.as, request.channel)
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
    this.#tellLinks(message)
    return fine
  }

  click(request: ClickRequest): Promise<Done> {
    return click(this.#workspace, this.#courier, request)
  }

  suggest(request: SuggestRequest): ReturnType<typeof suggest> {
    return suggest(this.#workspace, this.#courier, request)
  }

  submit(request: SubmitRequest): Promise<Done> {
    return submit(this.#workspace, this.#courier, request)
  }

  closeView(request: CloseRequest): Promise<Done> {
    return closeView(this.#workspace, this.#courier, request)
  }

  shortcut(request: ShortcutRequest): Promise<Done> {
    return shortcut(this.#workspace, this.#courier, request)
  }

  async openHome(user: string, tab: 'home' | 'messages'): Promise<Done> {
    const person = this.#workspace.directory.person(user)
    if (person === undefined || person.isBot) return not('There is no such person.')
    const outcome = await this.#courier.deliverEvent(homeOpened(this.#workspace, person, tab))
    return outcome.kind === 'acked' ? fine : not(clickError(outcome))
  }

  /** Resolves when nothing is on its way to the app any more. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
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

  /** Tells of links to the app's domains: in every conversation, whether the bot is in it or not. */
  #tellLinks(message: Message): void {
    const { settings, sharedLinks } = this.#workspace
    const links = linksTo(settings.unfurlDomains, message.text)
    if (links.length === 0 || !settings.scopes.includes('links:read')) return
    const unfurlId = sharedLinks.add({ channel: message.channel, ts: message.ts, links })
    this.#run(this.#courier.deliverEvent(linkShared(this.#workspace, message, links, unfurlId)))
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
