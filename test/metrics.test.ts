import { expect, test } from 'vitest'
import { createMetrics } from '../src/metrics.ts'

test('commands, deliveries and calls of CAKE are counted, and the process is described', async () => {
  const metrics = createMetrics()
  metrics.command('offer show', 'answered', 1200)
  metrics.delivery('command', 'duplicate')
  metrics.cakeCall({ endpoint: 'offers.json', write: false, outcome: 'timeout', ms: 10_000, attempts: 3 })
  const { contentType, body } = await metrics.text()
  expect(contentType).toMatch(/^text\/plain/)
  const lines = body.split('\n')
  expect(lines).toContain('cake_bot_command_seconds_sum{command="offer show",outcome="answered"} 1.2')
  expect(lines).toContain('cake_bot_slack_deliveries_total{kind="command",outcome="duplicate"} 1')
  expect(lines).toContain('cake_bot_cake_call_seconds_sum{endpoint="offers.json",outcome="timeout"} 10')
  expect(body).toContain('process_resident_memory_bytes')
})

test('two of them do not share their counts', async () => {
  const [one, other] = [createMetrics(), createMetrics()]
  one.delivery('command', 'taken')
  expect((await other.text()).body).not.toContain('kind="command"')
})
