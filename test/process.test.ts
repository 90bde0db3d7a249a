import { expect, test } from 'vitest'
import { closeAll } from '../src/process.ts'

/** Closes a bot whose last answer comes when `answered` is fulfilled, and tells in which order. */
function closing(answered: (cut: Promise<void>) => Promise<void>, cakeUntil: number) {
  const done: string[] = []
  const cut = Promise.withResolvers<void>()
  const closed = closeAll(
    {
      app: {
        async stop() {
          await answered(cut.promise)
          done.push('answered')
        },
      },
      cake: {
        async close() {
          done.push('cake')
          cut.resolve()
        },
      },
      sandbox: { close: async () => void done.push('sandbox') },
    },
    cakeUntil,
  )
  return { done, closed }
}

test('what is in hand is answered before CAKE is closed', async () => {
  const { done, closed } = closing(() => Promise.resolve(), 60_000)
  await closed
  expect(done).toEqual(['answered', 'cake', 'sandbox'])
})

test('what waits for CAKE too long is cut off while it can still be told', async () => {
  const { done, closed } = closing((cut) => cut, 1)
  await closed
  expect(done).toEqual(['cake', 'answered', 'cake', 'sandbox'])
})
