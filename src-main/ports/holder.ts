/** Which program has a port open, so that "busy" can name it. Linux tells; Windows and macOS only say that somebody has it. */
import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

export interface Holder {
  /** The program as a person knows it, e.g. `minicom` or `python3 host.py`. */
  readonly program: string
  readonly pid: number
}

/** Programs that run other programs: the script says more than they do. */
const INTERPRETER = /^(python[\d.]*|node|java|mono|wine\S*|perl|ruby|sh|bash|dash)$/

/** Never rejects; null when nobody is known to hold it. `root` is for tests: a folder with `proc` and `run` in it. */
export async function holderOf(
  path: string,
  options: { readonly root?: string; readonly platform?: string } = {},
): Promise<Holder | null> {
  if ((options.platform ?? process.platform) !== 'linux') return null
  const root = options.root ?? '/'
  // /dev/serial/by-id/... and a pty's link are names; /proc shows the device itself.
  const device = await realpath(path).catch(() => path)
  // The lock is what stands in the way; a program that merely has it open may be harmless.
  const pid = (await byLock(root, device)) ?? (await byOpenFile(root, device)) ?? (await byLockFile(root, device))
  return pid === null ? null : { program: await programOf(root, pid), pid }
}

/** What a person reads: `minicom(进程 1234)`. */
export function holderName(holder: Holder): string {
  return holder.pid === process.pid ? '本程序的另一个端口' : `${holder.program}(进程 ${holder.pid})`
}

/** Sees this user's own programs, and everybody's for root. */
async function byOpenFile(root: string, device: string): Promise<number | null> {
  for (const pid of await pids(root)) {
    const folder = join(root, 'proc', pid, 'fd')
    const files = await readdir(folder).catch(() => [])
    for (const file of files) if ((await readlink(join(folder, file)).catch(() => '')) === device) return Number(pid)
  }
  return null
}

/** `1: FLOCK  ADVISORY  WRITE 1234 00:06:518 0 EOF`: readable for every user, and serialport itself locks this way. */
async function byLock(root: string, device: string): Promise<number | null> {
  const found = await stat(device).catch(() => null)
  if (found === null) return null
  // The file system's device number as the kernel packs it: 12 bits major, 20 bits minor.
  const major = (found.dev >>> 8) & 0xfff
  const minor = (found.dev & 0xff) | ((found.dev >>> 12) & 0xfff00)
  const wanted = `${hex(major)}:${hex(minor)}:${found.ino}`
  for (const line of (await textOf(join(root, 'proc/locks'))).split('\n')) {
    const [, kind, , , pid, where] = line.trim().split(/\s+/)
    if (kind === 'FLOCK' && where === wanted) return alive(root, pid)
  }
  return null
}

function hex(number: number): string {
  return number.toString(16).padStart(2, '0')
}

/** `/run/lock/LCK..ttyUSB0` holds the pid in text (UUCP's way: minicom, and old host programs). */
async function byLockFile(root: string, device: string): Promise<number | null> {
  for (const folder of ['run/lock', 'var/lock']) {
    const pid = await alive(root, (await textOf(join(root, folder, `LCK..${basename(device)}`))).trim().split(/\s/)[0])
    if (pid !== null) return pid
  }
  return null
}

async function alive(root: string, pid: string | undefined): Promise<number | null> {
  if (pid === undefined || !/^\d+$/.test(pid)) return null
  return (await pids(root)).includes(pid) ? Number(pid) : null
}

async function programOf(root: string, pid: number): Promise<string> {
  const said = (await textOf(join(root, 'proc', `${pid}`, 'cmdline'))).split('\0')
  const program = basename(said[0] ?? '')
  const script = said.slice(1).find((word) => word !== '' && !word.startsWith('-'))
  if (INTERPRETER.test(program) && script !== undefined) return `${program} ${basename(script)}`
  if (program !== '') return program
  return (await textOf(join(root, 'proc', `${pid}`, 'comm'))).trim() || '另一个程序'
}

/** Pids whose short name (15 characters) is this. */
export async function pidsNamed(name: string, root = '/'): Promise<readonly number[]> {
  const named: number[] = []
  for (const pid of await pids(root))
    if ((await textOf(join(root, 'proc', pid, 'comm'))).trim() === name) named.push(Number(pid))
  return named
}

async function pids(root: string): Promise<readonly string[]> {
  return (await readdir(join(root, 'proc')).catch(() => [])).filter((name) => /^\d+$/.test(name))
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}
