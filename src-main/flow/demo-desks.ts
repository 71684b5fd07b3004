/** What the demonstration's other desks show: blanks enough for a chart, a reading that waits for a person, and a strip read by eye. */
import { stripPhase } from '#core/control/strip.ts'
import { drawnPng } from '#print/picture.ts'
import { openStrips, stripById } from '#storage/strips.ts'
import { registerSample } from './register-sample.ts'
import { addStripPhoto, readStrip, startStrip } from './strips.ts'
import type { World } from './world.ts'

const BY = '演示'
const READER = '王敏'

/** Enough for the bands of a chart (20) and some to be held against them. */
const BLANKS = 24

/** Numbers and values of a run of blanks, each to be measured on its own; a chart of a quiet instrument with one that stands out. */
export function* demoBlanks(world: World): Generator<{ readonly sampleNo: string; readonly value: string }> {
  for (let turn = 0; turn < BLANKS; turn += 1) {
    const value = (turn === BLANKS - 2 ? 4.1 : 1.6 + ((turn * 7) % 11) / 10).toFixed(2)
    yield { sampleNo: registerDemoBlank(world), value }
  }
}

export function registerDemoBlank(world: World): string {
  return registerSample(world, {
    stallCode: null,
    food: '空白对照',
    kind: 'blank',
    nature: 'market',
    origin: null,
    stockKg: null,
    takenBy: BY,
    place: null,
  }).sampleNo
}

/** A lot of its own: the room's list has no window for it, so that a newcomer need not wait for the leaflet's five minutes. */
const kit = { kit: '氯霉素目视卡(演示)', lot: 'M2610', bufferLot: null } as const
const window = { fromSeconds: 60, untilSeconds: 1800 } as const

/** One card without a reader: it runs for a minute, as its clock on the screen says. Null: one is under way already. */
export function startDemoStrip(world: World): number | null {
  if (openStrips(world.db).length > 0) return null
  const { id: sampleId } = registerSample(world, {
    stallCode: 'C-01',
    stallName: '蓝海水产',
    food: '鲫鱼',
    kind: 'ordinary',
    nature: 'market',
    origin: '黄河鄂尔多斯段',
    stockKg: '18.0',
    takenBy: BY,
    place: null,
  })
  const strip = startStrip(world, {
    sampleId,
    item: '氯霉素',
    method: '胶体金免疫层析法',
    ...kit,
    window,
    by: READER,
  })
  for (const [subject, name, lines] of [
    ['sample', '样品(演示).png', []],
    ['strip', '试纸条(演示).png', [36, 60]],
  ] as const)
    addStripPhoto(world, { strip, subject, name, mime: 'image/png', bytes: drawnStrip(lines), by: READER })
  return strip
}

/** True when there is nothing more to do for it. */
export function readDemoStrip(world: World, id: number): boolean {
  const strip = stripById(world.db, id)
  const { kind } = stripPhase(strip.at, strip, world.now())
  if (strip.end !== null || kind === 'late') return true
  if (kind === 'early') return false
  readStrip(world, { id, word: 'negative', by: READER })
  return true
}

/** A drawing and no photograph, as its name says: a pale card with the lines C and T where they stand. */
function drawnStrip(lines: readonly number[]): Uint8Array {
  const [width, height] = [96, 32]
  const row = [0]
  for (let x = 0; x < width; x += 1) {
    const dark = lines.some((line) => x >= line && x < line + 3)
    row.push(...(dark ? [176, 48, 80] : [242, 240, 232]))
  }
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.from(row)))
  return drawnPng(width, height, rows)
}
