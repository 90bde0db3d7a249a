import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolve } from '../../src/core/resolve.ts'
import { features } from '../../src/features/index.ts'

const commands = features.flatMap((feature) =>
  Object.entries(feature.commands).map(([verb, command]) => ({
    noun: feature.noun,
    verb,
    command,
    path: `${feature.noun} ${verb}`,
  })),
)

describe('every command', () => {
  it('is there', () => {
    expect(commands.length).toBeGreaterThanOrEqual(16)
  })

  it.each(commands)('$path has a summary of one short line', ({ command }) => {
    expect(command.summary).toMatch(/^[A-Z][^\n.]{8,90}$/)
  })

  it.each(commands)('$path has an example that means itself and is accepted', ({ noun, verb, command }) => {
    const found = resolve(features, command.example)
    expect(found).toMatchObject({ noun, verb })
    expect(command.input.safeParse(found.given).error).toBeUndefined()
  })

  it.each(commands)(
    '$path has filters that its input takes, with examples that are accepted',
    ({ noun, verb, command }) => {
      for (const [key, value] of Object.entries(command.filters ?? {})) {
        const { given } = resolve(features, `${command.example} ${key}:${value}`)
        const result = command.input.safeParse(given)
        expect(result.error, `${noun} ${verb} ${key}:${value}`).toBeUndefined()
      }
    },
  )

  it.each(commands)('$path has a role and a test', ({ noun, verb, command }) => {
    expect(['viewer', 'requester', 'approver', 'admin']).toContain(command.role)
    expect(
      existsSync(join(import.meta.dirname, `../features/${noun}/${verb}.test.ts`)),
      `test of ${noun} ${verb}`,
    ).toBe(true)
  })
})

describe('nouns', () => {
  it('are spelt in one way only', () => {
    const spellings = features.flatMap(({ noun, plural, aliases }) => [
      noun,
      ...(plural ? [plural] : []),
      ...(aliases ?? []),
    ])
    expect(new Set(spellings).size).toBe(spellings.length)
  })

  it('have exactly one guide', () => {
    expect(features.filter((feature) => feature.guide)).toHaveLength(1)
  })
})
