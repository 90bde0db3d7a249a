import { UserError } from '../core/errors.ts'
import { failure, tokenRefusal } from './failure.ts'

/** What was to be done, as the sentences say it. */
export interface Undone {
  /** 'nothing was shared'. */
  readonly nothing: string
  /** 'it may or may not be in the channel; look before you share it again'. */
  readonly unclear: string
  /** The bot's name in this workspace, for `/invite @name`. */
  readonly botName: string
}

/** A place that Slack keeps the bot out of, by Slack's words: https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const CHANNEL: Readonly<Record<string, (undone: Undone) => string>> = {
  not_in_channel: invite,
  channel_not_found: invite,
  is_archived: ({ nothing }) => `This channel is archived, so ${nothing}.`,
  message_not_found: ({ nothing }) => `Slack does not find that message any more, so ${nothing}.`,
  cant_update_message: locked,
  edit_window_closed: locked,
  msg_too_long: ({ nothing }) => `Slack says this is too long for one message, so ${nothing}.`,
  cannot_dm_bot: ({ nothing }) => `Slack lets nobody send files to a bot, so ${nothing}.`,
  messages_tab_disabled: ({ nothing }) =>
    `The bot's messages are switched off in this workspace, so ${nothing}. An admin can switch on the Messages Tab in the app's settings.`,
  file_uploads_disabled: ({ nothing }) => `This workspace allows no files, so ${nothing}.`,
  file_upload_disabled: ({ nothing }) => `This workspace allows no files, so ${nothing}.`,
  storage_limit_reached: ({ nothing }) => `This workspace has no room for files left, so ${nothing}.`,
}

/** The bot itself is not what it should be: an admin's business. */
const SCOPE = new Set(['missing_scope', 'no_permission', 'not_allowed_token_type'])

/** What went wrong for the person who asked, and whether the log should hear of it. Undefined: no failure of a call. */
export function toUserError(
  error: unknown,
  undone: Undone,
): { error: UserError; worthALine: boolean } | undefined {
  const failed = failure(error)
  switch (failed?.kind) {
    case undefined:
      return undefined
    case 'rate-limited':
      return {
        error: new UserError(
          `Slack says the bot is too fast, so ${undone.nothing}. Try again in ${wait(failed.seconds)}.`,
        ),
        worthALine: true,
      }
    case 'unreachable':
      return {
        error: new UserError(`Slack could not be reached, so ${undone.nothing}. Try again in a minute.`),
        worthALine: true,
      }
    case 'unclear':
      return { error: new UserError(`Slack did not confirm it: ${undone.unclear}.`), worthALine: true }
    case 'refused':
      if (tokenRefusal(error) !== undefined) {
        const sentence = `Slack no longer accepts the bot's token, so ${undone.nothing}. An admin needs to look at SLACK_BOT_TOKEN.`
        return { error: new UserError(sentence), worthALine: true }
      }
      return refused(failed.code, failed.needed, undone)
  }
}

function refused(
  code: string,
  needed: string | undefined,
  undone: Undone,
): { error: UserError; worthALine: boolean } {
  const { nothing } = undone
  const known = CHANNEL[code]
  if (known) return { error: new UserError(known(undone)), worthALine: false }
  if (code.startsWith('restricted_action') || code === 'ekm_access_denied') {
    const sentence = `This workspace does not let the bot post here, so ${nothing}. A workspace admin can change that.`
    return { error: new UserError(sentence), worthALine: false }
  }
  if (SCOPE.has(code)) {
    const scope = needed === undefined ? 'a scope' : `the scope ${needed}`
    const sentence = `The bot lacks ${scope} in Slack, so ${nothing}. An admin needs to install the app again with its manifest.`
    return { error: new UserError(sentence), worthALine: true }
  }
  return { error: new UserError(`Slack refused (${code}), so ${nothing}.`), worthALine: true }
}

function invite({ nothing, botName }: Undone): string {
  return `The bot is not in this channel, so ${nothing}. Type \`/invite @${botName}\` here, then try again.`
}

function locked({ nothing }: Undone): string {
  return `Slack does not let that message be changed any more, so ${nothing}. Ask with \`/cake\`, and share it anew.`
}

function wait(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
