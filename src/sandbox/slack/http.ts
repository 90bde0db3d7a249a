import type { IncomingMessage, ServerResponse } from 'node:http'
import { readArgs, readBody, readable } from './body.ts'
import type { ApiCall, Workspace } from './core.ts'
import { respond } from './response-url.ts'
import type { CallTrouble } from './trouble.ts'
import { callMethod, type HttpAnswer } from './web-api.ts'

const MAX_API_BYTES = 4 * 1024 * 1024
const MAX_UPLOAD_BYTES = 24 * 1024 * 1024

/** Answers what the app sends to Slack: `/api/…`, `/response/…`, `/upload/…`, `/files/…`. */
export function slackHandler(
  workspace: Workspace,
  record: (call: ApiCall) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(workspace, record, request, response).catch((error: unknown) => {
      // A client that hangs up while it sends is no fault of ours; anything else shows as Slack's own failure.
      if (!response.headersSent && !response.destroyed)
        send(
          response,
          500,
          'application/json',
          JSON.stringify({ ok: false, error: 'fatal_error', detail: String(error) }),
        )
      else response.destroy()
    })
  }
}

async function handle(
  workspace: Workspace,
  record: (call: ApiCall) => void,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Only programs talk to this server. A browser would be some web site trying its luck with the known token.
  if (request.headers.origin !== undefined) return send(response, 403, 'text/plain', 'not for browsers')
  const { pathname } = new URL(request.url ?? '/', 'http://sandbox')
  const [, place, name = ''] = pathname.split('/')
  if (place === 'api') await handleApi(workspace, record, name, request, response)
  else if (place === 'response' && request.method === 'POST')
    await handleResponse(workspace, name, request, response)
  else if (place === 'upload' && request.method === 'POST')
    await handleUpload(workspace, name, request, response)
  else if (place === 'files') handleFile(workspace, name, request, response)
  else send(response, 404, 'text/plain', 'no such page')
}

async function handleApi(
  workspace: Workspace,
  record: (call: ApiCall) => void,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw = await readBody(request, MAX_API_BYTES)
  if (raw === undefined) return send(response, 413, 'text/plain', 'too large')
  const args = readArgs(request.headers['content-type'] ?? '', raw)
  const trouble = workspace.troubles.take(name)
  if (isLost(trouble, response)) return
  const answer = troubledAnswer(trouble) ?? callMethod(workspace, name, request.headers.authorization, args)
  const { ok, error } = answer.body
  record({
    method: name,
    at: workspace.settings.now(),
    ok: ok === true,
    ...(typeof error === 'string' && { error }),
    body: readable(args ?? {}),
  })
  if (isLostAfter(trouble, response)) return
  const headers = { 'x-oauth-scopes': workspace.settings.scopes.join(','), ...answer.headers }
  send(response, answer.status, 'application/json; charset=utf-8', JSON.stringify(answer.body), headers)
}

/** Never heard of: nothing is done, and nothing is answered. */
function isLost(trouble: CallTrouble['answer'] | undefined, response: ServerResponse): boolean {
  if (trouble?.kind === 'drop') response.destroy()
  return trouble?.kind === 'drop' || trouble?.kind === 'hang'
}

/** Done, but the one who asked does not hear so. */
function isLostAfter(trouble: CallTrouble['answer'] | undefined, response: ServerResponse): boolean {
  if (trouble?.kind === 'drop-after') response.destroy()
  if (trouble?.kind === 'status-after') send(response, trouble.status, 'text/plain', 'http_error')
  return trouble?.kind === 'drop-after' || trouble?.kind === 'hang-after' || trouble?.kind === 'status-after'
}

function troubledAnswer(trouble: CallTrouble['answer'] | undefined): HttpAnswer | undefined {
  if (trouble?.kind === 'error') return { status: 200, body: { ok: false, error: trouble.error } }
  if (trouble?.kind === 'status') return { status: trouble.status, body: { ok: false, error: 'http_error' } }
  if (trouble?.kind === 'rate-limited')
    return {
      status: 429,
      headers: { 'retry-after': String(trouble.seconds) },
      body: { ok: false, error: 'ratelimited' },
    }
  return undefined
}

async function handleResponse(
  workspace: Workspace,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const raw = await readBody(request, MAX_API_BYTES)
  if (raw === undefined) return send(response, 413, 'text/plain', 'too large')
  const trouble = workspace.troubles.take('response_url')
  if (isLost(trouble, response)) return
  if (trouble?.kind === 'error') return send(response, 404, 'text/plain', trouble.error)
  const troubled = troubledAnswer(trouble)
  if (troubled) return send(response, troubled.status, 'text/plain', 'error', troubled.headers)
  const reply = respond(workspace, key, request.headers['content-type'] ?? '', raw.toString())
  if (!isLostAfter(trouble, response)) send(response, reply.status, 'text/html', reply.body)
}

/** Takes the bytes raw or as the one part of a form, as Slack does. */
async function handleUpload(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const upload = workspace.files.upload(id)
  const raw = await readBody(request, MAX_UPLOAD_BYTES)
  const trouble = workspace.troubles.take('upload')
  if (isLost(trouble, response)) return
  const troubled = troubledAnswer(trouble)
  if (troubled) return send(response, troubled.status, 'text/plain', 'error', troubled.headers)
  if (upload === undefined) return send(response, 404, 'text/plain', 'no such upload')
  if (raw === undefined) return send(response, 413, 'text/plain', 'too large')
  const bytes = await partOf(request.headers['content-type'] ?? '', raw)
  if (bytes?.length !== upload.length) return send(response, 400, 'text/plain', 'length mismatch')
  upload.bytes = bytes
  if (!isLostAfter(trouble, response)) send(response, 200, 'text/plain', `OK - ${bytes.length}`)
}

async function partOf(contentType: string, raw: Buffer): Promise<Uint8Array | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return raw
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': contentType },
  }).formData()
  const part = [...form.values()].find((one) => typeof one !== 'string')
  return part && new Uint8Array(await part.arrayBuffer())
}

/** `url_private`: for whoever has the bot's token. */
function handleFile(
  workspace: Workspace,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const file = workspace.files.get(id)
  if (file === undefined || request.headers.authorization !== `Bearer ${workspace.settings.botToken}`)
    return send(response, 404, 'text/plain', 'no such file')
  response.writeHead(200, { 'content-type': file.mimetype }).end(file.bytes)
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': type, ...headers }).end(body)
}
