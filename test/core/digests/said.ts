import { expect } from 'vitest'
import type { Message } from '../../../src/blocks/message.ts'
import type { Asked } from '../../../src/core/digests/compose.ts'
import { checkBlocks } from '../../../src/sandbox/slack/block-kit/check.ts'
import { composed, type World } from './world.ts'

/** The message of a digest, which Slack takes in each of its forms. */
export async function said(world: World, given?: Asked): Promise<Message> {
  const { digest } = await composed(world, given)
  const { message } = digest
  expect(checkBlocks(message.blocks, 'message')).toEqual([])
  expect(checkBlocks(message.older, 'message')).toEqual([])
  expect(message.plain.length).toBeLessThanOrEqual(4000)
  expect(message.text).not.toBe('')
  return message
}
