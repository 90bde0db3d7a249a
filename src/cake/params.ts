import { z } from 'zod'
import { isDay } from './time.ts'

/** The kinds of parameter CAKE takes. They are checked before a request goes out. */

export const Id = z.int().positive()
export const Name = z.string().min(1)
/** Money in the offer's currency. */
export const Money = z.number().nonnegative()
/** A day, `YYYY-MM-DD`. */
export const Day = z.string().refine(isDay, 'must be a day like 2026-01-31')
/** A day or a moment in the network's own zone, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`. */
export const Moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/, 'must be like 2026-09-30 23:59:59')

export const StartAtRow = z.int().nonnegative().optional()
/** @param max the largest number of rows the endpoint documents */
export const RowLimit = (max: number) => z.int().positive().max(max).optional()
