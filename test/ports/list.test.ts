/** The list of serial ports: with and without udevadm, and what lies in /dev. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listSerialPorts } from '#ports/list.ts'
import { needs } from '#test/fakes/needs.ts'
import { machine } from './machine.ts'
import { giveBack } from './opened.ts'

function withoutPrograms(): void {
  const before = process.env.PATH
  const empty = mkdtempSync(join(tmpdir(), 'no-programs-'))
  process.env.PATH = empty
  giveBack(async () => {
    process.env.PATH = before
    rmSync(empty, { recursive: true, force: true })
  })
}

const usbDevice = 'sys/devices/usb1/1-1'

describe.runIf(process.platform === 'linux')('serial ports of a Linux machine', () => {
  it('without udevadm come from /dev, with the fault beside them', async () => {
    withoutPrograms()
    const root = machine(
      {
        'dev/ttyUSB10': '',
        'dev/ttyUSB2': '',
        'dev/ttyCH343USB0': '',
        'dev/ttyACM0': '',
        'dev/ttyS0': '',
        'dev/ttyS1': '',
        'dev/tty1': '',
        'dev/null': '',
        'sys/class/tty/ttyS0/type': '4\n',
        'sys/class/tty/ttyS1/type': '0\n',
        [`${usbDevice}/idVendor`]: '1a86\n',
        [`${usbDevice}/idProduct`]: '7523\n',
        [`${usbDevice}/1-1:1.0/ttyUSB2/port_number`]: '1\n',
        [`${usbDevice}/serial`]: 'A50285BI\n',
      },
      {
        'sys/class/tty/ttyUSB2/device': '../../../devices/usb1/1-1/1-1:1.0/ttyUSB2',
        'dev/serial/by-id/usb-1a86_USB_Serial-if00-port0': '../../ttyUSB2',
      },
    )
    const { ports, fault } = await listSerialPorts({ root })
    expect(fault?.code).toBe('port.no-udevadm')
    expect(fault?.detail).toContain('udevadm')
    expect(ports.map((one) => one.path.slice(root.length))).toEqual([
      '/dev/ttyACM0',
      '/dev/ttyCH343USB0',
      '/dev/ttyS0',
      '/dev/ttyUSB2',
      '/dev/ttyUSB10',
    ])
    expect(ports[3]).toEqual({
      path: join(root, 'dev/ttyUSB2'),
      maker: 'usb-1a86_USB_Serial-if00-port0',
      usb: '1A86:7523',
      chip: 'CH340',
      serialNumber: 'A50285BI',
      location: '1:1.0#1',
    })
    expect(ports[0]).toMatchObject({ maker: null, usb: null, chip: null, serialNumber: null, location: null })
  })

  it('without udevadm and without a /dev are none, and no crash', async () => {
    withoutPrograms()
    expect(await listSerialPorts({ root: '/nowhere' })).toMatchObject({ ports: [], fault: { code: 'port.no-udevadm' } })
  })

  it.skipIf(!needs('udevadm'))('with udevadm carry no fault (needs udevadm)', async () => {
    expect((await listSerialPorts()).fault).toBeNull()
  })
})
