import { isRecord } from '../block-kit/schema.ts'
import { ApiError, json, type Args } from './method.ts'

/** Slack documents `metadata_too_large` and no number; this one is the sandbox's. */
const MAX_METADATA_BYTES = 16 * 1024

/**
 * The `metadata` of a message: `{event_type, event_payload}`, or `{entities}` for Work Objects
 * (https://docs.slack.dev/messaging/message-metadata). Undefined: none was given; null: `{}` was, which takes away
 * what a message has. Throws an {@link ApiError}: `invalid_metadata_format`, `metadata_too_large`.
 */
export function messageMetadata(args: Args): Readonly<Record<string, unknown>> | null | undefined {
  const metadata = json(args, 'metadata', 'invalid_metadata_format')
  if (metadata === undefined) return undefined
  if (!isRecord(metadata)) throw new ApiError('invalid_metadata_format')
  if (Object.keys(metadata).length === 0) return null
  const { event_type: type, event_payload: payload, entities } = metadata
  const isEvent = typeof type === 'string' && type !== '' && isRecord(payload)
  const saysNoEvent = type === undefined && payload === undefined && Array.isArray(entities)
  if (!isEvent && !saysNoEvent) throw new ApiError('invalid_metadata_format')
  if (Buffer.byteLength(JSON.stringify(metadata)) > MAX_METADATA_BYTES)
    throw new ApiError('metadata_too_large')
  return metadata
}
