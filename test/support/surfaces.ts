import type { AnyBlock } from '@slack/types'
import type { ModalView, SuggestedOption } from '../../src/sandbox/page/protocol.ts'
import { channels, people } from '../../src/sandbox/slack/ids.ts'
import type { SeenMessage } from '../../src/sandbox/slack/messages.ts'
import type { SandboxSlack } from '../../src/sandbox/slack/workspace.ts'
import type { TestBot } from './bot.ts'
import { buttons, read } from './read.ts'

/** What people do outside of messages: shortcuts, modals, Home and selects that fill as they type. */

/** Where a select or a button is: the person's modal on top, their Home tab, or a message. */
export type Surface = 'modal' | 'home' | SeenMessage

/** Any bot with its workspace. */
export type Bot = Pick<TestBot, 'slack' | 'app'>

/** Resolves when the bot has nothing left to do. @throws what Slack would show of a failure */
export async function settled(
  { slack, app }: Bot,
  done: Promise<{ ok: boolean; error?: string }>,
): Promise<void> {
  const { ok, error } = await done
  if (!ok) throw new Error(error)
  await slack.settle()
  await app.idle()
}

interface Spoken {
  readonly as?: string
  readonly in?: string
  readonly thread_ts?: string
}

/** Somebody says this in a channel; gives the message, with what its links have unfurled to. */
export async function says(
  bot: Bot,
  text: string,
  { as = people.viewer, in: channel = channels.cakeOps, ...more }: Spoken = {},
): Promise<SeenMessage> {
  await settled(bot, bot.slack.type({ as, channel, text, ...more }))
  return lastIn(bot, channel, as)
}

/** The newest message of a channel, or of one person in it. */
export function lastIn({ slack }: Pick<Bot, 'slack'>, channel: string, by?: string): SeenMessage {
  const message = slack.messages(channel).findLast(({ user }) => by === undefined || user === by)
  if (!message) throw new Error('nobody has said anything')
  return message
}

/** Picks 'Search CAKE', or on a message 'Look up in CAKE'; gives the modal that is open then. */
export async function shortcut(
  bot: Bot,
  message?: SeenMessage,
  as: string = people.manager,
): Promise<ModalView | undefined> {
  const on = message ? { channel: message.channel, ts: message.ts } : {}
  const callback_id = message ? 'look_up_in_cake' : 'search_cake'
  await settled(bot, bot.slack.shortcut({ as, callback_id, ...on }))
  return modal(bot, as)
}

/** The modal that this person sees. */
export function modal({ slack }: Pick<Bot, 'slack'>, as: string = people.manager): ModalView | undefined {
  return slack.modals(as).at(-1)
}

/** Opens the Home tab; gives what is read on it. */
export async function opensHome(bot: Bot, as: string = people.manager): Promise<string> {
  await settled(bot, bot.slack.openHome(as))
  return home(bot, as)
}

/** What this person reads on their Home tab. */
export function home({ slack }: Pick<Bot, 'slack'>, as: string = people.manager): string {
  return read({ text: '', blocks: slack.home(as) ?? [] })
}

/** What is read in a modal, search box and all. */
export function readModal(view: ModalView | undefined): string {
  return view ? read({ text: '', blocks: view.blocks }) : ''
}

/** What a select offers for these letters, under its groups' labels ('' where there are none). */
export async function suggestions(
  { slack }: Pick<Bot, 'slack'>,
  words: string,
  surface: Surface,
  as: string = people.manager,
): Promise<Record<string, string[]>> {
  const found = await slack.suggest({
    as,
    ...spotOf(slack, surface, as),
    ...selectOn(slack, surface, as),
    value: words,
  })
  if (!found.ok) throw new Error(found.error)
  const texts = (options: readonly SuggestedOption[]) => options.map(({ text }) => text.text)
  if (!('option_groups' in found)) return found.options.length === 0 ? {} : { '': texts(found.options) }
  return Object.fromEntries(found.option_groups.map(({ label, options }) => [label.text, texts(options)]))
}

/** Types these letters and chooses the first thing that is offered. */
export async function picks(
  bot: Bot,
  words: string,
  surface: Surface,
  as: string = people.manager,
): Promise<void> {
  const { slack } = bot
  const select = selectOn(slack, surface, as)
  const found = await slack.suggest({ as, ...spotOf(slack, surface, as), ...select, value: words })
  if (!found.ok) throw new Error(found.error)
  const [option] =
    'option_groups' in found ? found.option_groups.flatMap(({ options }) => options) : found.options
  if (!option) throw new Error(`nothing is offered for '${words}'`)
  const action = { type: 'external_select', ...select, selected_option: option }
  await settled(bot, slack.click({ as, ...spotOf(slack, surface, as), action }))
}

/** Clicks a button by its label, the first one of that name. */
export async function clicksOn(
  bot: Bot,
  label: string,
  surface: Surface,
  as: string = people.manager,
): Promise<void> {
  const blocks = blocksOf(bot.slack, surface, as)
  const found = buttons(blocks).find(({ button }) => button.text.text === label)
  if (!found) throw new Error(`there is no button '${label}' on:\n${read({ text: '', blocks })}`)
  const action = { ...found.button, action_id: found.button.action_id ?? '', block_id: found.block_id }
  await settled(bot, bot.slack.click({ as, ...spotOf(bot.slack, surface, as), action }))
}

function spotOf(slack: SandboxSlack, surface: Surface, as: string) {
  if (surface === 'home') return { channel: '', ts: '' }
  if (surface === 'modal') return { channel: '', ts: '', view: modal({ slack }, as)?.id ?? '' }
  return { channel: surface.channel, ts: surface.ts }
}

function blocksOf(slack: SandboxSlack, surface: Surface, as: string): readonly AnyBlock[] {
  if (surface === 'home') return slack.home(as) ?? []
  if (surface === 'modal') return modal({ slack }, as)?.blocks ?? []
  return [...(surface.blocks ?? []), ...(surface.unfurls ?? []).flatMap(({ blocks }) => blocks)]
}

function selectOn(
  slack: SandboxSlack,
  surface: Surface,
  as: string,
): { block_id: string; action_id: string } {
  for (const block of blocksOf(slack, surface, as)) {
    const elements: readonly unknown[] =
      'elements' in block ? block.elements : 'element' in block ? [block.element] : []
    for (const element of elements) {
      if (isSelect(element)) return { block_id: block.block_id ?? '', action_id: element.action_id }
    }
  }
  throw new Error('there is no select')
}

function isSelect(element: unknown): element is { action_id: string } {
  return (
    typeof element === 'object' && element !== null && 'type' in element && element.type === 'external_select'
  )
}
