import type { IncomingMessage, ServerResponse } from 'node:http'
import { readBody } from '../slack/body.ts'
import { clockView, momentOf } from '../clock-moves.ts'
import type { SandboxClock } from '../clock.ts'
import { people } from '../slack/ids.ts'
import type { SandboxSlack } from '../slack/workspace.ts'
import { doersOf, type Doer } from './doers.ts'
import { Pages, pageMessage } from './events.ts'
import { refusal, securityHeaders } from './guard.ts'
import type { CallView, ClockMove, CommandView, MailView, TroubleView, WorkspaceView } from './protocol.ts'
import { staticFile } from './static-files.ts'

const MAX_BODY = 1024 * 1024

/** What the page needs of the sandbox's CAKE. */
interface CakeBehindPage {
  /** The calls just made, oldest first. */
  readonly calls: readonly CallView[]
  readonly trouble: TroubleView
  /** E-mails to affiliates, oldest first. */
  readonly mails: readonly MailView[]
  onCall(listener: (call: CallView) => void): unknown
  onTrouble(listener: (trouble: TroubleView) => void): unknown
  onMail(listener: (mail: MailView) => void): unknown
  setTrouble(trouble: TroubleView): void
  reset(): void
}

export interface PageOptions {
  readonly slack: SandboxSlack
  readonly cake: CakeBehindPage
  /** What the composer completes after `/cake `. */
  readonly commands: () => readonly CommandView[]
  /** The clock that can be moved, and the network's IANA zone; absent where the bot does not follow it. */
  readonly clock?: { readonly clock: SandboxClock; readonly zone: string }
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Serves the page and what protocol.ts says: `/`, `/static/*`, `/sandbox/*`; 404 for everything else. Answers to
 * localhost only, and to no other web site.
 */
export function pageHandler(
  options: PageOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const pages = new Pages(options.slack)
  listen(options, pages)
  const doers = doersOf({ ...options, moveClock: options.clock && mover(options.clock) })
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const as = url.searchParams.get('as') ?? ''
    const refused = refusal(request)
    if (refused !== undefined) send(response, json({ ok: false, error: refused }, 403))
    else if (url.pathname === '/sandbox/events' && request.method === 'GET' && isPerson(options.slack, as))
      pages.add(response, as, securityHeaders)
    else
      answer(options, doers, request, url.pathname, as).then(
        (answer) => send(response, answer),
        (error: unknown) =>
          send(response, json({ ok: false, error: `The sandbox failed: ${String(error)}` }, 500)),
      )
  }
}

/** Tells the pages what happens besides Slack. */
function listen({ cake, clock }: PageOptions, pages: Pages): void {
  cake.onCall((call) => pages.tell({ type: 'call', call }))
  cake.onTrouble((trouble) => pages.tell({ type: 'trouble', trouble }))
  cake.onMail((mail) => pages.tell({ type: 'mail', mail }))
  clock?.clock.on(() => pages.tell({ type: 'clock', clock: clockView(clock.clock, clock.zone) }))
}

function mover({ clock, zone }: NonNullable<PageOptions['clock']>): (move: ClockMove) => string | undefined {
  return (move) => {
    const moment = momentOf(move, clock.now(), zone)
    if (moment === null) return `The clocks of ${zone} do not change.`
    clock.moveTo(moment)
    return undefined
  }
}

async function answer(
  options: PageOptions,
  doers: ReadonlyMap<string, Doer>,
  request: IncomingMessage,
  path: string,
  as: string,
): Promise<Answer> {
  if (request.method === 'POST') {
    const doer = doers.get(path)
    return doer ? await act(doer, request) : notFound
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return notFound
  if (path === '/') return await page('index.html')
  if (path.startsWith('/static/')) return await page(path.slice('/static/'.length))
  if (path === '/sandbox/state') return state(options, as)
  if (path.startsWith('/sandbox/files/')) return file(options.slack, path.slice('/sandbox/files/'.length), as)
  return notFound
}

const notFound: Answer = { status: 404, type: 'text/plain', body: 'There is nothing here.' }

function json(body: unknown, status = 200): Answer {
  return { status, type: 'application/json', body: JSON.stringify(body) }
}

async function page(path: string): Promise<Answer> {
  const found = await staticFile(path)
  return found ? { status: 200, type: found.type, body: found.bytes } : notFound
}

function isPerson(slack: SandboxSlack, id: string): boolean {
  return slack.people.some((one) => one.id === id && !one.isBot)
}

/** Without `as`: as the account manager, who the page opens with. */
function state({ slack, cake, commands, clock }: PageOptions, wanted: string): Answer {
  const as = wanted === '' ? people.manager : wanted
  const me = slack.people.find((one) => one.id === as && !one.isBot)
  if (me === undefined) return json({ ok: false, error: 'There is no such person.' }, 404)
  const channels = slack.channelsOf(as)
  const blocks = slack.home(as)
  const view: WorkspaceView = {
    me,
    people: slack.people,
    groups: slack.groups(),
    channels,
    messages: channels.flatMap((channel) => slack.messages(channel.id, as)).map(pageMessage),
    home: blocks && { blocks },
    modals: slack.modals(as),
    shortcuts: slack.shortcuts,
    calls: cake.calls,
    trouble: cake.trouble,
    mails: cake.mails,
    ...(clock && { clock: clockView(clock.clock, clock.zone) }),
    commands: commands(),
  }
  return json(view)
}

/** Never shown in place: a file is data, whatever it says it is. */
function file(slack: SandboxSlack, id: string, as: string): Answer {
  const found = slack.file(id, as)
  if (found === null) return notFound
  const name = encodeURIComponent(found.name)
  return {
    status: 200,
    type: found.mimetype,
    body: found.bytes,
    headers: {
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
    },
  }
}

async function act(doer: Doer, request: IncomingMessage): Promise<Answer> {
  const raw = await readBody(request, MAX_BODY)
  if (raw === undefined) return json({ ok: false, error: 'That is too long.' }, 413)
  const isJson = request.headers['content-type']?.startsWith('application/json') ?? false
  return json(await doer(isJson ? parse(raw) : undefined))
}

function parse(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString())
  } catch {
    // Not JSON: the request's form says so.
    return undefined
  }
}

function send(response: ServerResponse, { status, type, body, headers }: Answer): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': type, ...headers }).end(body)
}
