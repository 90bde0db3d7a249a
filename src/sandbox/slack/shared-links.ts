import { dropOldest } from './bounded.ts'

/** Links of one message that the app was told of. */
export interface Shared {
  readonly channel: string
  readonly ts: string
  readonly links: readonly SharedLink[]
}

export interface SharedLink {
  /** The app's domain that the link matched. */
  readonly domain: string
  readonly url: string
}

/** Which links of which messages the app may unfurl: those that link_shared told of. */
export class SharedLinks {
  readonly #byUnfurlId = new Map<string, Shared>()
  readonly #newId: (prefix: string) => string

  constructor(newId: (prefix: string) => string) {
    this.#newId = newId
  }

  /** Remembers them; gives the `unfurl_id`. */
  add(shared: Shared): string {
    const id = `${shared.channel}.${shared.ts}.${this.#newId('')}`
    this.#byUnfurlId.set(id, shared)
    dropOldest(this.#byUnfurlId, 1000)
    return id
  }

  byUnfurlId(id: string): Shared | undefined {
    return this.#byUnfurlId.get(id)
  }

  ofMessage(channel: string, ts: string): Shared | undefined {
    return [...this.#byUnfurlId.values()].find((one) => one.channel === channel && one.ts === ts)
  }

  clear(): void {
    this.#byUnfurlId.clear()
  }
}

/**
 * The links in a message's text that are of these domains or of subdomains of them, each once, not those in code.
 * (https://docs.slack.dev/messaging/unfurling-links-in-messages#configuring_domains)
 */
export function linksTo(domains: readonly string[], text: string): SharedLink[] {
  const spoken = text.replaceAll(/```[^]*?```|`[^`\n]*`/g, ' ')
  const urls = [...spoken.matchAll(/<(https?:\/\/[^>|]+)(?:\|[^>]*)?>/g)].map(([, url = '']) => unescape(url))
  return [...new Set(urls)].flatMap((url) => {
    const host = URL.canParse(url) ? new URL(url).hostname : ''
    const domain = domains.find((one) => host === one.toLowerCase() || host.endsWith(`.${one.toLowerCase()}`))
    return domain === undefined ? [] : [{ domain, url }]
  })
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
