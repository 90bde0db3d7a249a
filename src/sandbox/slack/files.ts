import type { FileView } from '../page/protocol.ts'
import { dropOldest } from './bounded.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
  readonly bytes: Uint8Array
  readonly altText?: string
}

/** A place to upload to, given out by files.getUploadURLExternal. */
export interface Upload {
  readonly id: string
  readonly name: string
  readonly length: number
  readonly altText?: string
  bytes: Uint8Array | undefined
}

/** All files together, in bytes; the oldest go first. */
const MAX_BYTES = 64 * 1024 * 1024
/** Uploads that were begun and not completed. */
const MAX_UPLOADS = 20
const PREVIEW_CHARACTERS = 2000

const mimetypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  png: 'image/png',
  pdf: 'application/pdf',
}

/** Uploaded files, in memory. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()
  readonly #uploads = new Map<string, Upload>()
  readonly #maxBytes: number

  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes
  }

  begin(upload: Upload): void {
    this.#uploads.set(upload.id, upload)
    dropOldest(this.#uploads, MAX_UPLOADS)
  }

  upload(id: string): Upload | undefined {
    return this.#uploads.get(id)
  }

  /** Makes a file of a finished upload; the upload is used up. */
  complete(id: string, title: string | undefined): StoredFile | undefined {
    const upload = this.#uploads.get(id)
    if (upload?.bytes === undefined) return undefined
    this.#uploads.delete(id)
    const file: StoredFile = {
      id,
      name: upload.name,
      title: title ?? upload.name,
      mimetype: mimetypes[upload.name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream',
      bytes: upload.bytes,
      altText: upload.altText,
    }
    this.#files.set(id, file)
    this.#forget()
    return file
  }

  get(id: string): StoredFile | undefined {
    return this.#files.get(id)
  }

  view(id: string): FileView | undefined {
    const file = this.#files.get(id)
    return file && fileView(file)
  }

  clear(): void {
    this.#files.clear()
    this.#uploads.clear()
  }

  #forget(): void {
    let total = 0
    for (const file of this.#files.values()) total += file.bytes.length
    for (const [id, file] of this.#files) {
      if (total <= this.#maxBytes || this.#files.size === 1) return
      this.#files.delete(id)
      total -= file.bytes.length
    }
  }
}

function fileView(file: StoredFile): FileView {
  const isText = file.mimetype.startsWith('text/') || file.mimetype === 'application/json'
  return {
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    size: file.bytes.length,
    url: `/sandbox/files/${file.id}`,
    ...(file.altText !== undefined && { alt: file.altText }),
    ...(isText && { preview: previewOf(file.bytes) }),
  }
}

function previewOf(bytes: Uint8Array): string {
  // Four bytes a character at most: enough is decoded, never the whole of a large file.
  const start = new TextDecoder().decode(bytes.subarray(0, PREVIEW_CHARACTERS * 4))
  return start.slice(0, PREVIEW_CHARACTERS).split('\n').slice(0, 20).join('\n')
}
