import { randomUUID } from 'node:crypto'
import type { AnyBlock } from '@slack/types'
import { message, type Piece } from '../../blocks/message.ts'
import { small, title, warning, wrong } from '../../blocks/pieces.ts'
import { sha256 } from '../../store/json.ts'
import type { Modal } from '../modal.ts'
import type { Field, Value, Values } from './fields.ts'
import { inputBlock, reasonBlock } from './inputs.ts'
import { differencePieces } from './preview.ts'
import type { Reviewed, Said } from './review.ts'
import { telling } from './telling.ts'

/** Submissions of a change's form come back under this. */
export const FORM = 'change'

/** What a form carries with it: a pointer to what it is about, and what was shown in it. */
export interface FormMeta {
  /** The same for all submissions of this form: twice is once. */
  readonly key: string
  /** The command line without values for fields: those stand in the form. */
  readonly line: string
  /** What CAKE had when the form came up, by field, as {@link mark}: a field that still says so is left as it is. */
  readonly had?: Had
  /** The hash of what the preview showed, when there was one. */
  readonly seen?: string
  readonly channel?: string
  readonly thread?: string
  readonly undoOf?: number
}

export type Had = Readonly<Record<string, string>>

/** A value, as short as it can be told from others by. */
export function mark(value: Value): string {
  return sha256(JSON.stringify(value)).slice(0, 8)
}

/** Everything a form shows. */
export interface FormView {
  readonly said: Said
  readonly meta: FormMeta
  readonly reviewed: Reviewed
  /** What stands in the fields; what could not be read, as it was typed. */
  readonly values: Values
  readonly reason: string
  /** Shown as a preview, to be asked for with the next submission. */
  readonly isPreviewed: boolean
  /** Another preview was shown before: something has moved since, in the form or in CAKE. */
  readonly isAnother: boolean
  /** What it takes, in words; shown with the preview. */
  readonly rule: string
  /** What is wrong, but has no field to stand under. */
  readonly problems: readonly string[]
}

/** @param line without values for fields, so that it is short: those stand in the form */
export function newMeta(line: string, where: Pick<FormMeta, 'channel' | 'thread' | 'undoOf'>): FormMeta {
  return { key: randomUUID(), line, ...where }
}

/** While CAKE is being read. */
export function waitingModal(): Modal {
  return { ...telling('One moment: reading CAKE …'), close: 'Cancel' }
}

/**
 * The form with what stands in it; with the preview when everything in it can be asked. The preview stands beside the
 * reason, where whoever has just pressed the button looks: Slack leaves a form scrolled as it was.
 */
export function formModal(view: FormView): Modal {
  const { said, meta, reviewed, reason, isPreviewed, problems } = view
  const above = [title(reviewed.title), ...problems.map((sentence) => wrong(sentence))]
  const blocks: AnyBlock[] = [
    ...message('', above).older,
    ...fieldsToAsk(view).map((field) => input(view, field)),
    ...message('', isPreviewed ? previewPieces(view) : warningsOf(reviewed)).older,
    ...(said.change.confirmId ? [confirmBlock(said)] : []),
    reasonBlock(reason === '' ? null : reason),
  ]
  return {
    title: 'Change in CAKE',
    callback: FORM,
    meta: JSON.stringify(meta),
    submit: isPreviewed ? 'Ask' : 'Review',
    close: 'Cancel',
    blocks,
  }
}

/** What the form asks: the fields that are not set without asking. */
export function fieldsToAsk({ said, reviewed }: Pick<FormView, 'said' | 'reviewed'>): readonly Field[] {
  return said.change.sets ? [] : reviewed.fields
}

function input({ said, values, reviewed }: FormView, field: Field): AnyBlock {
  const value: Value = values[field.name] ?? null
  const called = typeof value === 'number' ? reviewed.called(field, value) : undefined
  return inputBlock(field, value, called, said.change.dispatches?.includes(field.name) ?? false)
}

export const CONFIRM: Field = { name: 'confirm', label: 'Type the id to confirm', as: 'text', max: 20 }

function confirmBlock({ change, input: given }: Said): AnyBlock {
  const id = change.subject?.(given).id
  return inputBlock({ ...CONFIRM, label: `Type ${id ?? 'the id'} to confirm` }, null)
}

const ANOTHER = 'This is not what was shown before. Look at it, then press Ask once more.'

function previewPieces(view: FormView): Piece[] {
  const { reviewed, rule, isAnother } = view
  return [
    ...(isAnother ? [wrong(ANOTHER)] : []),
    ...differencePieces({
      ...reviewed,
      warnings: sentences(reviewed),
      isNew: reviewed.subject === undefined,
    }),
    small(`Needs ${rule}.`),
  ]
}

function warningsOf(reviewed: Reviewed): Piece[] {
  return sentences(reviewed).map((sentence) => warning(sentence))
}

/** What is to be known, without refusing anything. */
export function sentences({ remarks }: Pick<Reviewed, 'remarks'>): string[] {
  return remarks.filter(({ isRefusal }) => !isRefusal).map(({ sentence }) => sentence)
}
