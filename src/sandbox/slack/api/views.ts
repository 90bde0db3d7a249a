import { isRecord } from '../block-kit/schema.ts'
import { nameBlocks } from '../interactive.ts'
import type { Home, Workspace } from '../core.ts'
import { APP_ID, BOT_ID, TEAM_ID } from '../ids.ts'
import {
  ApiError,
  checkedBlocks,
  json,
  required,
  text,
  type Answer,
  type Args,
  type Method,
} from './method.ts'

const MAX_VIEW_BYTES = 250_000

/** https://docs.slack.dev/reference/methods#views. The modals' methods go here too. */
export const views: Readonly<Record<string, Method>> = {
  'views.publish': { token: 'bot', run: publish },
}

function publish(workspace: Workspace, args: Args): Answer {
  const user = required(args, 'user_id')
  const person = workspace.directory.person(user)
  if (person === undefined) throw new ApiError('user_not_found')
  const before = workspace.homes.get(user)
  const hash = text(args, 'hash')
  if (hash !== '' && hash !== before?.hash) throw new ApiError('hash_conflict')
  const view = json(args, 'view', 'invalid_arguments')
  if (!isRecord(view) || view.type !== 'home') throw new ApiError('invalid_arguments')
  checkViewFields(view)
  const blocks = nameBlocks(checkedBlocks(workspace, view.blocks, 'home'), workspace.newId)
  const home: Home = {
    viewId: before?.viewId ?? workspace.newId('V'),
    hash: `${Math.floor(workspace.settings.now() / 1000)}.${workspace.newId('')}`,
    view: { ...view, blocks },
  }
  workspace.homes.set(user, home)
  workspace.emit({ type: 'home', user, blocks })
  return { view: viewObject(home) }
}

function checkViewFields(view: Record<string, unknown>): void {
  const limits = { private_metadata: 3000, callback_id: 255, external_id: 255 }
  for (const [name, max] of Object.entries(limits)) {
    const value = view[name]
    if (typeof value === 'string' && value.length > max)
      throw new ApiError('invalid_arguments', {
        response_metadata: {
          messages: [`[ERROR] must be less than ${max + 1} characters [json-pointer:/view/${name}]`],
        },
      })
  }
  if (Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES) throw new ApiError('view_too_large')
}

/** The view as the app gets it back, and with clicks in it. */
export function viewObject(home: Home): Answer {
  return {
    id: home.viewId,
    team_id: TEAM_ID,
    app_id: APP_ID,
    bot_id: BOT_ID,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    hash: home.hash,
    root_view_id: home.viewId,
    previous_view_id: null,
    state: { values: {} },
    ...home.view,
  }
}
