import { afterAll, beforeAll, beforeEach } from 'vitest'
import { startBot, type BotSettings, type TestBot } from './bot.ts'

/** One bot for a test file; CAKE and Slack are as new before each test. */
export function useBot(settings?: BotSettings): TestBot {
  let started: TestBot | undefined
  beforeAll(async () => {
    started = await startBot(settings)
  })
  beforeEach(() => started?.reset())
  afterAll(() => started?.stop())
  return new Proxy({} as TestBot, {
    get: (_, name: keyof TestBot) => {
      if (!started) throw new Error('the bot is used before it started')
      return started[name]
    },
  })
}
