import { isRecord } from '../block-kit/schema.ts'
import type { Workspace } from '../core.ts'
import type { StoredFile } from '../files.ts'
import { BOT_USER_ID } from '../ids.ts'
import {
  ApiError,
  json,
  knownChannel,
  required,
  text,
  type Answer,
  type Args,
  type Method,
} from './method.ts'

const MAX_FILE_BYTES = 20 * 1024 * 1024

/** https://docs.slack.dev/reference/methods#files */
export const files: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { token: 'bot', scope: 'files:write', run: getUploadUrl },
  'files.completeUploadExternal': { token: 'bot', scope: 'files:write', run: complete },
}

function getUploadUrl(workspace: Workspace, args: Args): Answer {
  const length = Number(required(args, 'length'))
  if (!Number.isInteger(length) || length <= 0) throw new ApiError('invalid_arguments')
  if (length > MAX_FILE_BYTES) throw new ApiError('file_upload_size_restricted')
  const id = workspace.newId('F')
  workspace.files.begin({
    id,
    name: required(args, 'filename'),
    length,
    // As Slack has it in writing, and as its own SDK sends it.
    altText: text(args, 'alt_txt') || text(args, 'alt_text') || undefined,
    bytes: undefined,
  })
  return { upload_url: `${workspace.origin()}/upload/${id}`, file_id: id }
}

function complete(workspace: Workspace, args: Args): Answer {
  const wanted = json(args, 'files', 'invalid_arguments')
  if (!Array.isArray(wanted) || wanted.length === 0) throw new ApiError('invalid_arguments')
  const channel = targetOf(workspace, args)
  const stored = wanted.map((one: unknown) => {
    const file =
      isRecord(one) && typeof one.id === 'string' ? finish(workspace, one.id, one.title) : undefined
    if (file === undefined) throw new ApiError('file_not_found')
    return file
  })
  if (channel !== undefined)
    workspace.messages.post({
      channel,
      user: BOT_USER_ID,
      text: text(args, 'initial_comment'),
      fileIds: stored.map((file) => file.id),
      thread_ts: text(args, 'thread_ts') || undefined,
    })
  return { files: stored.map((file) => fileObject(workspace, file)) }
}

/** Where the files go. Checked before anything is used up. */
function targetOf(workspace: Workspace, args: Args): string | undefined {
  const id = text(args, 'channel_id')
  if (id === '') return undefined
  const channel = knownChannel(workspace, id)
  if (channel.isArchived) throw new ApiError('is_archived')
  if (!channel.members.has(BOT_USER_ID)) throw new ApiError('not_in_channel')
  return channel.id
}

function finish(workspace: Workspace, id: string, title: unknown): StoredFile | undefined {
  return workspace.files.complete(id, typeof title === 'string' ? title : undefined)
}

/** https://docs.slack.dev/reference/objects/file-object */
export function fileObject(workspace: Workspace, file: StoredFile): Answer {
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.bytes.length,
    user: BOT_USER_ID,
    mode: 'hosted',
    url_private: `${workspace.origin()}/files/${file.id}`,
  }
}
