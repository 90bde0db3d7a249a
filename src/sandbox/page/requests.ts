import { z } from 'zod'

/** What the page may send: see protocol.ts. */
export const typeRequest = z.object({
  as: z.string(),
  channel: z.string(),
  text: z.string().max(40_000),
  thread_ts: z.string().optional(),
})

export const clickRequest = z.object({
  as: z.string(),
  channel: z.string(),
  ts: z.string(),
  action: z.looseObject({ type: z.string(), action_id: z.string(), block_id: z.string() }),
})

export const openHomeRequest = z.object({ as: z.string() })

export const troubleRequest = z.object({
  mode: z.enum([
    'none',
    'down',
    'rate-limited',
    'error-500',
    'html',
    'broken-json',
    'refused',
    'drop-after-write',
  ]),
  delayMs: z.number().int().min(0).max(120_000),
})

export const resetRequest = z.object({})
