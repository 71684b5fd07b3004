/** The whole way of one failure in the packaged desktop program, the analyzer speaking over a serial cable. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type FakePlatform, startFakePlatform } from '#test/fakes/platform.ts'
import { type PtyCable, ptyCable } from '#test/fakes/port-pty.ts'
import { type Desktop, launchElectron } from './harness.ts'
import { journey } from './journey.ts'

describe.skipIf(!needs('electron') || !needs('socat'))(
  'one failure in the desktop program (needs electron, socat)',
  () => {
    let folder: string
    let platform: FakePlatform
    let cable: PtyCable
    let desktop: Desktop

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'station-journey-'))
      platform = await startFakePlatform({ mode: ['failing', 'drop-stored', 'honest'] })
      cable = await ptyCable()
      writeFileSync(
        join(folder, 'config.json'),
        JSON.stringify({
          ports: [
            {
              name: 'p1',
              driver: 'generic/lis2',
              numbering: 'ours',
              transport: { kind: 'serial', path: cable.station },
              method: 'GB/T 5009.199-2003',
            },
          ],
          platforms: [{ name: '区平台', kind: 'json-batch', url: platform.url }],
        }),
      )
      desktop = await launchElectron({ folder, args: ['--real'] })
    })
    afterAll(async () => {
      await desktop?.close()
      await cable?.remove()
      await platform?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    journey(() => ({
      page: desktop.page,
      analyzer: cable.analyzer,
      platform,
      nextWindow: () => desktop.app.waitForEvent('window'),
    }))
  },
)
