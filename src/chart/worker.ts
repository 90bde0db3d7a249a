import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { SCALE, WIDTH, type DaysChart } from './chart.ts'
import { svgOf } from './svg.ts'

/** Draws charts one after the other: a message with a chart is answered with its PNG, or with what went wrong. */

const { resolve } = createRequire(import.meta.url)
const font = (name: string) => readFile(resolve(`@expo-google-fonts/inter/${name}`))

const ready = (async () => {
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')))
  return Promise.all([font('400Regular/Inter_400Regular.ttf'), font('700Bold/Inter_700Bold.ttf')])
})()

async function png(chart: DaysChart): Promise<Uint8Array> {
  const fontBuffers = (await ready).map((buffer) => new Uint8Array(buffer))
  const drawing = new Resvg(svgOf(chart), {
    fitTo: { mode: 'width', value: WIDTH * SCALE },
    font: { fontBuffers, defaultFontFamily: 'Inter', loadSystemFonts: false },
  })
  const image = drawing.render()
  try {
    return image.asPng()
  } finally {
    // Its memory is WebAssembly's, which no garbage collector sees.
    image.free()
    drawing.free()
  }
}

parentPort?.on('message', ({ id, chart }: { id: number; chart: DaysChart }) => {
  png(chart).then(
    (bytes) => parentPort?.postMessage({ id, bytes }),
    (error: unknown) =>
      parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
  )
})
