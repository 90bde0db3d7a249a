/** A turn of the event loop that takes longer than this had something to do, in ms. */
const BUSY_MS = 3
/** For so long, in ms, everything else goes first. */
const PATIENCE_MS = 400

/** Lets everything that waits have its turn; as long as there is much of it, again and again. */
export async function breath(): Promise<void> {
  const began = performance.now()
  for (let before = began; ;) {
    await new Promise((resolve) => setImmediate(resolve))
    const now = performance.now()
    if (now - before < BUSY_MS || now - began > PATIENCE_MS) return
    before = now
  }
}
