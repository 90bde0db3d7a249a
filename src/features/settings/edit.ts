import { z } from 'zod'
import type { Piece } from '../../blocks/message.ts'
import { words } from '../../blocks/pieces.ts'
import { GOVERNANCE, readGovernance, type Governance } from '../../core/changes/governance.ts'
import type { Desk } from '../../core/changes/desk.ts'
import { telling } from '../../core/changes/telling.ts'
import { who } from '../../core/changes/words.ts'
import { defineForm } from '../../core/form.ts'
import type { Submitted } from '../../core/modal.ts'
import { missing } from '../../core/trouble.ts'
import type { Setting } from '../../store/settings.ts'
import { differing } from './audiences.ts'
import { settingsBlocks } from './form.ts'
import { readSettings } from './read.ts'

const TITLE = 'Settings'

/** What the form carries: the version of the settings that it shows; 0 where nobody has set any. */
const Meta = z.object({ version: z.number().int().min(0) })

export const edit = defineForm({
  summary: 'Set who may do what, the approvals channel and the rules',
  role: 'admin',
  example: 'settings edit',
  args: [],
  input: z.object({}),
  async open(desk) {
    const [{ version, governance }, groups] = await Promise.all([
      present(desk),
      desk.directory?.userGroups() ?? [],
    ])
    return {
      title: TITLE,
      meta: JSON.stringify({ version } satisfies z.infer<typeof Meta>),
      submit: 'Save',
      close: 'Cancel',
      blocks: settingsBlocks(governance, groups),
    }
  },
  async submit(desk, person, { meta, values }) {
    const { version } = Meta.parse(JSON.parse(meta))
    const read = readSettings(values, changesOf(desk))
    if (!read.ok) return { kind: 'errors', errors: read.errors }
    const before = await present(desk)
    const by = { userId: person.userId, teamId: person.teamId }
    try {
      const { done, setting } = await desk.store.settings.set(GOVERNANCE, read.governance, { version, by })
      if (!done) return shown(await overtaken(desk, setting, version))
    } catch (error) {
      desk.log('error', error, { part: 'settings' })
      return shown([words(`${missing(error)} Look at the settings before you save them again.`)])
    }
    desk.kick()
    const changed = differing(before.governance, read.governance)
    return shown([
      words(changed.length === 0 ? 'Saved; nothing is different.' : `Saved: ${changed.join(', ')}.`),
    ])
  },
})

/** The settings as they stand. @throws UnreadableSettings */
async function present(desk: Desk): Promise<{ readonly version: number; readonly governance: Governance }> {
  const setting = await desk.store.settings.get(GOVERNANCE)
  if (setting) return { version: setting.version, governance: readGovernance(setting.value) }
  const governance = await desk.governance()
  return {
    version: 0,
    governance: { ...governance, approvalsChannel: governance.approvalsChannel ?? desk.approvalsChannel },
  }
}

/** Somebody else has saved them meanwhile: who, and what is different from what was shown here. */
async function overtaken(desk: Desk, setting: Setting, seen: number): Promise<Piece[]> {
  const rows = await desk.store.audit.list({ what: 'settings', limit: 200 })
  const own = rows.filter(({ detail }) => (detail as { key?: unknown }).key === GOVERNANCE)
  const first = own[setting.version - seen - 1]
  const then = (first?.detail as { before?: unknown } | undefined)?.before
  const was = then === undefined || then === null ? withoutSetting(desk, seen) : readGovernance(then)
  const changed = was ? differing(was, readGovernance(setting.value)) : []
  return [
    words(
      'Nothing was saved: ',
      who(setting.by),
      ' has saved other settings since you opened these',
      changed.length === 0 ? '.' : `: ${changed.join(', ')}.`,
    ),
    words('Open ', { text: '/cake settings', code: true }, ' again.'),
  ]
}

/** Before anybody set anything there was what the program begins with. */
function withoutSetting(desk: Desk, seen: number): Governance | undefined {
  return seen === 0 ? readGovernance({ approvalsChannel: desk.approvalsChannel }) : undefined
}

/** Every change there is, for rules to name. */
function changesOf({ registry }: Desk): string[] {
  return registry.flatMap(({ noun, commands }) =>
    Object.entries(commands).flatMap(([verb, { kind }]) => (kind === 'change' ? [`${noun} ${verb}`] : [])),
  )
}

function shown(pieces: readonly Piece[]): Submitted {
  return { kind: 'modal', modal: telling(pieces, TITLE) }
}
