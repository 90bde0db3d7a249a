import { z } from 'zod'
import { runButton, turnButton } from '../../src/blocks/buttons.ts'
import { title, words } from '../../src/blocks/pieces.ts'
import { sortable } from '../../src/blocks/table.ts'
import { defineQuery, type Registry } from '../../src/core/command.ts'

/** What the commands below do while a test holds them. */
export interface Holding {
  /** Commands that wait, wait for this. */
  gate: Promise<void>
  /** How often a command was run. */
  runs: number
}

const nothing = z.object({})

/** A few commands that touch no network: what Slack's side does is the same for every feature. */
export function things(holding: Holding): Registry {
  const load = async () => {
    holding.runs += 1
    return holding.runs
  }
  const show = defineQuery({
    summary: 'Show a thing',
    role: 'viewer',
    example: 'thing 7',
    args: ['thing'],
    input: z.object({ thing: z.string() }),
    load: async (_, { thing }) => {
      await load()
      return thing
    },
    view: (thing) => ({
      summary: `Thing ${thing}`,
      pieces: [title(`Thing ${thing}`)],
      buttons: [
        runButton('Again', `thing ${thing}`),
        runButton('Broken', 'thing broken'),
        turnButton('Next', 'thing list page:2'),
      ],
    }),
  })
  const list = defineQuery({
    summary: 'List things',
    role: 'viewer',
    example: 'things',
    args: [],
    input: z.object({ page: z.string().default('1') }),
    load: async (_, { page }) => {
      await holding.gate
      await load()
      return page
    },
    figures: {
      load: async () => 'counted',
      view: () => ({ summary: 'counted', pieces: [words('counted')], buttons: [] }),
    },
    view: (page, later) => ({
      summary: `Page ${page}`,
      pieces: [words(`Page ${page}, ${later.state}`)],
      buttons: [
        turnButton('Next', `thing list page:${Number(page) + 1}`),
        turnButton('Broken', 'thing broken'),
      ],
    }),
  })
  const rows = defineQuery({
    summary: 'A table of things',
    role: 'viewer',
    example: 'thing rows',
    args: [],
    input: nothing,
    load,
    view: () => ({
      summary: 'Three things',
      pieces: [
        title('Things'),
        sortable({ caption: 'Things', columns: [{ name: 'Name' }], rows: [['<one>'], ['two']] }),
      ],
      buttons: [],
    }),
    csv: async () => ({ name: 'things <all>', columns: ['name'], rows: [['=one'], ['two']] }),
  })
  const slow = defineQuery({
    summary: 'Waits',
    role: 'viewer',
    example: 'thing slow',
    args: [],
    input: nothing,
    load: async () => {
      await holding.gate
      return load()
    },
    view: () => ({ summary: 'Done waiting', pieces: [words('Done waiting')], buttons: [] }),
  })
  const broken = defineQuery({
    summary: 'Breaks',
    role: 'viewer',
    example: 'thing broken',
    args: [],
    input: nothing,
    load: () => Promise.reject(new Error('a bug with xoxb-sandbox-bot-token in it')),
    view: () => ({ summary: '', pieces: [], buttons: [] }),
  })
  const help = defineQuery({
    summary: 'Help',
    role: 'viewer',
    example: 'help',
    args: ['…words?'],
    input: z.object({ words: z.string().optional() }),
    private: true,
    load,
    view: () => ({ summary: 'Help', pieces: [words('What the bot does')], buttons: [] }),
  })
  const search = defineQuery({
    summary: 'Searches',
    role: 'viewer',
    example: 'search words',
    args: ['…words'],
    input: z.object({ words: z.string() }),
    load: async (_, { words: typed }) => typed,
    view: (typed) => ({ summary: typed, pieces: [words(`Searched for ${typed}`)], buttons: [] }),
  })
  return [
    { noun: 'thing', plural: 'things', summary: 'Things', commands: { show, list, rows, slow, broken } },
    { noun: 'help', summary: 'Help', guide: true, commands: { show: help } },
    { noun: 'search', summary: 'Search', anything: true, commands: { show: search } },
  ]
}
