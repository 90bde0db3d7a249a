import type { ServerResponse } from 'node:http'
import type { WorkspaceEvent } from '../slack/core.ts'
import type { SeenMessage } from '../slack/messages.ts'
import type { SandboxSlack } from '../slack/workspace.ts'
import type { MessageView, PageEvent } from './protocol.ts'

const HEARTBEAT_MS = 15_000
/** Bytes that may wait for a page that does not read. It is cut off then, connects anew and loads the whole state. */
const MAX_WAITING = 4 * 1024 * 1024

/** The server-sent events of all open pages: each hears what its person may see. */
export class Pages {
  readonly #open = new Map<ServerResponse, string>()
  readonly #slack: SandboxSlack

  constructor(slack: SandboxSlack) {
    this.#slack = slack
    slack.on((event) => this.#hear(event))
  }

  /** Keeps this answer open for one page. */
  add(response: ServerResponse, as: string, headers: Readonly<Record<string, string>>): void {
    response.writeHead(200, { ...headers, 'content-type': 'text/event-stream' })
    response.write(': hello\n\n')
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS).unref()
    this.#open.set(response, as)
    response.on('close', () => {
      clearInterval(heartbeat)
      this.#open.delete(response)
    })
  }

  /** To every page. */
  tell(event: PageEvent): void {
    this.#tellThose(event, () => true)
  }

  #hear(event: WorkspaceEvent): void {
    if (event.type === 'message' || event.type === 'changed')
      this.#tellThose({ type: 'message', message: pageMessage(event.message) }, this.#reader(event.message))
    else if (event.type === 'deleted') {
      const { channel, ts } = event.message
      this.#tellThose({ type: 'message-deleted', channel, ts }, this.#reader(event.message))
    } else if (event.type === 'home')
      this.#tellThose({ type: 'home', home: { blocks: event.blocks } }, (as) => as === event.user)
    else if (event.type === 'modals')
      this.#tellThose({ type: 'modals', modals: this.#slack.modals(event.user) }, (as) => as === event.user)
    else if (event.type === 'directory') this.tell({ type: 'refresh' })
    else if (event.type === 'reset') this.tell({ type: 'reset' })
  }

  #reader(message: SeenMessage): (as: string) => boolean {
    return (as) =>
      (message.ephemeralTo === undefined || message.ephemeralTo === as) &&
      this.#slack.channelsOf(as).some((one) => one.id === message.channel)
  }

  #tellThose(event: PageEvent, isFor: (as: string) => boolean): void {
    const data = `data: ${JSON.stringify(event)}\n\n`
    for (const [response, as] of this.#open) {
      if (response.writableLength > MAX_WAITING) response.destroy()
      else if (isFor(as)) response.write(data)
    }
  }
}

/** What the page gets of a message. */
export function pageMessage({ ephemeralTo: _to, metadata: _metadata, ...message }: SeenMessage): MessageView {
  return message
}
