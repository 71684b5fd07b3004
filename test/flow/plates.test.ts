/** Plates on a real line: filled before the reading, fixed by the first frame, and never a sample in the place of another. */
import { describe, expect, it } from 'vitest'
import type { SampleId } from '#core/ids.ts'
import { placeOnChannel } from '#flow/place-sample.ts'
import { endPlate, loadPlate, platesOn, shapePlate, takeFromPlate } from '#flow/plates.ts'
import { placementsOf } from '#storage/samples.ts'
import { control, put, readChannel as read, readBlank } from './plate-reader.ts'
import { type Room, room, taken } from './room.ts'

const port = 'p1'
const on = (at: Room) => platesOn(at.world, port).on
const wells = (at: Room) =>
  on(at)?.wells.map(({ channel, food, kind, verdict }) => `${channel} ${food} ${kind} ${verdict ?? '-'}`)

describe('filling a plate', () => {
  it('takes the channels in order, controls among them, and puts them in force at once on a free device', () => {
    const at = room()
    const first = taken(at)
    const second = taken(at, { food: '韭菜' })
    control(at, 'blank', '空白')
    put(at, first.sampleNo)
    put(at, second.sampleNo)
    expect(wells(at)).toEqual(['1 空白 blank -', '2 菠菜 ordinary -', '3 韭菜 ordinary -'])
    expect(on(at)?.state).toBe('loaded')
    expect(placementsOf(at.world.db, first.id)).toMatchObject([{ port, channel: '2' }])
    // Moved, and taken away again: still before the first frame.
    put(at, first.sampleNo, '7', 'move')
    expect(placementsOf(at.world.db, first.id)).toMatchObject([{ channel: '7' }])
    takeFromPlate(at.world, on(at)?.plate.id ?? '', '7', '王敏')
    expect(placementsOf(at.world.db, first.id)).toEqual([])
    expect(wells(at)).toEqual(['1 空白 blank -', '3 韭菜 ordinary -'])
    expect(at.count('plate_wells')).toBe(4)
  })

  it('says when it is full, and refuses a channel the device does not have or a sample nobody took', () => {
    const at = room()
    shapePlate(at.world, port, { kind: 'numbers', count: 1 }, '王敏')
    const { sampleNo } = taken(at)
    expect(() => put(at, sampleNo, '2')).toThrow('input.invalid')
    expect(() => put(at, '20260302-9999')).toThrow('not-found')
    put(at, sampleNo)
    expect(() => put(at, taken(at).sampleNo)).toThrow('plate.full')
    expect(() => shapePlate(at.world, port, { kind: 'numbers', count: 4 }, '王敏')).toThrow('input.invalid')
  })
})

describe('the first frame', () => {
  it('fixes the plate: nothing is moved any more, the next scan begins the next plate beside it', () => {
    const at = room()
    const [a, b, c] = [taken(at), taken(at, { food: '韭菜' }), taken(at, { food: '芹菜' })]
    readBlank(at)
    put(at, a.sampleNo)
    put(at, b.sampleNo)
    read(at, '1', '3.00')
    expect(on(at)?.state).toBe('running')
    expect(wells(at)).toEqual(['1 菠菜 ordinary negative', '2 韭菜 ordinary -'])
    const id = on(at)?.plate.id ?? ''
    expect(() => takeFromPlate(at.world, id, '2', '王敏')).toThrow('plate.locked')
    const direct = { sampleId: c.id as SampleId, port, channel: '2', by: '王敏' }
    expect(() => placeOnChannel(at.world, direct)).toThrow('plate.locked')

    put(at, c.sampleNo)
    expect(platesOn(at.world, port).next).toMatchObject({ state: 'filling', wells: [{ channel: '1', food: '芹菜' }] })
    // The running plate still owns the channels: what comes now is its own.
    expect(placementsOf(at.world.db, c.id)).toEqual([])
    read(at, '2', '4.00')
    expect(wells(at)).toEqual(['1 菠菜 ordinary negative', '2 韭菜 ordinary negative'])
    expect(on(at)?.state).toBe('done')

    loadPlate(at.world, platesOn(at.world, port).next?.plate.id ?? '', '王敏')
    expect(on(at)).toMatchObject({ state: 'loaded', wells: [{ food: '芹菜', verdict: null }] })
    // A run takes its minutes; what a device clock puts near the change of plates would be asked about.
    at.clock.pass(600_000)
    read(at, '1', '61.00')
    expect(wells(at)).toEqual(['1 芹菜 ordinary positive'])
    expect(at.count('results WHERE control = 0')).toBe(3)
  })

  it('of an earlier run does not fix a plate made after it', () => {
    const at = room()
    read(at, '1', '3.00')
    put(at, taken(at).sampleNo)
    expect(on(at)?.state).toBe('loaded')
  })

  it('that waits for a person shows on its channel', () => {
    const at = room()
    put(at, taken(at).sampleNo)
    read(at, '5', '3.00')
    expect(on(at)).toMatchObject({ state: 'running', claims: [{ channel: '5', sampleNo: null }] })
  })
})

describe('a plate that was taken off', () => {
  it('frees its channels, stays on record and never moves again', () => {
    const at = room()
    const { id, sampleNo } = taken(at)
    put(at, sampleNo)
    endPlate(at.world, on(at)?.plate.id ?? '', '王敏')
    expect(placementsOf(at.world.db, id)).toEqual([])
    expect(on(at)).toBeNull()
    expect(at.count('plates')).toBe(1)
    expect(() => at.world.db.exec("UPDATE plates SET ended_by = 'x'")).toThrow('never moves again')
    expect(() => at.world.db.exec('DELETE FROM plate_wells')).toThrow('never erased')
  })
})
