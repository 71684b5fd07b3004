/** Gathers what the doctor of a port needs to know: from /dev, /proc and /sys, and from the open port. Never rejects. */
import { access, constants, readdir, readFile, readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Link } from '#drivers/kit/driver.ts'
import type { PortFacts } from './cause.ts'
import { holderOf, pidsNamed } from './holder.ts'
import type { OpenPort } from './open.ts'
import { chipOf, usbId } from './usb-ids.ts'

export interface Asked {
  readonly path: string
  readonly link: Link
  /** The open port, where there is one. */
  readonly port?: Pick<OpenPort, 'state' | 'fault' | 'tap'>
  readonly frames?: PortFacts['frames']
  readonly heardBefore?: boolean
  /** For tests: a folder with `proc`, `sys`, `usr/lib/udev` in it. */
  readonly root?: string
  readonly platform?: string
}

const nothing: PortFacts['frames'] = { ok: 0, damaged: 0, noise: 0 }

export async function factsOf(asked: Asked): Promise<PortFacts> {
  const { path, link, port } = asked
  const root = asked.root ?? '/'
  const platform = asked.platform ?? process.platform
  const fault = port?.fault() ?? null
  const state = port?.state()
  const isOpen = state === 'talking' || state === 'quiet'
  const linux = platform === 'linux'
  const exists = path.startsWith('/') ? await may(path, constants.F_OK) : fault?.code !== 'port.unknown'
  return {
    exists,
    open: isOpen,
    openError: fault !== null && !isOpen ? { code: fault.code, detail: fault.detail } : null,
    holder: isOpen || !exists ? null : await holderOf(path, { root, platform }),
    allowed: linux && exists ? await may(path, constants.R_OK | constants.W_OK) : null,
    brltty: linux ? await brlttyIn(root) : { running: false, rule: false },
    withoutPort: linux ? await convertersWithoutPort(root) : [],
    link,
    recent: port?.tap() ?? [],
    heardBefore: asked.heardBefore ?? false,
    frames: asked.frames ?? nothing,
    lines: null,
  }
}

function may(path: string, how: number): Promise<boolean> {
  return access(path, how).then(
    () => true,
    () => false,
  )
}

/** In its rules: `ENV{PRODUCT}=="1a86/7523/*"` (without leading zeros), in older ones `ATTRS{idVendor}=="1a86"`. */
const BRIDGES = /"(1a86\/7523|10c4\/ea[68]0|0?403\/6001|0?67b\/2303)|idVendor\}=="(1a86|10c4|0403|067b)"/i

/** Debian and Ubuntu, and 统信 and 麒麟 built on them, install brltty with the desktop. Its rule names generic bridges by USB id. */
async function brlttyIn(root: string): Promise<PortFacts['brltty']> {
  const running = (await pidsNamed('brltty', root)).length > 0
  for (const folder of ['etc/udev/rules.d', 'usr/lib/udev/rules.d', 'lib/udev/rules.d'])
    for (const file of await namesIn(join(root, folder))) {
      if (!file.includes('brltty')) continue
      const rules = await textOf(join(root, folder, file))
      const takes = rules.split('\n').some((line) => !line.trimStart().startsWith('#') && BRIDGES.test(line))
      if (takes) return { running, rule: true }
    }
  return { running, rule: false }
}

/** USB interfaces of known bridge chips under which no tty was made. */
async function convertersWithoutPort(root: string): Promise<PortFacts['withoutPort']> {
  const folder = join(root, 'sys/bus/usb/devices')
  const found: { usb: string; chip: string | null; driver: string | null }[] = []
  for (const name of await namesIn(folder)) {
    const device = /^(\d+-[\d.]+):\d+\.\d+$/.exec(name)?.[1]
    if (device === undefined) continue
    const usb = usbId(await textOf(join(folder, device, 'idVendor')), await textOf(join(folder, device, 'idProduct')))
    const chip = chipOf(usb)
    if (usb === null || chip === null || chip === 'printer') continue
    const inside = await namesIn(join(folder, name))
    if (inside.some((one) => one.startsWith('tty'))) continue
    // The second interface of a CDC device carries the data; its tty stands under the first, and its driver is the same.
    const driver = await readlink(join(folder, name, 'driver')).then(basename, () => null)
    if (driver === 'cdc_acm') continue
    found.push({ usb, chip, driver })
  }
  return found
}

function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => [])
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
}
