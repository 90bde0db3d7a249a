import { z } from 'zod'
import { runButton } from '../../blocks/buttons.ts'
import { lines, small, title, type Inline } from '../../blocks/pieces.ts'
import type { Piece } from '../../blocks/message.ts'
import { defineQuery, type Card, type Feature, type Registry } from '../../core/command.ts'
import { capital } from '../../core/entries.ts'
import { UserError } from '../../core/errors.ts'
import { freeText } from '../../core/inputs.ts'
import type { Person } from '../../core/person.ts'
import { byNoun, nearestNoun } from '../../core/suggest.ts'
import { usages, type Usage } from '../../core/usage.ts'

interface Guide {
  readonly registry: Registry
  readonly person: Person
  /** The feature and, of it, the one command that was asked about; everything when absent. */
  readonly feature?: Feature
  readonly verb?: string
}

export const show = defineQuery({
  summary: 'Show what the bot can do',
  role: 'viewer',
  example: 'help offer',
  args: ['…about?'],
  input: z.object({ about: freeText().optional() }),
  private: true,
  load: async ({ registry, person }, { about }): Promise<Guide> => {
    const [noun = '', verb] = (about ?? '').toLowerCase().split(/\s+/)
    if (noun === '') return { registry, person }
    const feature = byNoun(registry, noun)
    if (!feature) throw noSuchNoun(registry, noun)
    const known = verb !== undefined && Object.hasOwn(feature.commands, verb)
    return { registry, person, feature, ...(known ? { verb } : {}) }
  },
  view: (guide) => (guide.feature ? featureHelp(guide, guide.feature) : overview(guide)),
})

function noSuchNoun(registry: Registry, noun: string): UserError {
  const near = nearestNoun(registry, noun)
  const meant = near ? ` Did you mean \`help ${near}\`?` : ''
  return new UserError(`There is no command \`${noun.slice(0, 60)}\`.${meant}`, [
    near ? `help ${near}` : 'help',
  ])
}

function overview({ registry, person }: Guide): Card {
  const shown = registry
    .map((feature) => ({ feature, commands: usages(feature, person) }))
    .filter(({ feature, commands }) => commands.length > 0 && !feature.guide)
  return {
    summary: 'What the bot can do',
    pieces: [
      title('CAKE in Slack'),
      lines(
        shown.map(({ feature, commands: [first] }): Inline[] => [
          { text: `/cake ${first?.example ?? feature.noun}`, code: true },
          `  ${feature.summary}`,
        ]),
      ),
      small(
        'Where an id goes, a name does too. Words alone search everything, and a pasted tracking link opens its campaign.',
      ),
    ],
    buttons: shown.map(({ feature }) => runButton(capital(feature.noun), `help ${feature.noun}`)),
  }
}

function featureHelp({ person, verb }: Guide, feature: Feature): Card {
  const commands = usages(feature, person).filter(
    ({ path }) => verb === undefined || path.endsWith(` ${verb}`),
  )
  return {
    summary: `Help on ${feature.noun}`,
    pieces: [title(capital(feature.noun)), small(feature.summary), ...commands.map(commandHelp)],
    buttons: [
      ...commands.slice(0, 4).map((command) => runButton(`/cake ${command.example}`, command.example)),
      runButton('All commands', 'help'),
    ],
  }
}

function commandHelp({ usage, summary, example }: Usage): Piece {
  return lines([
    [{ text: summary, bold: true }],
    [{ text: `/cake ${usage}`, code: true }],
    ['For example ', { text: `/cake ${example}`, code: true }],
  ])
}
