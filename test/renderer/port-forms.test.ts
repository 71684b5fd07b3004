/** The forms of the instrument desk: the line somebody describes, item names worth keeping, and the words for states and clocks. */
import { describe, expect, it } from 'vitest'
import { channelDrifts, onOneAxis } from '#charts/drift-words.ts'
import type { PortView } from '#contract/port.ts'
import { codesOf, namesToSave } from '#features/port/item-codes.ts'
import { warningsOf } from '#features/port/port-warnings.tsx'
import { holderOf, offsetWords, stateOf, transportWords } from '#features/port/port-words.ts'
import { emptyDraft, picked, transportOf, typed } from '#features/port/transport-draft.ts'
import { serialChoices } from '#ui/serial-words.ts'

const adapter = {
  path: '/dev/ttyUSB0',
  maker: '1a86',
  usb: '1A86:7523',
  chip: 'CH340',
  serialNumber: null,
  location: '1-1.2',
}

describe('a line in the form', () => {
  it('picked from the list remembers its adapter, typed over it forgets it', () => {
    const draft = picked(emptyDraft, adapter)
    expect(transportOf(draft)).toEqual({
      kind: 'serial',
      path: '/dev/ttyUSB0',
      usb: { id: '1A86:7523', serialNumber: null, location: '1-1.2' },
    })
    expect(transportOf(typed(draft, '/dev/ttyUSB1'))).toEqual({ kind: 'serial', path: '/dev/ttyUSB1' })
  })

  it('sets only what differs from the model', () => {
    const draft = { ...typed(emptyDraft, 'COM3'), baudRate: '19200', parity: 'even', dataBits: '7' } as const
    expect(transportOf(draft)).toEqual({ kind: 'serial', path: 'COM3', baudRate: 19200, dataBits: 7, parity: 'even' })
    expect(transportWords({ kind: 'serial', path: 'COM3', baudRate: 19200, dataBits: 7, parity: 'even' }, null)).toBe(
      '串口 COM3 · 19200 7E·',
    )
  })

  it('is nothing while a number in it is none', () => {
    expect(transportOf({ ...typed(emptyDraft, 'COM3'), baudRate: 'fast' })).toBeNull()
    expect(transportOf({ ...emptyDraft, kind: 'tcp-client', host: '10.0.0.5', port: '0' })).toBeNull()
    expect(transportOf({ ...emptyDraft, kind: 'tcp-server', port: '0' })).toEqual({ kind: 'tcp-server', port: 0 })
  })

  it('may be a folder, with or without a pattern', () => {
    const draft = { ...emptyDraft, kind: 'folder', folder: ' D:\\out ' } as const
    expect(transportOf(draft)).toEqual({ kind: 'folder', path: 'D:\\out' })
    expect(transportOf({ ...draft, pattern: '*.csv' })).toEqual({ kind: 'folder', path: 'D:\\out', pattern: '*.csv' })
  })

  it('an adapter is told from its twin by its socket', () => {
    expect(serialChoices([adapter])[0]?.detail).toBe('CH340 · 1a86 · USB 口 1-1.2')
    expect(
      serialChoices([{ ...adapter, path: 'COM1', maker: null, usb: null, chip: null, location: null }])[0]?.detail,
    ).toBe('主板自带串口')
  })
})

describe('item names', () => {
  const table = [{ code: '0A', name: '有机磷', unit: '%' }]

  it('are given to what the readings carry: the table’s word, or the code where it is passed on', () => {
    expect(codesOf(table, ['有机磷', 'X9'], {}).map(({ said }) => said)).toEqual(['有机磷', 'X9'])
    expect(codesOf(table, ['0A'], {}).map(({ said }) => said)).toEqual(['0A'])
  })

  it('left blank are not kept, and their order does not matter', () => {
    expect(namesToSave({ b: ' 乙 ', a: '甲', c: '  ' })).toEqual({ a: '甲', b: '乙' })
    expect(JSON.stringify(namesToSave({ b: '乙', a: '甲' }))).toBe(JSON.stringify(namesToSave({ a: '甲', b: '乙' })))
  })
})

describe('words of an instrument', () => {
  const busy = (detail: string) => ({
    state: 'lost' as const,
    fault: { code: 'port.busy', what: '', why: '', next: '', detail },
  })

  it('a held port names the program that holds it', () => {
    const held = busy('/dev/ttyUSB0: Cannot lock port — 正被 minicom(进程 1234) 占用')
    expect(holderOf(held)).toBe('minicom(进程 1234)')
    expect(stateOf(held).word).toBe('被 minicom 占用')
    expect(stateOf(busy('COM3: Access denied')).word).toBe('被别的程序占用')
  })

  it('a clock is ahead or behind in units a person reads', () => {
    expect([0, 45, -90, 3 * 3600].map(offsetWords)).toEqual(['准', '快 45 秒', '慢 1 分', '快 3 小时'])
  })

  it('a wrong clock and a due certificate each say what to do', () => {
    const port = {
      clockWrong: true,
      clockOffset: -720,
      calibrationDue: 'over',
      calibration: { dueOn: '2026-11-01', certificate: null },
    } as PortView
    expect(warningsOf(port).map(({ what }) => what)).toEqual(['仪器时钟慢 12 分', '检定/校准 2026-11-01 已到期'])
    expect(warningsOf(port).every(({ next }) => next !== '')).toBe(true)
    expect(warningsOf({ ...port, clockWrong: false, calibrationDue: 'fine' })).toEqual([])
  })
})

describe('channel drift', () => {
  const series = [
    { item: '有机磷', unit: '%', channel: '10', points: [{ at: '2026-11-02T06:00:00', value: 5 }] },
    {
      item: '有机磷',
      unit: '%',
      channel: '2',
      points: [
        { at: '2026-11-01T06:00:00', value: 1 },
        { at: '2026-11-02T06:00:00', value: 3 },
      ],
    },
  ]

  it('counts channels as a person does and leaves empty ones out', () => {
    const drifts = channelDrifts([...series, { item: '有机磷', unit: '%', channel: '1', points: [] }])
    expect(drifts.map(({ channel }) => channel)).toEqual(['2', '10'])
    expect(drifts[0]).toEqual({ channel: '2', count: 2, latest: 3, mean: 2, least: 1, most: 3 })
  })

  it('puts all channels on one axis of time', () => {
    expect(onOneAxis(series)).toEqual({
      times: ['2026-11-01T06:00:00', '2026-11-02T06:00:00'],
      values: [
        [null, 5],
        [1, 3],
      ],
    })
  })
})
