/** One sample in two channels of a plate: each reading finds its channel, two retests decide at once, and of two first tests the worse one does. */
import { describe, expect, it } from 'vitest'
import type { SampleId } from '#core/ids.ts'
import type { OnPlateAgain } from '#core/sample/parallel.ts'
import { dayBounds } from '#core/time.ts'
import { loadPlate, platesOn } from '#flow/plates.ts'
import { publicationFacts } from '#storage/kpi.ts'
import { candidatesForNotice } from '#storage/notices.ts'
import { onChannel } from '#storage/samples.ts'
import { control, put as place, readChannel as read, readBlank } from './plate-reader.ts'
import { room as bareRoom, ITEM, type Room, taken } from './room.ts'

const port = 'p1'
/** Its blank was read before any plate. */
function room(): Room {
  const at = bareRoom()
  readBlank(at)
  return at
}

const put = (at: Room, sampleNo: string, again?: OnPlateAgain, channel: string | null = null) =>
  place(at, sampleNo, channel, again)
const wells = (at: Room) =>
  platesOn(at.world, port).on?.wells.map(({ channel, food, value }) => `${channel} ${food} ${value ?? '-'}`)
const results = (at: Room) =>
  at
    .rows('SELECT value, verdict, round, failure_id IS NOT NULL AS cased FROM results WHERE control = 0 ORDER BY id')
    .map((row) => {
      return `${row.value} ${row.verdict} ${row.round}${row.cased === 1 ? ' cased' : ''}`
    })
const stages = (at: Room) => at.rows('SELECT stage FROM failures ORDER BY seq').map(({ stage }) => stage)
const onBoard = (at: Room) => {
  const day = dayBounds('2026-03-02', 480)
  const due = publicationFacts(at.world.db, day).map(({ resultId }) => resultId)
  const shown = candidatesForNotice(at.world.db, day).filter(({ accused, failureId }) => !accused && failureId === null)
  return [due, shown.map(({ resultId }) => resultId)]
}

/** The next plate, the samples in these channels of it, after the run before was told whole. */
function nextPlate(at: Room, ...samples: readonly string[]): void {
  for (const sampleNo of samples) put(at, sampleNo)
  at.clock.pass(120_000)
  loadPlate(at.world, platesOn(at.world, port).next?.plate.id ?? '', '王敏')
  at.clock.pass(120_000)
}

describe('a sample that a plate has already', () => {
  it('is asked about, and stands in both channels only when that is meant', () => {
    const at = room()
    const { sampleNo } = taken(at)
    put(at, sampleNo)
    const before = at.everything()
    expect(() => put(at, sampleNo)).toThrow('plate.twice')
    expect(() => put(at, sampleNo, undefined, '7')).toThrow('plate.twice')
    expect(at.everything()).toEqual(before)
    put(at, sampleNo, undefined, '1')
    expect(at.everything()).toEqual(before)
    put(at, sampleNo, 'parallel')
    expect(wells(at)).toEqual(['1 菠菜 -', '2 菠菜 -'])
    expect(at.count('placements WHERE freed_at IS NULL')).toBe(2)
    put(at, sampleNo, 'move', '7')
    expect(wells(at)).toEqual(['7 菠菜 -'])
    expect(at.count('placements WHERE freed_at IS NULL')).toBe(1)
    const audit = at.rows("SELECT detail FROM audit WHERE action = 'sample.place' ORDER BY id")
    expect(audit.map(({ detail }) => detail)).toEqual(['p1 1', 'p1 2 beside 1', 'p1 7'])
  })

  it('shows each channel its own reading, and is done when both came', () => {
    const at = room()
    const [a, b] = [taken(at), taken(at, { food: '韭菜' })]
    put(at, a.sampleNo)
    put(at, b.sampleNo)
    put(at, a.sampleNo, 'parallel')
    read(at, '3', '3.00')
    expect(wells(at)).toEqual(['1 菠菜 -', '2 韭菜 -', '3 菠菜 3.00'])
    read(at, '2', '4.00')
    expect(platesOn(at.world, port).on?.state).toBe('running')
    read(at, '1', '5.00')
    expect(wells(at)).toEqual(['1 菠菜 5.00', '2 韭菜 4.00', '3 菠菜 3.00'])
    expect(platesOn(at.world, port).on?.state).toBe('done')
    expect(at.count('claims')).toBe(0)
  })

  it('is filled in order by a device that tells numbers and no channels', () => {
    const at = room()
    const { sampleNo } = taken(at)
    put(at, sampleNo)
    put(at, sampleNo, 'parallel')
    read(at, null, '3.00', { sampleNo })
    expect(wells(at)).toEqual(['1 菠菜 3.00', '2 菠菜 -'])
    read(at, null, '5.00', { sampleNo })
    expect(wells(at)).toEqual(['1 菠菜 3.00', '2 菠菜 5.00'])
  })

  it('is still waited for in the channel that said nothing', () => {
    const at = room()
    const [a, b] = [taken(at), taken(at, { food: '韭菜' })]
    put(at, a.sampleNo)
    put(at, a.sampleNo, 'parallel')
    read(at, '2', '3.00')
    nextPlate(at, b.sampleNo, a.sampleNo)
    const arrivedAt = at.clock.now()
    const stays = (channel: string) =>
      onChannel(at.world.db, { port, channel, item: ITEM, arrivedAt, before: 99 as never }).stays
    expect(stays('1').map(({ sample, settled }) => [sample.id, settled])).toEqual([
      [b.id, null],
      [a.id, null],
    ])
    expect(stays('2').map(({ settled }) => settled)).toEqual([null, 'read'])
  })
})

describe('two retests side by side', () => {
  const failed = () => {
    const at = room()
    const { sampleNo } = taken(at)
    put(at, sampleNo)
    read(at, '1', '61.00')
    expect(stages(at)).toEqual(['retest-due'])
    return { at, sampleNo }
  }

  it('are placed without a question, the third is asked about', () => {
    const { at, sampleNo } = failed()
    put(at, sampleNo)
    put(at, sampleNo)
    expect(platesOn(at.world, port).next?.wells.map(({ channel }) => channel)).toEqual(['1', '2'])
    expect(() => put(at, sampleNo)).toThrow('plate.twice')
  })

  it.each([
    ['3.00', '4.00', 'cleared'],
    ['3.00', '62.00', 'notify-due'],
    ['62.00', '3.00', 'notify-due'],
  ])('%s and %s: %s', (first, second, stage) => {
    const { at, sampleNo } = failed()
    nextPlate(at, sampleNo, sampleNo)
    read(at, '1', first)
    expect(stages(at)).toEqual(['retest-due'])
    read(at, '2', second)
    expect(stages(at)).toEqual([stage])
    expect(results(at).map((row) => row.split(' ')[2])).toEqual(['first', 'retest-1', 'retest-2'])
    expect(at.count('claims')).toBe(0)
  })

  it('of which one was invalid ask for one more, and that one without a question', () => {
    const { at, sampleNo } = failed()
    nextPlate(at, sampleNo, sampleNo)
    read(at, '1', '无效')
    read(at, '2', '3.00')
    expect(stages(at)).toEqual(['retest-due'])
    put(at, sampleNo)
    expect(() => put(at, sampleNo)).toThrow('plate.twice')
  })
})

describe('two first tests side by side', () => {
  const tested = (...values: readonly string[]) => {
    const at = room()
    const { sampleNo } = taken(at)
    put(at, sampleNo)
    for (const _ of values.slice(1)) put(at, sampleNo, 'parallel')
    for (const [index, value] of values.entries()) read(at, String(index + 1), value)
    return { at, sampleNo }
  }

  it.each([
    [
      ['61.00', '3.00'],
      ['61.00 positive first cased', '3.00 negative first'],
    ],
    [
      ['3.00', '61.00'],
      ['3.00 negative first', '61.00 positive first cased'],
    ],
  ])('%j: the worse one decides whichever came first, and no retest is saved by the other', (values, kept) => {
    const { at, sampleNo } = tested(...values)
    expect(results(at)).toEqual(kept)
    expect(stages(at)).toEqual(['retest-due'])
    // The negative half of it is no news for the public while the other half stands.
    expect(onBoard(at)).toEqual([[], []])
    nextPlate(at, sampleNo, sampleNo)
    read(at, '1', '3.00')
    expect(stages(at)).toEqual(['retest-due'])
    read(at, '2', '4.00')
    expect(stages(at)).toEqual(['cleared'])
    expect(results(at).slice(2)).toEqual(['3.00 negative retest-1 cased', '4.00 negative retest-2 cased'])
    expect(onBoard(at)[1]).toHaveLength(1)
  })

  it('that waited for the blank of their plate are judged alike when it comes', () => {
    const at = bareRoom()
    const { sampleNo } = taken(at)
    control(at, 'blank', '空白')
    put(at, sampleNo)
    put(at, sampleNo, 'parallel')
    read(at, '2', '61.00')
    read(at, '3', '3.00')
    expect(results(at)).toEqual([])
    read(at, '1', '1.00')
    expect(results(at)).toEqual(['61.00 positive first cased', '3.00 negative first'])
    expect(wells(at)).toEqual(['1 空白 1.00', '2 菠菜 61.00', '3 菠菜 3.00'])
    expect(stages(at)).toEqual(['retest-due'])
  })

  it('that both accuse: the second counts as a repeat', () => {
    const { at } = tested('61.00', '62.00')
    expect(results(at)).toEqual(['61.00 positive first cased', '62.00 positive retest-1 cased'])
  })

  it('both negative are two results and no case', () => {
    const { at } = tested('3.00', '4.00')
    expect(results(at)).toEqual(['3.00 negative first', '4.00 negative first'])
    expect(stages(at)).toEqual([])
    expect(onBoard(at)[0]).toHaveLength(2)
  })

  it('a negative of a sample that was found positive is not shown as its result, though it came first', () => {
    const at = room()
    const { id, sampleNo } = taken(at)
    put(at, sampleNo)
    read(at, '1', '3.00')
    expect(onBoard(at)[0]).toHaveLength(1)
    nextPlate(at, sampleNo)
    read(at, '1', '61.00')
    expect(onBoard(at)).toEqual([[], []])
    expect(at.count(`results WHERE sample = (SELECT seq FROM samples WHERE id = '${id as SampleId}')`)).toBe(2)
  })
})
