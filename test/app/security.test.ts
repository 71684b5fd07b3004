/** What a page in the desktop window can not do, tried from inside the page of the packaged program. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '#test/fakes/needs.ts'
import { root } from '../../scripts/built.mjs'
import { type Desktop, launchElectron, savedBy } from './harness.ts'
import { askStation, nextPort, openPort } from './page-port.ts'

describe.skipIf(!needs('electron'))('the desktop window (needs electron and a screen)', () => {
  let desktop: Desktop
  /** A page on this machine that is not ours: it answers anyone, so that only our refusal keeps it out. */
  let stranger: Server
  let elsewhere = ''
  let visits = 0
  beforeAll(async () => {
    stranger = createServer((_request, response) => {
      visits += 1
      response.end('<!doctype html><title>elsewhere</title>')
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`
    desktop = await launchElectron()
    await desktop.page.waitForLoadState()
  })
  afterAll(async () => {
    await desktop?.close()
    stranger?.close()
  })

  it('shows only our own address, sandboxed, without Node', async () => {
    expect(desktop.page.url()).toMatch(/^app:\/\/station\//)
    const seen = await desktop.page.evaluate(() => ({
      require: typeof Reflect.get(globalThis, 'require'),
      process: typeof Reflect.get(globalThis, 'process'),
      module: typeof Reflect.get(globalThis, 'module'),
      bridge: Object.keys(Reflect.get(globalThis, 'desktop') as object).sort(),
    }))
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      bridge: ['closeBoard', 'connect', 'openBoard', 'setDemo'],
    })
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Electron.WebPreferences
      }
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = contents.getLastWebPreferences()
      return { sandbox, contextIsolation, nodeIntegration, webviewTag }
    })
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
  })

  it('carries a policy without inline scripts or eval', async () => {
    const outcome = await desktop.page.evaluate(async () => {
      const policy = (await fetch('/index.html').catch(() => null))?.headers.get('content-security-policy') ?? null
      const violated = new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        }),
      )
      const script = document.createElement('script')
      script.textContent = 'globalThis.inlineRan = true'
      document.body.append(script)
      const directive = await violated
      return { policy, directive, ran: Reflect.get(globalThis, 'inlineRan') }
    })
    // connect-src 'none': the page cannot even fetch itself, so the header is read by the violation it causes.
    expect(outcome).toEqual({ policy: null, directive: expect.stringMatching(/^(connect|script)-src/), ran: undefined })
  })

  it('cannot reach the network, not even this machine', async () => {
    const reached = await desktop.page.evaluate(async (address) => {
      const tries = [address, 'file:///etc/passwd'].map((one) =>
        fetch(one, { mode: 'no-cors' }).then(
          () => one,
          () => 'refused',
        ),
      )
      const picture = new Promise<string>((resolve) => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = `${address}a.png`
      })
      return await Promise.all([...tries, picture])
    }, elsewhere)
    expect(reached).toEqual(['refused', 'refused', 'refused'])
    // Below the policy of the page stands the session, which would refuse the same without it.
    const session = await desktop.app.evaluate(
      ({ session: all }, address) =>
        all.defaultSession.fetch(address).then(
          () => 'reached',
          (error: unknown) => String(error),
        ),
      elsewhere,
    )
    expect(session).toContain('ERR_BLOCKED_BY_CLIENT')
    expect(visits).toBe(0)
  })

  it('cannot wander off, open a window or embed one', async () => {
    const { page, app } = desktop
    const before = page.url()
    await page.evaluate(async (address) => {
      window.open(address)
      window.open('app://station/')
      const link = document.createElement('a')
      link.href = address
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.remove()
      const frame = document.createElement('iframe')
      frame.src = address
      const view = document.createElement('webview')
      view.setAttribute('src', address)
      document.body.append(frame, view)
      await new Promise((resolve) => setTimeout(resolve, 300))
      frame.remove()
      view.remove()
    }, elsewhere)
    for (const address of [elsewhere, 'file:///etc/passwd', 'data:text/html,elsewhere', 'app://other/index.html']) {
      await page.evaluate(async (next) => {
        window.location.href = next
        await new Promise((resolve) => setTimeout(resolve, 200))
      }, address)
      expect(page.url()).toBe(before)
    }
    const addresses = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((one) => one.getURL()),
    )
    expect(addresses).toEqual([before])
    expect(visits).toBe(0)
  })

  it('gets no file but those of the build from app://', async () => {
    const { app } = desktop
    const statuses = await app.evaluate(
      async ({ net }, paths) =>
        Promise.all(
          paths.map((path) =>
            net.fetch(path).then(
              (reply) => reply.status,
              () => 0,
            ),
          ),
        ),
      [
        'app://station/index.html',
        'app://station/../package.json',
        'app://station/..%2fpackage.json',
        'app://station/%2e%2e/%2e%2e/package.json',
        'app://station//etc/passwd',
        'app://station/assets/..%5c..%5cpackage.json',
        'app://other/index.html',
      ],
    )
    expect(statuses).toEqual([200, 404, 404, 404, 404, 404, 404])
    const headers = await app.evaluate(async ({ net }) =>
      Object.fromEntries((await net.fetch('app://station/')).headers.entries()),
    )
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    expect(headers['content-security-policy']).toContain("connect-src 'none'")
  })

  it('is granted no permission', async () => {
    const states = await desktop.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const
      return Promise.all(
        names.map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            (status) => status.state,
            () => 'denied',
          ),
        ),
      )
    })
    expect(new Set(states)).toEqual(new Set(['denied']))
    const asked = await desktop.page.evaluate(() => Notification.requestPermission())
    expect(asked).toBe('denied')
    const media = await desktop.page.evaluate(
      async () =>
        navigator.mediaDevices?.getUserMedia({ audio: true }).then(
          () => 'granted',
          () => 'refused',
        ) ?? 'refused',
    )
    expect(media).toBe('refused')
  })

  it('shows the day desk over its port', async () => {
    await expect.poll(() => desktop.page.locator('#root').innerText(), { timeout: 15_000 }).toContain('今日')
  })

  it('saves a paper of its own, and no file from elsewhere', async () => {
    const { page, app } = desktop
    const bytes = await savedBy(page, () =>
      page.evaluate(() => {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob(['%PDF-1.7'], { type: 'application/octet-stream' }))
        link.download = '纸.bin'
        link.click()
      }),
    )
    expect(bytes.toString()).toBe('%PDF-1.7')
    const refused = await app.evaluate(({ session }) => {
      let prevented = false
      const event = {
        preventDefault: () => {
          prevented = true
        },
      }
      const item = { getURL: () => 'https://example.com/a.exe', once: () => {}, getSavePath: () => '' }
      session.defaultSession.emit('will-download', event, item)
      return prevented
    })
    expect(refused).toBe(true)
  })

  it('asks the station only what the contract allows', async () => {
    const port = await openPort(desktop.page)
    expect(await askStation(port, '/day/overview', { day: 'yesterday' })).toContain('input.invalid')
    expect(await askStation(port, '/no/such/thing', {})).toContain('404')
    expect(await askStation(port, '/day/overview', {})).toContain('"rates"')
  })

  it('is not heard when it is not our page', async () => {
    const boards = await desktop.app.evaluate(async ({ BrowserWindow, ipcMain }) => {
      const stranger = new BrowserWindow({ show: false })
      await stranger.loadURL('data:text/html,hello')
      const event = { sender: stranger.webContents, senderFrame: stranger.webContents.mainFrame }
      const before = BrowserWindow.getAllWindows().length
      ipcMain.emit('shell:open-board', event)
      const after = BrowserWindow.getAllWindows().length
      stranger.destroy()
      return { before, after }
    })
    expect(boards.after).toBe(boards.before)
  })

  it('opens the board when it is our page, and closes it again', async () => {
    const addresses = () => desktop.app.windows().map((page) => page.url())
    await desktop.page.evaluate(() => (Reflect.get(window, 'desktop') as { openBoard(): void }).openBoard())
    await expect.poll(addresses).toContain('app://station/#/board')
    await desktop.page.evaluate(() => (Reflect.get(window, 'desktop') as { closeBoard(): void }).closeBoard())
    await expect.poll(addresses).not.toContain('app://station/#/board')
  })

  it('gets a new port when the station was killed, and the station answers again', async () => {
    const port = await openPort(desktop.page)
    expect(await askStation(port, '/day/overview', {})).toContain('"rates"')
    const replaced = nextPort(desktop.page)
    await desktop.app.evaluate(({ app }) => {
      const station = app.getAppMetrics().find((one) => one.type === 'Utility' && one.name === 'station')
      process.kill(station?.pid ?? 0, 'SIGKILL')
    })
    expect(await askStation(await replaced, '/day/overview', {})).toContain('"rates"')
  })

  it('has the fuses of a release, but the one the tests drive it by', () => {
    expect(fusesOf(join(root, 'release/test/linux-unpacked/kuaijian-station'))).toEqual({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeCliInspect: true,
      asarIntegrity: true,
      onlyFromAsar: true,
      ownSnapshot: false,
      fileExtraPrivileges: false,
    })
    expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toMatch(/enableNodeCliInspectArguments: false/)
  })
})

/** The wire in the binary: a sentinel, a version byte, a length byte, then one character a fuse (`1` on, `0` off, `r` removed). */
function fusesOf(binary: string): Record<string, boolean> {
  const bytes = readFileSync(binary)
  const wire = bytes.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 32
  const names = [
    'runAsNode',
    'cookieEncryption',
    'nodeOptions',
    'nodeCliInspect',
    'asarIntegrity',
    'onlyFromAsar',
    'ownSnapshot',
    'fileExtraPrivileges',
  ]
  return Object.fromEntries(names.map((name, index) => [name, bytes[wire + 2 + index] === '1'.charCodeAt(0)]))
}
