/** The whole way of one failure in a browser on `station serve`, the analyzer speaking over TCP. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type FakePlatform, startFakePlatform } from '#test/fakes/platform.ts'
import { type Browsing, builtPages, launchBrowser, type Served, serveStation } from './harness.ts'
import { journey } from './journey.ts'

describe.skipIf(!needs('chromium'))('one failure in a browser (needs chromium)', () => {
  let folder: string
  let platform: FakePlatform
  let served: Served
  let browsing: Browsing

  beforeAll(async () => {
    await builtPages()
    folder = mkdtempSync(join(tmpdir(), 'station-journey-'))
    platform = await startFakePlatform({ mode: ['failing', 'drop-stored', 'honest'] })
    const config = join(folder, 'config.json')
    writeFileSync(
      config,
      JSON.stringify({
        ports: [
          {
            name: 'p1',
            driver: 'generic/lis2',
            transport: { kind: 'tcp-server', port: 0 },
          },
        ],
        platforms: [{ name: '区平台', kind: 'json-batch', url: platform.url }],
      }),
    )
    served = await serveStation(['--db', join(folder, 'room.sqlite'), '--config', config])
    browsing = await launchBrowser(served.url)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.close()
    await platform?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  journey(() => ({
    page: browsing.page,
    analyzer: `tcp://${served.ports[0]?.address}`,
    platform,
    nextWindow: () => browsing.page.context().waitForEvent('page'),
  }))
})
