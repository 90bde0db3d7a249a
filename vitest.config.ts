import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/store/support/postgres-setup.ts'],
    // The browser tests start a real Chromium; the rest is done in milliseconds.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A process and the whole product imported anew for each file took three quarters of the time. No module keeps
    // anything that matters; what a test starts it stops, and databases, ports and folders are its own.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    restoreMocks: true,
  },
})
