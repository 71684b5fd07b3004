/** The switch between demonstration and real data, and a station that cannot start: asked of the packaged program. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { type Desktop, launchElectron } from './harness.ts'
import { askStation, nextPort, openPort } from './page-port.ts'

describe.skipIf(!needs('electron'))('two databases (needs electron and a screen)', () => {
  let desktop: Desktop
  beforeAll(async () => {
    desktop = await launchElectron()
    await desktop.page.waitForLoadState()
  })
  afterAll(() => desktop?.close())

  it('starts with the demonstration', async () => {
    expect(await settings(desktop.page)).toContain('"demo":true')
    expect(existsSync(join(desktop.folder, 'station.sqlite'))).toBe(false)
  })

  it('changes to the real one when asked in the right words, and remembers it', async () => {
    const port = nextPort(desktop.page)
    await setDemo(desktop.page, 'no')
    await setDemo(desktop.page, false)
    expect(await askStation(await port, '/settings/get', {})).toContain('"demo":false')
    expect(JSON.parse(readFileSync(join(desktop.folder, 'desktop.json'), 'utf8'))).toEqual({ demo: false })
  })

  it('says why a station cannot start, and starts it when the operator has acted', async () => {
    const back = nextPort(desktop.page)
    await setDemo(desktop.page, true)
    await askStation(await back, '/settings/get', {})
    for (const end of ['', '-wal', '-shm']) rmSync(join(desktop.folder, `station.sqlite${end}`), { force: true })
    const garbage = 'this is no database '.repeat(500)
    writeFileSync(join(desktop.folder, 'station.sqlite'), garbage)
    await desktop.app.evaluate(({ dialog }) => {
      const boxes: string[] = []
      Reflect.set(globalThis, 'boxes', boxes)
      dialog.showMessageBox = (shown: unknown) => {
        boxes.push(JSON.stringify(shown))
        return new Promise((resolve) => {
          Reflect.set(globalThis, 'pressRetry', () => resolve({ response: 0, checkboxChecked: false }))
        })
      }
    })
    await setDemo(desktop.page, false)
    const boxes = () => desktop.app.evaluate(() => Reflect.get(globalThis, 'boxes') as string[])
    await expect.poll(boxes, { timeout: 15_000 }).toHaveLength(1)
    expect((await boxes())[0]).toContain('database.corrupt')
    expect(readFileSync(join(desktop.folder, 'station.sqlite'), 'utf8')).toBe(garbage)

    rmSync(join(desktop.folder, 'station.sqlite'))
    const port = nextPort(desktop.page)
    await desktop.app.evaluate(() => (Reflect.get(globalThis, 'pressRetry') as () => void)())
    expect(await askStation(await port, '/settings/get', {})).toContain('"demo":false')
  })
})

async function settings(page: Page): Promise<string> {
  return askStation(await openPort(page), '/settings/get', {})
}

function setDemo(page: Page, demo: unknown): Promise<void> {
  return page.evaluate(
    (wanted) => (Reflect.get(window, 'desktop') as { setDemo(to: unknown): void }).setDemo(wanted),
    demo,
  )
}
