import type { AnyBlock } from '@slack/types'

/**
 * What the page in the browser and the sandbox say to each other. Types only: the page is plain JavaScript
 * that is served as it stands and refers to these in its JSDoc.
 *
 * - `GET /` and `/static/*`: the page.
 * - `GET /sandbox/state?as=U…`: a {@link WorkspaceView} as that person may see it.
 * - `GET /sandbox/events?as=U…`: server-sent events, each a JSON {@link PageEvent}.
 * - `POST /sandbox/type|click|open-home|shortcut|submit|close|trouble|channel|clock|reset`: a JSON {@link TypeRequest} and so on;
 *   answered `{ok: true}` or `{ok: false, error: 'a sentence'}`.
 * - `POST /sandbox/suggest`: a {@link SuggestRequest}, answered with {@link Suggestions} or `{ok: false, error}`.
 * - `GET /sandbox/files/F…?as=U…`: a file's bytes, to those who may see it.
 */
export interface WorkspaceView {
  readonly me: PersonView
  readonly people: readonly PersonView[]
  /** User groups, for mentions of them. */
  readonly groups?: readonly GroupView[]
  readonly channels: readonly ChannelView[]
  /** Every message this person may see, oldest first, thread replies and ephemeral ones included. */
  readonly messages: readonly MessageView[]
  readonly home: HomeView | null
  /** This person's open modals, the one on top last (Slack stacks three at most). */
  readonly modals: readonly ModalView[]
  readonly shortcuts: readonly ShortcutView[]
  readonly calls: readonly CallView[]
  readonly trouble: TroubleView
  /** E-mails that CAKE has sent, oldest first. */
  readonly mails?: readonly MailView[]
  /** Absent: the bot does not follow the sandbox's clock, so it cannot be moved. */
  readonly clock?: ClockView
  /** What the slash command offers while typing: the command's words and what each shows. */
  readonly commands: readonly CommandView[]
}

export interface PersonView {
  readonly id: string
  readonly name: string
  /** What the person is in this workspace, in words: `Admin`, `Approver`, `Account manager`, `Viewer`, `Guest`, `App`. */
  readonly title: string
  readonly isBot: boolean
}

export interface GroupView {
  readonly id: string
  /** Without the `@`. */
  readonly handle: string
}

export interface ChannelView {
  readonly id: string
  /** Without the `#`; for the bot's direct messages the bot's name. */
  readonly name: string
  readonly kind: 'channel' | 'dm'
  readonly topic: string
  readonly members: readonly string[]
  /** Nobody can write in it any more. */
  readonly isArchived?: boolean
}

export interface MessageView {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string
  /** An answer in a thread that stands in the channel as well (Slack's `reply_broadcast`). */
  readonly broadcast?: true
  readonly user: string
  readonly text: string
  readonly blocks?: readonly AnyBlock[]
  readonly files?: readonly FileView[]
  /** What links in the message unfurled to (chat.unfurl), in the order of the links. */
  readonly unfurls?: readonly { readonly url: string; readonly blocks: readonly AnyBlock[] }[]
  /** True: only the person who sees it here has it. */
  readonly ephemeral: boolean
  /** True: changed after it was posted. */
  readonly edited: boolean
  /** False: `text` is shown as it stands (Slack's `mrkdwn: false`). */
  readonly mrkdwn: boolean
}

export interface FileView {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
  /** Bytes. */
  readonly size: number
  /** Where the page gets it. */
  readonly url: string
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string
  /** The first lines of a text file. */
  readonly preview?: string
}

export interface HomeView {
  readonly blocks: readonly AnyBlock[]
}

/** A modal as Slack shows it. */
export interface ModalView {
  readonly id: string
  readonly callback_id: string
  readonly title: string
  readonly submit?: string
  readonly close?: string
  readonly blocks: readonly AnyBlock[]
  /** Sentences under inputs, by block_id: the answer to a submission (`response_action: errors`). */
  readonly errors: Readonly<Record<string, string>>
  /** Grows with each views.update: what was typed is kept by block_id and action_id where the input is still there. */
  readonly version: number
  /** True while a submission is under way. */
  readonly busy: boolean
}

/** A shortcut of the app's manifest: `global` ones stand in the composer's menu, `message` ones in a message's. */
export interface ShortcutView {
  readonly name: string
  readonly type: 'global' | 'message'
  readonly callback_id: string
  readonly description: string
}

/** One call the sandbox's CAKE has had. The key is never in it. */
export interface CallView {
  readonly id: number
  readonly at: string
  readonly method: string
  readonly path: string
  /** 0: no answer was given (the connection was dropped). */
  readonly status: number
  readonly ms: number
}

/**
 * What goes wrong with changes alone; everything else is answered.
 *
 * - `drop-before-write`, `drop-after-write`: the connection is cut before, or after, the change is made
 * - `error-before-write`, `error-after-write`: HTTP 500 without the change made, or after it
 * - `slow-write`: the change is made at once and answered after `delayMs`
 * - `late-write`: the change is made only after `delayMs`, also when nobody waits for the answer any more
 */
export type WriteTrouble =
  | 'drop-before-write'
  | 'drop-after-write'
  | 'error-before-write'
  | 'error-after-write'
  | 'slow-write'
  | 'late-write'

/** What ails the sandbox's CAKE. All off: `{mode: 'none', delayMs: 0}`. */
export interface TroubleView {
  readonly mode:
    'none' | 'down' | 'rate-limited' | 'error-500' | 'html' | 'broken-json' | 'refused' | WriteTrouble
  /** Added before each answer, in milliseconds; with `slow-write` and `late-write` before those to changes alone. */
  readonly delayMs: number
  /** After it has struck so often, all is well again. Absent: it stays. */
  readonly times?: number
}

/** An e-mail that CAKE has sent to an affiliate. */
export interface MailView {
  /** ISO. */
  readonly at: string
  readonly affiliate_id: number
  readonly affiliate_name: string
  /** What it says, in a few words. */
  readonly about: string
}

/** What the clock of both worlds can be moved to. */
export type ClockMove = 'hour' | 'morning' | 'days' | 'change'

/** The clock of the sandbox, where the bot follows it. */
export interface ClockView {
  /** How far it is ahead of the real one, in milliseconds. */
  readonly aheadMs: number
  /** The network's IANA zone. */
  readonly zone: string
  /** What it can be moved to from now, in the order of the buttons. */
  readonly moves: readonly { readonly move: ClockMove; readonly label: string }[]
}

export interface CommandView {
  /** What to type after `/cake `, e.g. `offer 12345`. */
  readonly example: string
  readonly summary: string
}

export type PageEvent =
  | { readonly type: 'message'; readonly message: MessageView }
  | { readonly type: 'message-deleted'; readonly channel: string; readonly ts: string }
  | { readonly type: 'home'; readonly home: HomeView }
  | { readonly type: 'modals'; readonly modals: readonly ModalView[] }
  | { readonly type: 'call'; readonly call: CallView }
  | { readonly type: 'trouble'; readonly trouble: TroubleView }
  | { readonly type: 'mail'; readonly mail: MailView }
  | { readonly type: 'clock'; readonly clock: ClockView }
  /** People or channels are others than before: the state is to be loaded anew. */
  | { readonly type: 'refresh' }
  | { readonly type: 'reset' }

export interface TypeRequest {
  readonly as: string
  readonly channel: string
  readonly text: string
  readonly thread_ts?: string
}

/** The person opens the app: its Home tab (without `tab`), or its direct messages. */
export interface OpenHomeRequest {
  readonly as: string
  readonly tab?: 'home' | 'messages'
}

/** Something was used in a message (or in what a link in it unfurled to), on Home (`ts: ''`), or in a modal (`view`; channel and ts are then empty). */
export interface ClickRequest {
  readonly as: string
  readonly channel: string
  readonly ts: string
  readonly view?: string
  /** What the inputs around it hold, by block_id and action_id, as in Slack's `state.values`. */
  readonly values?: StateValues
  /** As Slack sends it in `block_actions`: type, action_id, block_id and value, selected_option, selected_date … */
  readonly action: Readonly<Record<string, unknown>> & {
    readonly type: string
    readonly action_id: string
    readonly block_id: string
  }
}

/** As in Slack's `view.state.values`: `{block_id: {action_id: {type, value | selected_option | selected_date …}}}`. */
export type StateValues = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, unknown>> & { readonly type: string }>>>
>

export interface SubmitRequest {
  readonly as: string
  readonly view: string
  readonly values: StateValues
}

/** The person closes a modal; `all` closes the whole stack (the cross of Slack's second and third modal). */
export interface CloseRequest {
  readonly as: string
  readonly view: string
  readonly all?: boolean
}

export interface ShortcutRequest {
  readonly as: string
  readonly callback_id: string
  /** The message, for a message shortcut. */
  readonly channel?: string
  readonly ts?: string
}

/** What was typed into an external_select, in a message, on Home or in a modal. */
export interface SuggestRequest {
  readonly as: string
  readonly channel: string
  readonly ts: string
  readonly view?: string
  readonly block_id: string
  readonly action_id: string
  readonly value: string
  readonly values?: StateValues
}

/** Something is done to a channel, by whoever may. */
export interface ChannelRequest {
  readonly channel: string
  readonly name?: string
  readonly isArchived?: boolean
  /** False: the app is taken out of it. */
  readonly hasBot?: boolean
}

export interface ClockRequest {
  readonly move: ClockMove
}

export interface SuggestedOption {
  readonly text: { readonly type: string; readonly text: string }
  readonly value: string
  readonly description?: { readonly type: string; readonly text: string }
}

export type Suggestions = { readonly ok: true } & (
  | { readonly options: readonly SuggestedOption[] }
  | {
      readonly option_groups: readonly {
        readonly label: { readonly type: string; readonly text: string }
        readonly options: readonly SuggestedOption[]
      }[]
    }
)
