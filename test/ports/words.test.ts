/** What systems say, as faults; and when a lost port is tried again. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import { portFault } from '#ports/os-error.ts'
import { retryDelay } from '#ports/retry.ts'
import { destinationOf } from '#ports/simulate.ts'
import { chipOf, knownUsbIds, usbId } from '#ports/usb-ids.ts'

const coded = (code: string) => Object.assign(new Error(`connect ${code} 192.168.1.9:9100`), { code })

describe('faults of ports', () => {
  it.each([
    ['Error Resource temporarily unavailable Cannot lock port', 'port.busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'port.busy'],
    ['Opening COM3: Access denied', 'port.busy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'port.denied'],
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'port.unknown'],
    ['Opening COM9: File not found', 'port.unknown'],
    ['Error: Inappropriate ioctl for device, cannot open /dev/null', 'port.unknown'],
    ['Error: Input/output error, cannot open /dev/ttyS7', 'port.unknown'],
    ['something new', 'port.lost'],
  ])('%s', (words, code) => {
    expect(portFault(new Error(words), 'COM3')).toMatchObject({ code, detail: expect.stringContaining(words) })
  })

  it.each([
    ['ECONNREFUSED', 'port.refused'],
    ['EHOSTUNREACH', 'port.refused'],
    ['ENOTFOUND', 'port.refused'],
    ['EADDRINUSE', 'port.in-use'],
    ['EADDRNOTAVAIL', 'port.unknown'],
    ['EACCES', 'port.denied'],
    ['ECONNRESET', 'port.lost'],
  ])('%s', (code, fault) => {
    expect(portFault(coded(code), '192.168.1.9:9100')).toMatchObject({
      code: fault,
      detail: `connect ${code} 192.168.1.9:9100`,
    })
  })

  it('stay what they are', () => {
    const fault = new Fault('disk.full')
    expect(portFault(fault, 'COM3')).toBe(fault)
  })
})

describe('trying again', () => {
  const steady = { firstMs: 1_000, longestMs: 30_000, jitter: () => 0 }

  it('doubles from one second to thirty', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => retryDelay(failures, steady))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
  })

  it('comes up to a fifth earlier by jitter, never later', () => {
    expect(retryDelay(6, { ...steady, jitter: () => 0.5 })).toBe(27_000)
    expect(retryDelay(6, { ...steady, jitter: () => 0.999999 })).toBe(24_000)
  })
})

describe('names', () => {
  it('of destinations', () => {
    expect(destinationOf('tcp://127.0.0.1:9100')).toEqual({ kind: 'tcp-client', host: '127.0.0.1', port: 9100 })
    expect(destinationOf('tcp://[::1]:9100')).toEqual({ kind: 'tcp-client', host: '::1', port: 9100 })
    expect(destinationOf('/dev/ttyUSB0')).toEqual({ kind: 'serial', path: '/dev/ttyUSB0' })
    for (const bad of ['tcp://host', 'tcp://host:0', 'tcp://host:70000', 'tcp:host:1'])
      expect(() => destinationOf(bad)).toThrow('input.invalid')
  })

  it('of USB chips', () => {
    expect(chipOf(usbId('1a86', '7523'))).toBe('CH340')
    expect(chipOf(usbId('ffff', '0001'))).toBeNull()
    const rules = readFileSync(new URL('../../packaging/60-kuaijian-serial.rules', import.meta.url), 'utf8').split('\n')
    for (const id of knownUsbIds.filter((one) => chipOf(one) !== 'printer')) {
      const [vendor = '', product = ''] = id.toLowerCase().split(':')
      expect(
        rules.some((line) => line.includes(`"${vendor}"`) && line.includes(product)),
        id,
      ).toBe(true)
    }
    expect(usbId('1a86', undefined)).toBeNull()
  })
})
