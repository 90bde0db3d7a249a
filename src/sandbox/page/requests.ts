import { z } from 'zod'

/** What the page may send: see protocol.ts. */
export const typeRequest = z.object({
  as: z.string(),
  channel: z.string(),
  text: z.string().max(40_000),
  thread_ts: z.string().optional(),
})

/** As in Slack's `state.values`. */
const stateValues = z.record(z.string(), z.record(z.string(), z.looseObject({ type: z.string() })))

export const clickRequest = z.object({
  as: z.string(),
  channel: z.string(),
  ts: z.string(),
  view: z.string().optional(),
  values: stateValues.optional(),
  action: z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string() }),
})

export const suggestRequest = z.object({
  as: z.string(),
  channel: z.string(),
  ts: z.string(),
  view: z.string().optional(),
  block_id: z.string(),
  action_id: z.string(),
  value: z.string().max(3000),
  values: stateValues.optional(),
})

export const submitRequest = z.object({ as: z.string(), view: z.string(), values: stateValues })

export const closeRequest = z.object({ as: z.string(), view: z.string(), all: z.boolean().optional() })

export const shortcutRequest = z.object({
  as: z.string(),
  callback_id: z.string(),
  channel: z.string().optional(),
  ts: z.string().optional(),
})

export const openHomeRequest = z.object({ as: z.string(), tab: z.enum(['home', 'messages']).optional() })

export const troubleRequest = z.object({
  mode: z.enum([
    'none',
    'down',
    'rate-limited',
    'error-500',
    'html',
    'broken-json',
    'refused',
    'drop-before-write',
    'drop-after-write',
    'error-before-write',
    'error-after-write',
    'slow-write',
    'late-write',
  ]),
  delayMs: z.number().int().min(0).max(120_000),
  times: z.number().int().min(1).max(1000).optional(),
})

export const channelRequest = z.object({
  channel: z.string(),
  // Slack's rule for names.
  name: z
    .string()
    .regex(/^[\p{L}\p{N}_-]{1,80}$/u)
    .optional(),
  isArchived: z.boolean().optional(),
  hasBot: z.boolean().optional(),
})

export const clockRequest = z.object({ move: z.enum(['hour', 'morning', 'days', 'change']) })

export const resetRequest = z.object({})
