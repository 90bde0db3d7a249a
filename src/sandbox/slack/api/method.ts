import type { AnyBlock } from '@slack/types'
import { findProblems, isTooLong } from '../block-kit/check.ts'
import type { Surface } from '../block-kit/schema.ts'
import type { Workspace } from '../core.ts'
import type { Channel } from '../directory.ts'
import { BOT_USER_ID } from '../ids.ts'
import { refusedBlocks } from '../refuse.ts'

export type Args = Readonly<Record<string, unknown>>
export type Answer = Readonly<Record<string, unknown>>

/** One method of the Web API. `run` gives the answer's fields besides `ok`, or throws an {@link ApiError}. */
export interface Method {
  readonly token: 'bot' | 'app'
  /** The scope without which Slack answers `missing_scope`. */
  readonly scope?: string
  readonly run: (workspace: Workspace, args: Args) => Answer
}

/** `{ok: false, error}` with HTTP 200, which is how the Web API says no. */
export class ApiError extends Error {
  readonly code: string
  readonly more: Answer

  constructor(code: string, more: Answer = {}) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.more = more
  }
}

/** HTTP 429 with Retry-After. */
export class RateLimited extends Error {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('ratelimited')
    this.name = 'RateLimited'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** A text argument; '' when it is absent. */
export function text(args: Args, name: string): string {
  const value = args[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

/** An argument that must be there. */
export function required(args: Args, name: string): string {
  const value = text(args, name)
  if (value === '')
    throw new ApiError('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
    })
  return value
}

/** Form bodies say booleans in words. */
export function flag(args: Args, name: string): boolean | undefined {
  const value = args[name]
  if (value === undefined || value === '') return undefined
  return value === true || value === 'true' || value === '1' || value === 1
}

/** An argument that is JSON: in a form as text, in a JSON body as it is. Throws with `error` when it cannot be read. */
export function json(args: Args, name: string, error: string): unknown {
  const value = args[name]
  if (typeof value !== 'string') return value
  if (value === '') return undefined
  try {
    return JSON.parse(value)
  } catch (cause) {
    throw new ApiError(error, { cause: String(cause) })
  }
}

/** The blocks of a message, checked. */
export function messageBlocks(workspace: Workspace, args: Args): readonly AnyBlock[] | undefined {
  const blocks = json(args, 'blocks', 'invalid_blocks_format')
  if (blocks === undefined) return undefined
  const checked = checkedBlocks(workspace, blocks, 'message')
  if (isTooLong(checked)) throw new ApiError('msg_blocks_too_long')
  return checked
}

/** Blocks that Slack takes, or an `invalid_blocks` that says why not. */
export function checkedBlocks(workspace: Workspace, blocks: unknown, surface: Surface): readonly AnyBlock[] {
  if (!Array.isArray(blocks)) throw new ApiError('invalid_blocks_format')
  const problems = [...findProblems(blocks, surface), ...refusedBlocks(blocks, workspace.troubles)]
  if (problems.length > 0)
    throw new ApiError('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    })
  return blocks as readonly AnyBlock[]
}

/** Each kind of conversation has its own scope to look it up, and its own to read what was said there. */
export function needScope({ settings }: Workspace, channel: Channel, what: 'read' | 'history'): void {
  const { scopes } = settings
  const needed = `${channel.isDm ? 'im' : channel.isPrivate ? 'groups' : 'channels'}:${what}`
  if (!scopes.includes(needed)) throw new ApiError('missing_scope', { needed, provided: scopes.join(',') })
}

/** A channel the bot can know of: public ones, and private ones and direct messages that it is in. */
export function knownChannel({ directory }: Workspace, id: string): Channel {
  const byName = id.startsWith('#') ? directory.channels().find((one) => `#${one.name}` === id) : undefined
  const channel = byName ?? directory.channel(id)
  const hidden = channel && (channel.isPrivate || channel.isDm) && !channel.members.has(BOT_USER_ID)
  if (channel === undefined || hidden) throw new ApiError('channel_not_found')
  return channel
}
