import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import { fact, setFact } from './database.ts'

/**
 * To be raised with every change of the tables (`database.ts`), of how names become words (`fold.ts`) or of row numbers
 * (`rank.ts`): an older snapshot is then left alone.
 */
const VERSION = 'catalogue 2'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** Everything held, as bytes. Compressed, with a checksum over all of it, off the main thread. */
export async function pack(db: DatabaseSync, network: string): Promise<Uint8Array> {
  setFact(db, 'version', VERSION)
  setFact(db, 'network', network)
  return compress(db.serialize(), {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  })
}

/**
 * The database of a snapshot.
 * @throws Error with a sentence, when it is damaged, of another network or made by another version
 */
export async function unpack(bytes: Uint8Array, network: string): Promise<DatabaseSync> {
  const db = new DatabaseSync(':memory:')
  try {
    db.deserialize(await decompress(bytes))
    const version = fact(db, 'version')
    if (version !== VERSION) throw new Error(`it is of another version (${version ?? 'none'})`)
    if (fact(db, 'network') !== network) throw new Error('it is of another network')
    return db
  } catch (error) {
    db.close()
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`The snapshot of the catalogue is not used: ${why}.`, { cause: error })
  }
}
