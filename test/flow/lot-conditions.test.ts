/** What the room's lists say of lots, people and windows, as it reaches a result. */
import { expect, test } from 'vitest'
import { chooseKit } from '#flow/kit-in-use.ts'
import { saveEntry } from '#flow/save-entry.ts'
import { startStrip } from '#flow/strips.ts'
import { findingsOfResult } from '#storage/controls.ts'
import { stripById } from '#storage/strips.ts'
import { measured, type Room, room, taken } from './room.ts'

function entered(at: Room, list: 'kit' | 'kit-lot' | 'staff', data: Record<string, unknown>): void {
  const saved = saveEntry(at.world, { list, key: null, data, by: '站长' })
  expect(saved.kind, JSON.stringify(saved.findings)).toBe('saved')
}

function withKit(at: Room, lot: Record<string, unknown>): void {
  entered(at, 'kit', {
    code: 'K1',
    name: '农残速测试剂盒',
    maker: '某厂',
    windowMinSeconds: 300,
    windowMaxSeconds: 600,
  })
  entered(at, 'kit-lot', { kit: 'K1', lot: 'L1', ...lot })
}

const use = { port: 'p1', item: null, kit: 'K1', lot: 'L1', bufferLot: null, operator: '王敏', by: '王敏' }
const codesOf = (at: Room) =>
  findingsOfResult(at.world.db, measured(at, taken(at).sampleNo, '12.30').id)
    .map(({ code }) => code)
    .filter((code) => code !== 'blank-missing')

test('a lot is good up to and on its last day, opened or not', () => {
  const at = room()
  withKit(at, { expiresOn: '2026-03-04', openedOn: '2026-03-01', openedLifeDays: 2 })
  chooseKit(at.world, use)
  expect(codesOf(at)).toEqual([])
  at.clock.pass(86_400_000)
  expect(codesOf(at)).toEqual([])
  at.clock.pass(86_400_000)
  expect(codesOf(at)).toEqual(['kit-open-too-long'])
  at.clock.pass(86_400_000)
  expect(codesOf(at)).toEqual(['kit-expired', 'kit-open-too-long'])
})

test('another buffer lot than the one that belongs to the cards', () => {
  const at = room()
  withKit(at, { expiresOn: '2027-01-01', bufferLot: 'B1' })
  chooseKit(at.world, { ...use, bufferLot: 'B1' })
  expect(codesOf(at)).toEqual([])
  chooseKit(at.world, { ...use, bufferLot: 'B2' })
  expect(codesOf(at)).toEqual(['buffer-mismatch'])
})

test('an operator whose training ended, or who is in no list once there is one', () => {
  const at = room()
  withKit(at, { expiresOn: '2027-01-01' })
  chooseKit(at.world, use)
  expect(codesOf(at)).toEqual([])
  entered(at, 'staff', { code: 'S-1', name: '王敏', trainedUntil: '2026-03-02', certificateUntil: '2027-01-01' })
  expect(codesOf(at)).toEqual([])
  at.clock.pass(86_400_000)
  expect(codesOf(at)).toEqual(['operator-untrained'])
  chooseKit(at.world, { ...use, operator: '新来的' })
  expect(codesOf(at)).toEqual(['operator-untrained'])
})

test('the window of a strip is the kit’s, or its lot’s own, whatever is typed', () => {
  const at = room()
  withKit(at, { expiresOn: '2027-01-01' })
  entered(at, 'kit-lot', { kit: 'K1', lot: 'L2', expiresOn: '2027-01-01', windowMinSeconds: 60, windowMaxSeconds: 90 })
  const said = { sampleId: taken(at).id, item: '氯霉素', method: '胶体金法', kit: 'K1', bufferLot: null, by: '王敏' }
  const window = { fromSeconds: 0, untilSeconds: 9_000 }
  expect(stripById(at.world.db, startStrip(at.world, { ...said, lot: 'L1', window }))).toMatchObject({
    fromSeconds: 300,
    untilSeconds: 600,
  })
  expect(stripById(at.world.db, startStrip(at.world, { ...said, lot: 'L2', window }))).toMatchObject({
    fromSeconds: 60,
    untilSeconds: 90,
  })
})
