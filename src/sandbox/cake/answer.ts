import { Refusal, type Ask } from './handler.ts'
import type { Network } from './network/network.ts'
import { failure, invalidKey, json, page, type Reply } from './reply.ts'
import { routes, type Route } from './routes.ts'
import { dress, type Variant } from './variant.ts'

export interface Request {
  readonly method: string
  readonly url: URL
  /** As in the header of that name. */
  readonly contentType: string
  readonly body: string
}

/** The network with its key, at one moment. */
export interface Desk {
  readonly network: Network
  readonly key: string
  readonly variant: Variant
  readonly now: Date
  readonly once: Ask['once']
}

const root = '/api/2/'

/**
 * GET conversion.json *records* a conversion. Whoever asks for it has made a grave mistake, and is told so.
 * It is noted even if the network is in trouble.
 */
export function noteMistakes({ method, url }: Request, { network, now }: Desk): void {
  if (isConversion(url))
    network.mistakes.push({ at: now.toISOString(), request: `${method} ${url.pathname}` })
}

function isConversion({ pathname }: URL): boolean {
  return pathname.toLowerCase() === `${root}conversion.json`
}

/** Answers as the documentation says, or refuses with a sentence that says why. Writes are done when it returns. */
export function answer(request: Request, desk: Desk): Reply {
  if (isConversion(request.url))
    return failure(410, 'conversion.json records a conversion and must never be called.')
  const route = routeOf(request.url, desk.variant)
  if (!route) return page(404, 'Not Found', '<h1>The resource cannot be found.</h1>')
  const method = route.writes ? 'POST' : 'GET'
  if (request.method !== method) return failure(405, `${route.path} takes ${method}.`, { allow: method })
  try {
    return answerRoute(request, route, desk)
  } catch (error) {
    if (error instanceof Refusal) return refusal(error, desk.variant)
    throw error
  }
}

/** True for what the network would change something by, right or wrong. */
export function isWrite({ method, url }: Request, { variant }: Desk): boolean {
  return method === 'POST' && (routeOf(url, variant)?.writes ?? false)
}

function routeOf({ pathname }: URL, variant: Variant): Route | undefined {
  if (!pathname.startsWith(root)) return undefined
  const path = pathname.slice(root.length)
  return path === 'affiliates.json' && !variant.affiliatesJson ? undefined : routes.get(path)
}

function answerRoute(request: Request, route: Route, desk: Desk): Reply {
  const { network, variant } = desk
  const { api_key: key, ...raw } = route.writes ? fromBody(request) : fromQuery(request.url)
  if (key !== desk.key) return invalidKey
  const now = desk.now.getTime()
  const content = route.handler(raw, { network, variant, now, local: network.local(now), once: desk.once })
  if (route.writes) network.writes.push({ at: desk.now.toISOString(), endpoint: route.path, body: raw })
  return { ...json(200, dress(content, variant, network.zone)), wrote: route.writes }
}

function fromQuery({ searchParams }: URL): Record<string, unknown> {
  const raw: Record<string, unknown> = {}
  for (const [name, value] of searchParams) {
    if (Object.hasOwn(raw, name)) throw new Refusal(`Parameter '${name}' was sent twice.`)
    raw[name] = value
  }
  return raw
}

function fromBody({ url, contentType, body }: Request): Record<string, unknown> {
  if (url.search !== '') throw new Refusal('A POST takes its parameters in the JSON body, not in the URL.')
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new Refusal('The body must be JSON, sent as application/json.', 415)
  }
  const content = parsed(body)
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new Refusal('The body must be a JSON object.')
  }
  return { ...content }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    // The parser's own words quote the body, and with it the key.
    throw new Refusal('The body is not JSON.')
  }
}

function refusal({ status, message }: Refusal, { failures }: Variant): Reply {
  if (failures === 'classic') return json(200, { success: false, message })
  return failure(failures === 'http-200' ? 200 : status, message)
}
