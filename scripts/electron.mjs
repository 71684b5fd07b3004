/** Finds an Electron that can run the program from source: its own package's binary, a folder you name, or a download. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './built.mjs'

const home = join(root, 'node_modules/electron')
/** better-sqlite3 asks for Node-API 10, which Electron has since 35. */
const OLDEST = 35
const DOWNLOAD_MS = 5 * 60_000

/** Path of the executable, or null with the reason said on stderr in one sentence. */
export async function findElectron() {
  const own = ownBinary()
  if (own !== null) return own
  const named = process.env.STATION_ELECTRON
  if (named !== undefined && named !== '') {
    const binary = join(named, process.platform === 'win32' ? 'electron.exe' : 'electron')
    const version = versionIn(named)
    if (existsSync(binary) && version >= OLDEST) return binary
    say(`STATION_ELECTRON=${named} holds no Electron of version ${OLDEST} or newer; trying the electron package.`)
  }
  if (!existsSync(join(home, 'install.js'))) return null
  say('Fetching Electron (about 110 MB, once) ...')
  const reason = await download()
  const fetched = ownBinary()
  if (fetched !== null) return fetched
  say(
    `Electron's binary could not be fetched (${reason}); set ELECTRON_MIRROR to a mirror of its releases and run npm start again to get the desktop window.`,
  )
  return null
}

function ownBinary() {
  const pathFile = join(home, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(home, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

function versionIn(folder) {
  const file = join(folder, 'version')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8').replace(/^v/, ''), 10) : 0
}

/** Runs the package's own installer; resolves with the reason when it fails, '' otherwise. */
function download() {
  return new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(process.execPath, [join(home, 'install.js')], { stdio: ['ignore', 'inherit', 'pipe'] })
    let words = ''
    child.stderr.on('data', (chunk) => {
      words += chunk
    })
    const tick = setInterval(() => say(`  still fetching, ${Math.round((Date.now() - started) / 1000)} s`), 10_000)
    const limit = setTimeout(() => {
      words = `no answer in ${DOWNLOAD_MS / 60_000} minutes`
      child.kill()
    }, DOWNLOAD_MS)
    child.once('close', (code) => {
      clearInterval(tick)
      clearTimeout(limit)
      resolve(code === 0 ? '' : firstLine(words))
    })
  })
}

function firstLine(words) {
  return (
    words
      .trim()
      .split('\n')[0]
      ?.replace(/^\w*Error: /, '') || 'unknown reason'
  )
}

function say(text) {
  process.stderr.write(`${text}\n`)
}
