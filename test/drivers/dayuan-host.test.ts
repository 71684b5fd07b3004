/** 达元 03 FF family, the dialogue: what is asked in which order, again, and never. */
import { describe, expect, it } from 'vitest'
import { driver as dy3000dy } from '#drivers/dayuan/dy-3000dy/driver.ts'
import { driver as dy6600 } from '#drivers/dayuan/dy-6600/driver.ts'
import { driver as dy7200 } from '#drivers/dayuan/dy-7200/driver.ts'
import { driver as tl300 } from '#drivers/dayuan/tl-300/driver.ts'
import { answer, curve, type Driven, driven, item, pages, range, reasonsOf } from './host-bytes.ts'

const now = '2026-03-02T09:00:00'
const TEST = '03FF2000000000000800D4184445564943453F3F'

/** `03 FF cmd 00`, bytes 4–7, length 0, both XORs: counted by hand for the ones below. */
const PAGE_0 = '03FF42000000000000' + '00BE00'
const PAGE_1 = '03FF42000001000000' + '00BF00'
const CARDS_0 = '03FF62000000000000' + '009E00'
const DRY_0 = '03FF72000000000000' + '008E00'
/** 2026-03-01 to 2026-03-02: 34 61 and 34 62, the end's low bits FFFF. */
const RANGE = '03FF43000000000008' + '00B703' + '00006134' + 'FFFF6234'
const record = (number: number) => `03FF45000${number}00000000` + `00${(0xb9 ^ number).toString(16).toUpperCase()}00`

const tested = answer(0x20, 0, [1])
const listed = (line: Driven) => {
  for (const bytes of [tested, ...pages]) line.line.heard(bytes)
  line.sent()
}
/** Silence until something is sent, `most` times at the longest. */
function wait(line: Driven, most = 3): readonly string[] {
  for (let times = 0; times < most; times++) {
    line.line.elapsed()
    const sent = line.sent()
    if (sent.length > 0) return sent
  }
  return []
}
const readings = (line: Driven) => reasonsOf(line.line).filter((reason) => !reason.startsWith('ignored'))

describe('connecting', () => {
  it('tests, reads the list page by page, asks which records lie in yesterday and today, reads each', () => {
    const line = driven(dy3000dy.line(), now)
    expect(line.sent()).toEqual([TEST])
    line.line.heard(tested)
    expect(line.sent()).toEqual([PAGE_0])
    line.line.heard(pages[0])
    expect(line.sent()).toEqual([PAGE_1])
    line.line.heard(pages[1])
    expect(line.sent()).toEqual([RANGE])
    line.line.heard(range(0x43, 1, 3))
    expect(line.sent()).toEqual([record(1)])
    line.line.heard(curve({ number: 1 }))
    expect(line.sent()).toEqual([record(2)])
    line.line.heard(curve({ number: 2, channel: 2 }))
    expect(line.sent()).toEqual([CARDS_0])
    expect(readings(line)).toEqual(['reading B 0.000', 'reading B 0.000'])
  })

  it('leaves out a group that stays silent, and rests', () => {
    const line = driven(dy3000dy.line(), now)
    listed(line)
    line.line.heard(range(0x43, 0, 0))
    expect(line.sent()).toEqual([CARDS_0])
    expect([...wait(line), ...wait(line)]).toEqual([CARDS_0, CARDS_0])
    expect([...wait(line), ...wait(line), ...wait(line)]).toEqual([DRY_0, DRY_0, DRY_0])
    expect(wait(line, 2)).toEqual([])
    expect(line.line.done.wait).toBe(5_000)
    expect(wait(line)).toEqual([RANGE])
    line.line.heard(range(0x43, 0, 0))
    expect(line.line.done.wait).toBe(5_000)
  })

  it('tests again when nothing answers', () => {
    const line = driven(dy7200.line(), now)
    expect([...line.sent(), ...wait(line), ...wait(line)]).toEqual([TEST, TEST, TEST])
  })

  it('asks page 1 before it believes that there is no item', () => {
    const line = driven(dy3000dy.line(), now)
    line.line.heard(tested)
    line.sent()
    line.line.heard(answer(0x42, 0))
    expect(line.sent()).toEqual([PAGE_1])
    line.line.heard(answer(0x42, 0x100))
    expect(line.sent()).toEqual([RANGE])
  })

  it('begins the list again when a page is broken or late', () => {
    const line = driven(dy3000dy.line(), now)
    line.line.heard(tested)
    line.line.heard(pages[0])
    line.sent()
    line.line.heard(pages[1].map((byte, at) => (at === 20 ? byte ^ 1 : byte)))
    expect(wait(line)).toEqual([PAGE_0])
    expect(wait(line, 1)).toEqual([])
    // The answer comes after all, while its lateness is waited out: it is not the answer to the next question.
    line.line.heard(pages[0])
    expect(line.sent()).toEqual([])
    expect(wait(line)).toEqual([PAGE_0])
    line.line.heard(pages[0])
    line.line.heard(pages[1])
    expect(line.sent()).toEqual([PAGE_1, RANGE])
  })
})

describe('reading', () => {
  const reading = (first = 1, end = 4) => {
    const line = driven(dy3000dy.line(), now)
    listed(line)
    line.line.heard(range(0x43, first, end))
    line.sent()
    return line
  }
  const hurt = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 24 ? byte ^ 1 : byte))

  it('asks for a broken record twice more, then goes on with the next and tells the shortfall', () => {
    const line = reading()
    line.line.heard(curve({ number: 1 }))
    line.sent()
    line.line.heard(hurt(curve({ number: 2 })))
    expect(wait(line)).toEqual([record(2)])
    line.line.heard(hurt(curve({ number: 2 })))
    expect(wait(line)).toEqual([record(2)])
    line.line.heard(hurt(curve({ number: 2 })))
    expect(wait(line)).toEqual([record(3)])
    line.line.heard(curve({ number: 3, channel: 3 }))
    const told = readings(line)
    expect(told.filter((reason) => reason.includes('data-xor-wrong'))).toHaveLength(3)
    expect(told.at(-1)).toBe('damaged shortfall: 2 of 3 records came')
  })

  it('a broken record that comes well the second time is not missing', () => {
    const line = reading(1, 2)
    line.line.heard(hurt(curve({ number: 1 })))
    expect(wait(line)).toEqual([record(1)])
    line.line.heard(curve({ number: 1 }))
    expect(readings(line).slice(1)).toEqual(['reading B 0.000'])
    expect(line.sent()).toEqual([CARDS_0])
  })

  it('does not ask again when noise comes before the answer', () => {
    const line = reading(1, 2)
    line.line.heard(Uint8Array.of(0, 0, 0x7f))
    line.line.heard(curve({ number: 1 }))
    expect(line.sent()).toEqual([CARDS_0])
  })

  it('a late answer to the number before does not count for this one', () => {
    const line = reading()
    line.line.heard(curve({ number: 1 }))
    line.line.heard(curve({ number: 1 }))
    expect(line.sent()).toEqual([record(2)])
  })

  it('a silent record: the test says whether the device is there, then the next one is asked for', () => {
    const line = reading()
    expect([...wait(line), ...wait(line), ...wait(line)]).toEqual([record(1), record(1), TEST])
    line.line.heard(tested)
    expect(line.sent()).toEqual([record(2)])
    line.line.heard(curve({ number: 2 }))
    line.line.heard(curve({ number: 3, channel: 3 }))
    expect(readings(line).at(-1)).toBe('damaged shortfall: 2 of 3 records came')
  })

  it('a device that was switched off is read from its first record on, and nothing is kept twice', () => {
    const line = reading(1, 3)
    line.line.heard(curve({ number: 1 }))
    line.sent()
    expect([...wait(line), ...wait(line), ...wait(line), ...wait(line)]).toEqual([record(2), record(2), TEST, TEST])
    line.line.heard(tested)
    for (const bytes of pages) line.line.heard(bytes)
    line.line.heard(range(0x43, 1, 3))
    expect(line.sent()).toEqual([PAGE_0, PAGE_1, RANGE, record(1)])
    const kept = line.line.done.kept.length
    line.line.heard(curve({ number: 1 }))
    expect(line.line.done.kept).toHaveLength(kept)
    line.line.heard(curve({ number: 2, channel: 2 }))
    expect(readings(line)).toContain('reading B 0.000')
    expect(readings(line).filter((reason) => reason.startsWith('reading'))).toHaveLength(2)
  })

  it('a device that has no record where it announced one: that is told', () => {
    const line = reading(1, 3)
    line.line.heard(answer(0x45, 1, [0, 0, 0, 0, 0, 0, 0, 0]))
    line.line.heard(curve({ number: 2 }))
    expect(readings(line)).toEqual(['reading B 0.000', 'damaged shortfall: 1 of 2 records came'])
  })
})

describe('polling', () => {
  /** DY-7200 asks one group only and no list. */
  const text = (number: number) => answer(0x45, number, [1, 0, 0, ...Buffer.from('', 'latin1'), 65])
  const rested = () => {
    const line = driven(dy7200.line(), now)
    line.line.heard(tested)
    line.line.heard(range(0x43, 1, 3))
    line.line.heard(text(1))
    line.line.heard(text(2))
    line.sent()
    return line
  }

  it('asks for new records only, and counts those', () => {
    const line = rested()
    expect(line.line.done.wait).toBe(5_000)
    expect(wait(line)).toEqual([RANGE])
    line.line.heard(range(0x43, 1, 5))
    expect(line.sent()).toEqual([record(3)])
    line.line.heard(text(3))
    line.line.heard(text(4))
    expect(line.sent()).toEqual([record(4)])
    expect(line.line.done.wait).toBe(5_000)
    expect(readings(line).filter((reason) => reason.includes('shortfall'))).toEqual([])
  })

  it('nothing new: nothing is asked, nothing is kept again', () => {
    const line = rested()
    const kept = line.line.done.kept.length
    for (let times = 0; times < 5; times++) {
      expect(wait(line)).toEqual([RANGE])
      line.line.heard(range(0x43, 1, 3))
    }
    expect(line.line.done.kept).toHaveLength(kept)
  })

  it('a memory that was erased on the device begins at its first again', () => {
    const line = rested()
    wait(line)
    line.line.heard(range(0x43, 0, 0))
    wait(line)
    line.line.heard(range(0x43, 1, 2))
    expect(line.sent()).toEqual([record(1)])
  })

  it('a range that stays silent: the test', () => {
    const line = rested()
    expect([...wait(line), ...wait(line), ...wait(line), ...wait(line)]).toEqual([RANGE, RANGE, RANGE, TEST])
  })

  it('asks with the days of that moment', () => {
    const line = driven(dy7200.line(), '2026-03-01T23:59:59')
    line.line.heard(tested)
    expect(line.sent().at(-1)).toContain('00005C34FFFF6134')
  })
})

describe('what it must not do', () => {
  it('go on behind a record that could not be kept', () => {
    const disk = { full: false }
    const line = driven(dy3000dy.line(), now, () => !disk.full)
    listed(line)
    line.line.heard(range(0x43, 1, 3))
    line.sent()
    disk.full = true
    line.line.heard(curve({ number: 1 }))
    expect(line.sent()).toEqual([])
    disk.full = false
    expect(wait(line)).toEqual([TEST])
    line.line.heard(tested)
    for (const bytes of pages) line.line.heard(bytes)
    line.line.heard(range(0x43, 1, 3))
    expect(line.sent().at(-1)).toBe(record(1))
    line.line.heard(curve({ number: 1 }))
    line.line.heard(curve({ number: 2, channel: 2 }))
    const told = ['damaged shortfall: 0 of 2 records came', 'reading B 0.000', 'reading B 0.000']
    expect(readings(line)).toEqual(told)
  })

  it.each([dy3000dy, tl300, dy6600, dy7200])('send 46 or anything else that changes the device: $id', (driver) => {
    const line = driven(driver.line(), now)
    const said = [
      tested,
      ...pages,
      range(0x43, 1, 4),
      curve({ number: 1 }),
      answer(0x62, 0, item('D')),
      range(0x63, 1, 3),
    ]
    for (let turn = 0; turn < 200; turn++) {
      const frame = said[(turn * 5) % said.length]
      if (frame !== undefined && turn % 3 > 0) line.line.heard(turn % 7 === 0 ? frame.slice(0, 20) : frame)
      else line.line.elapsed()
    }
    const commands = new Set(line.line.done.sent.map((bytes) => bytes[2]))
    const allowed = [0x20, 0x42, 0x43, 0x45, 0x62, 0x63, 0x65, 0x72, 0x73, 0x75]
    for (const command of commands) expect(allowed).toContain(command)
    expect(commands.size).toBeGreaterThan(1)
  })
})
