import { join } from 'node:path'

/**
 * Environment of a process that a test starts: what one of them has compiled and stripped of its types, the next ones
 * only load. A process stores it when it ends in order, so one that is to be killed has it from those before.
 */
export const COMPILED = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/started-by-tests'),
}
