import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { withGenerated } from '../../scripts/docs.ts'

it('README.md has the commands as they are (npm run docs writes them)', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')
  expect(withGenerated(readme)).toBe(readme)
})
