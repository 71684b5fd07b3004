/** Who holds a port: the real /proc of this machine, and folders that look like one; the words "busy" carries to the desk. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { causesOf } from '#ports/cause.ts'
import { factsOf } from '#ports/cause-facts.ts'
import { holderName, holderOf, pidsNamed } from '#ports/holder.ts'
import { needs } from '#test/fakes/needs.ts'
import { bytesOf } from '#test/fakes/port-line.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { machine } from './machine.ts'
import { eventually, giveBack, opened } from './opened.ts'

const link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const

const linux = { platform: 'linux' }

describe('the holder of a port', () => {
  it('is found by its open file, its lock or its lock file, and named as a person knows it', async () => {
    const root = machine(
      {
        'dev/ttyUSB0': '',
        'proc/12/cmdline': '/usr/bin/minicom\0-D\0/dev/ttyUSB0\0',
        'proc/7/cmdline': 'python3\0-u\0/opt/host.py\0',
      },
      { 'proc/12/fd/3': '/dev/ttyUSB7', 'proc/7/fd/3': '/dev/null' },
    )
    const device = join(root, 'dev/ttyUSB0')
    expect(await holderOf(device, { root, ...linux })).toBeNull()
    mkdirSync(join(root, 'run/lock'), { recursive: true })
    writeFileSync(join(root, 'run/lock/LCK..ttyUSB0'), '        12\n')
    expect(await holderOf(device, { root, ...linux })).toEqual({ program: 'minicom', pid: 12 })
    symlinkSync(device, join(root, 'proc/7/fd/4'))
    expect(await holderOf(device, { root, ...linux })).toEqual({ program: 'python3 host.py', pid: 7 })
    const { dev, ino } = statSync(device)
    const hex = (number: number) => number.toString(16).padStart(2, '0')
    const where = `${hex((dev >>> 8) & 0xfff)}:${hex((dev & 0xff) | ((dev >>> 12) & 0xfff00))}:${ino}`
    writeFileSync(
      join(root, 'proc/locks'),
      `1: POSIX  ADVISORY  WRITE 7 ${where} 0 EOF\n2: FLOCK  ADVISORY  WRITE 12 ${where} 0 EOF\n`,
    )
    expect(await holderOf(device, { root, ...linux })).toEqual({ program: 'minicom', pid: 12 })
  })

  it('is nobody when the program of a stale lock file has ended, and unknown on Windows', async () => {
    const root = machine({ 'dev/ttyUSB0': '', 'run/lock/LCK..ttyUSB0': '99999\n', 'proc/locks': '' })
    expect(await holderOf(join(root, 'dev/ttyUSB0'), { root, ...linux })).toBeNull()
    expect(await holderOf('COM3', { platform: 'win32' })).toBeNull()
    expect(holderName({ program: 'node', pid: process.pid })).toBe('本程序的另一个端口')
  })

  it('is found by its short name', async () => {
    const root = machine({ 'proc/5/comm': 'brltty\n', 'proc/6/comm': 'other\n', 'proc/self/comm': 'brltty\n' })
    expect(await pidsNamed('brltty', root)).toEqual([5])
  })
})

describe.skipIf(!needs('socat') || process.platform !== 'linux')('a port held by another program (needs socat)', () => {
  it('is lost, names the program and its pid, and the doctor says the same', async () => {
    const cable = await ptyCable()
    giveBack(() => cable.remove())
    // serialport's lock is flock; util-linux has the same for a shell.
    const child = spawn('flock', ['--nonblock', cable.station, 'sleep', '60'], { stdio: 'ignore' })
    const ended = once(child, 'exit')
    giveBack(async () => {
      child.kill('SIGKILL')
      await ended
    })
    await eventually(async () => expect(await holderOf(cable.station)).not.toBeNull())
    const here = await opened({ kind: 'serial', path: cable.station }, { retry: { firstMs: 60_000 } })
    expect(here.port.state()).toBe('lost')
    expect(here.port.fault()?.code).toBe('port.busy')
    expect(here.port.fault()?.detail).toMatch(/正被 (flock|sleep)\(进程 \d+\) 占用/)
    const facts = await factsOf({ path: cable.station, link, port: here.port })
    expect(causesOf(facts)[0]).toMatchObject({ code: 'held', on: expect.stringMatching(/^(flock|sleep)\(进程 \d+\)$/) })
    expect(readlinkSync(cable.station)).toMatch(/^\/dev\/pts\//)
  })

  it('facts of an open port: what passed over it, and nobody else', async () => {
    const cable = await ptyCable()
    giveBack(() => cable.remove())
    const here = await opened({ kind: 'serial', path: cable.station })
    expect(causesOf(await factsOf({ path: cable.station, link, port: here.port }))[0]?.code).toBe('quiet')
    here.keeper.frames.push(bytesOf(''))
    const facts = await factsOf({ path: cable.station, link, port: here.port, frames: { ok: 3, damaged: 0, noise: 0 } })
    expect(facts).toMatchObject({ exists: true, open: true, openError: null, holder: null, allowed: true })
    expect(causesOf(facts)[0]?.code).toBe('healthy')
    await cable.unplug()
    await eventually(() => expect(here.port.state()).toBe('lost'))
    expect(causesOf(await factsOf({ path: cable.station, link, port: here.port }))[0]?.code).toBe('unplugged')
  })
})

describe('facts of a machine', () => {
  const path = '/dev/ttyNOT0'
  const first = async (root: string) => causesOf(await factsOf({ path, link, root, ...linux }))[0]
  const device = 'sys/bus/usb/devices'
  const ch340 = {
    [`${device}/1-1/idVendor`]: '1a86\n',
    [`${device}/1-1/idProduct`]: '7523\n',
    [`${device}/1-1:1.0/bInterfaceClass`]: 'ff\n',
  }

  it('brltty: running, with the converter in its hands; or only its rule and no port', async () => {
    const taken = machine(
      { ...ch340, 'proc/5/comm': 'brltty\n' },
      { [`${device}/1-1:1.0/driver`]: '../../../bus/usb/drivers/usbfs' },
    )
    expect(await first(taken)).toEqual({ code: 'brltty', weight: 0.95, on: 'CH340' })
    const rule = 'ENV{PRODUCT}=="1a86/7523/*", ENV{BRLTTY_BRAILLE_DRIVER}="bm"\n'
    expect((await first(machine({ ...ch340, 'usr/lib/udev/rules.d/85-brltty.rules': rule })))?.code).toBe('brltty')
  })

  it('no driver: a converter without port, and no brltty about, or its rule switched off', async () => {
    expect(await first(machine(ch340))).toMatchObject({ code: 'no-driver', on: 'CH340' })
    const rule = '# ENV{PRODUCT}=="1a86/7523/*"\n'
    expect((await first(machine({ ...ch340, 'etc/udev/rules.d/85-brltty.rules': rule })))?.code).toBe('no-driver')
  })

  it('unplugged: nothing there, or only converters that have their port', async () => {
    expect((await first(machine({})))?.code).toBe('unplugged')
    const files = { ...ch340, [`${device}/1-1:1.0/ttyUSB0/port_number`]: '0\n' }
    expect((await first(machine(files, { [`${device}/1-1:1.0/driver`]: '../ch341' })))?.code).toBe('unplugged')
  })
})
