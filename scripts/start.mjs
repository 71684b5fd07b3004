/**
 * npm start: the desktop window on the demonstration database; where Electron or a screen is missing, the same station in the
 * browser; without any screen, its address. Arguments after `--` go to the desktop program (`--real` opens the real database).
 */
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isBuilt, root } from './built.mjs'
import { findElectron } from './electron.mjs'

const rest = process.argv.slice(2)
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

if (!isBuilt()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

if (!hasScreen) {
  say('This machine has no screen: the station runs without a window.')
  browserShell()
} else {
  const electron = await findElectron()
  if (electron === null) browserShell()
  else desktop(electron)
}

function desktop(electron) {
  const started = Date.now()
  const child = spawn(electron, [root, ...rest], { stdio: 'inherit' })
  child.once('exit', (code) => {
    // Some systems forbid the sandbox that Electron insists on (root, restricted user namespaces): it ends at once.
    if (code !== 0 && Date.now() - started < 10_000) {
      say('The desktop window could not be opened here (see above); opening the same station in the browser.')
      browserShell()
    } else process.exitCode = code ?? 0
  })
}

function browserShell() {
  const demo = rest.includes('--real') ? [] : ['--demo']
  const child = spawn(
    process.execPath,
    [join(root, 'bin/station.mjs'), 'serve', ...demo, ...(hasScreen ? ['--open'] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
    const line = out.indexOf('\n')
    if (line < 0) return
    say(
      `\n快检站 is running. Open this address in a browser on this machine (it works once):\n\n  ${JSON.parse(out.slice(0, line)).url}\n\nCtrl+C ends it.`,
    )
    out = out.slice(line + 1)
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code) => {
    process.exitCode = code ?? 0
  })
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
