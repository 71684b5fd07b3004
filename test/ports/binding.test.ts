/** Twin adapters swapped and re-plugged a thousand times: never a wrong one by itself; and what the systems call a serial number and a socket. */
import { describe, expect, it } from 'vitest'
import { isFault } from '#core/fault.ts'
import { type Binding, bindingFrom, bindingOf, bindPort, type Listed, usbOf } from '#ports/binding.ts'
import { credibleSerial, linuxLocation, windowsIdentity } from '#ports/identity.ts'
import { pathOf } from '#ports/serial.ts'
import { pick, randomFrom } from '#test/core/support/random.ts'

const CH340 = '1A86:7523'
const sockets = ['14.0/1.1:1.0', '14.0/1.2:1.0', '14.0/1.3:1.0', '14.0/1.4:1.0', '14.0/2:1.0']

interface Adapter {
  readonly name: string
  readonly serial: string | null
}

interface Plugged extends Listed {
  readonly adapter: string
}

/** Any adapters in any sockets, some unplugged, named ttyUSB0, 1 ... in the order of plugging. */
function plugged(random: () => number, adapters: readonly Adapter[], present = 0.85): readonly Plugged[] {
  const free = [...sockets]
  const order = adapters.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at)
  return order
    .filter(() => random() < present)
    .map(({ one }, n) => {
      const location = pick(random, free)
      free.splice(free.indexOf(location), 1)
      return { path: `/dev/ttyUSB${n}`, usb: CH340, serialNumber: one.serial, location, adapter: one.name }
    })
}

function shuffles(adapters: readonly Adapter[], isRight: (saved: Binding, name: string, found: Plugged) => boolean) {
  const random = randomFrom(adapters.length * 7919)
  const counts = { found: 0, ask: 0, absent: 0, wrong: 0 }
  for (let round = 0; round < 1_000; round += 1) {
    const before = plugged(random, adapters, 1)
    const after = plugged(random, adapters)
    for (const port of before) {
      const saved = bindingOf(port, before)
      const bound = bindPort(saved, after)
      counts[bound.kind] += 1
      if (bound.kind === 'found') {
        const found = after.find((one) => one.path === bound.path)
        if (found === undefined || !isRight(saved, port.adapter, found)) counts.wrong += 1
      }
      if (bound.kind === 'absent') expect(after.filter((one) => one.serialNumber === saved.serialNumber)).toEqual([])
    }
  }
  return counts
}

describe('1,000 shuffles', () => {
  it.each([2, 3])('%i equal CH340: the socket decides, otherwise a person is asked', (count) => {
    const adapters = Array.from({ length: count }, (_, n) => ({ name: `cable-${n}`, serial: null }))
    const counts = shuffles(adapters, (saved, _, found) => found.location === saved.location)
    expect(counts.wrong).toBe(0)
    expect(counts.found).toBeGreaterThan(300)
    expect(counts.ask).toBeGreaterThan(300)
  })

  it('adapters with numbers of their own are found in any socket, and asked for only when another sits in theirs', () => {
    const adapters = ['A9QX1', 'B7TT2', 'C55K3'].map((serial) => ({ name: serial, serial }))
    const counts = shuffles(adapters, (_, name, found) => found.adapter === name)
    expect(counts.wrong).toBe(0)
    expect(counts.found).toBeGreaterThan(2_400)
    expect(counts.ask).toBeLessThan(counts.absent)
  })

  it.each(['0001', 'A50285BI'])('three that share the number %s are told apart by socket only', (serial) => {
    const adapters = [1, 2, 3].map((n) => ({ name: `clone-${n}`, serial }))
    const counts = shuffles(adapters, (saved, _, found) => found.location === saved.location)
    expect(counts.wrong).toBe(0)
    expect(counts.ask).toBeGreaterThan(300)
  })

  it('at the opening of a port: the listed path of the saved socket, or a fault that says why not', async () => {
    const random = randomFrom(31)
    const adapters = [1, 2].map((n) => ({ name: `cable-${n}`, serial: null }))
    const ended: Record<string, number> = {}
    for (let round = 0; round < 1_000; round += 1) {
      const before = plugged(random, adapters, 1)
      const after = plugged(random, adapters)
      const ports = after.map((one) => ({ ...one, maker: null, chip: 'CH340' }))
      for (const port of before) {
        const settings = { path: port.path, usb: usbOf(bindingOf(port, before)) }
        const opening = pathOf(settings, async () => ({ ports, fault: null }))
        const how = await opening.then(
          (path) => (after.find((one) => one.path === path)?.location === port.location ? 'right' : 'wrong'),
          (error: unknown) => (isFault(error) ? error.code : 'bug'),
        )
        ended[how] = (ended[how] ?? 0) + 1
      }
    }
    expect(Object.keys(ended).sort()).toEqual(['port.unknown', 'port.which', 'right'])
    expect(ended.right).toBeGreaterThan(200)
  })

  it('one with a number beside two without', () => {
    const adapters = [
      { name: 'one', serial: null },
      { name: 'two', serial: null },
      { name: 'own', serial: 'XK77A1' },
    ]
    const counts = shuffles(adapters, (saved, name, found) =>
      saved.serialNumber === null
        ? found.location === saved.location && found.serialNumber === null
        : found.adapter === name,
    )
    expect(counts.wrong).toBe(0)
  })
})

describe('a binding', () => {
  const saved: Binding = { path: '/dev/ttyUSB0', usb: CH340, serialNumber: null, location: sockets[0] ?? '' }
  const at = (path: string, location: string | null, serialNumber: string | null = null, usb = CH340): Listed => ({
    path,
    usb,
    serialNumber,
    location,
  })

  it('follows its socket when two adapters change places: what hangs behind is for the driver to confirm', () => {
    const swapped = [at('/dev/ttyUSB0', '14.0/1.2:1.0'), at('/dev/ttyUSB1', '14.0/1.1:1.0')]
    expect(bindPort(saved, swapped)).toEqual({ kind: 'found', path: '/dev/ttyUSB1' })
  })

  it('asks for the only equal adapter in another socket, and for several', () => {
    const moved = at('/dev/ttyUSB0', '14.0/9:1.0')
    expect(bindPort(saved, [moved])).toEqual({ kind: 'ask', candidates: [moved], reason: 'moved' })
    expect(bindPort(saved, [moved, at('/dev/ttyUSB1', '14.0/8:1.0')])).toMatchObject({ reason: 'several' })
    expect(bindPort(saved, [at('/dev/ttyUSB0', '14.0/1.1:1.0', 'XK77A1')])).toMatchObject({ reason: 'replaced' })
    expect(bindPort(saved, [at('/dev/ttyUSB0', '14.0/1.1:1.0', null, '0403:6001')])).toEqual({ kind: 'absent' })
  })

  it('to a numbered adapter is absent beside others, and asked for when another sits in its socket', () => {
    const numbered = { ...saved, serialNumber: 'XK77A1' }
    expect(bindPort(numbered, [at('/dev/ttyUSB0', '14.0/9:1.0', 'OTHER1'), at('/dev/ttyUSB1', '14.0/8:1.0')])).toEqual({
      kind: 'absent',
    })
    expect(bindPort(numbered, [at('/dev/ttyUSB0', '14.0/1.1:1.0')])).toMatchObject({ kind: 'ask', reason: 'replaced' })
  })

  it('to one port of a two-port adapter keeps to that port in any socket', () => {
    const second = { ...saved, serialNumber: 'XK77A1', location: '14.0/1.1:1.1' }
    const both = [at('/dev/ttyUSB0', '14.0/3:1.0', 'XK77A1'), at('/dev/ttyUSB1', '14.0/3:1.1', 'XK77A1')]
    expect(bindPort(second, both)).toEqual({ kind: 'found', path: '/dev/ttyUSB1' })
    expect(bindPort(second, both.slice(0, 1))).toMatchObject({ kind: 'ask' })
  })

  it('without USB is its path, listed or not', () => {
    for (const path of ['/dev/ttyCH343USB0', '/dev/pts/4', 'COM1'])
      expect(bindPort(bindingFrom(path, undefined), [])).toEqual({ kind: 'found', path })
  })

  it('where no socket is known goes by COM number, which Windows ties to the socket, and never by ttyUSB number', () => {
    const windows = { ...saved, path: 'COM7', location: null }
    expect(bindPort(windows, [at('COM3', null), at('COM7', null)])).toEqual({ kind: 'found', path: 'COM7' })
    expect(bindPort({ ...saved, location: null }, [at('/dev/ttyUSB0', null)])).toMatchObject({ kind: 'ask' })
  })

  it('goes through the settings and comes back', () => {
    for (const one of [saved, { ...saved, serialNumber: 'XK77A1', serialShared: true }])
      expect(bindingFrom(one.path, usbOf(one))).toEqual(one)
    expect(usbOf(bindingFrom('COM1', undefined))).toBeUndefined()
  })
})

describe('identity', () => {
  it.each(['', '0', '0001', '000000', '123456', '0123456789ABCDEF', '11111', undefined])(
    '%s is no number',
    (serial) => {
      expect(credibleSerial(serial)).toBeNull()
    },
  )

  it.each(['A50285BI', '5583020161', '00000000001A'])('%s is one', (serial) => {
    expect(credibleSerial(serial)).toBe(serial)
  })

  it('of Linux is the socket behind the controller, whatever number the bus has this time', () => {
    const device = (bus: number) =>
      `/sys/devices/pci0000:00/0000:00:14.0/usb${bus}/${bus}-1/${bus}-1.4/${bus}-1.4:1.0/ttyUSB0`
    expect(linuxLocation(device(1), '0')).toBe('0000:00:14.0/1.4:1.0')
    expect(linuxLocation(device(3), '0')).toBe('0000:00:14.0/1.4:1.0')
    expect(linuxLocation(device(3), '1')).toBe('0000:00:14.0/1.4:1.0#1')
    expect(linuxLocation('/sys/devices/platform/soc/3900.usb/xhci-hcd.1.auto/usb5/5-2/5-2:1.0', undefined)).toBe(
      '3900.usb/2:1.0',
    )
    expect(linuxLocation('/sys/devices/pnp0/00:01/tty/ttyS0', undefined)).toBeNull()
  })

  it('of Windows: a made-up instance is a socket, not a serial number', () => {
    const ch340 = {
      pnpId: 'USB\\VID_1A86&PID_7523\\5&2f3a1b&0&3',
      serialNumber: '5&2f3a1b&0&3',
      locationId: 'Port_#0003.Hub_#0001',
    }
    expect(windowsIdentity(ch340)).toEqual({ serialNumber: null, location: '5&2F3A1B&0&3' })
    const ftdi = { pnpId: 'FTDIBUS\\VID_0403+PID_6001+A50285BIA\\0000', serialNumber: 'A50285BI' }
    expect(windowsIdentity(ftdi)).toEqual({ serialNumber: 'A50285BI', location: null })
    expect(windowsIdentity({ pnpId: 'FTDIBUS\\VID_0403+PID_6001+6&1A&0&2\\0000', serialNumber: '6&1A&0&2' })).toEqual({
      serialNumber: null,
      location: '6&1A&0&2',
    })
    expect(windowsIdentity({})).toEqual({ serialNumber: null, location: null })
  })
})
