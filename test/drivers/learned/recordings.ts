/** Streams of line-like instruments, as a person would record them, and what that person ticks in the wizard. Bytes in the formats of the protocol notes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Reading, reading } from '#core/reading/reading.ts'
import { driver as aAndDStandard } from '#drivers/a-and-d/standard/driver.ts'
import { driver as dayuanDy723pc } from '#drivers/dayuan/dy-723pc/driver.ts'
import { driver as dayuanDy5000ld } from '#drivers/dayuan/dy-5000ld/driver.ts'
import { driver as dayuanDy5800 } from '#drivers/dayuan/dy-5800/driver.ts'
import { driver as genericPhLine } from '#drivers/generic/ph-line/driver.ts'
import { driver as genericScanner } from '#drivers/generic/scanner/driver.ts'
import { driver as jikJik6cab } from '#drivers/jik/jik6cab/driver.ts'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Draft, Field, Role } from '#drivers/kit/learned/format.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { encodeGbk, encodeUtf8 } from '#drivers/kit/text.ts'
import { driver as mettlerMsTs } from '#drivers/mettler/ms-ts/driver.ts'
import { driver as mettlerMtSics } from '#drivers/mettler/mt-sics/driver.ts'
import { driver as ohausDefender3000 } from '#drivers/ohaus/defender-3000/driver.ts'
import { driver as sartoriusSbi } from '#drivers/sartorius/sbi/driver.ts'
import { driver as tScaleNhb } from '#drivers/t-scale/nhb/driver.ts'
import { driver as tScaleQhw } from '#drivers/t-scale/qhw/driver.ts'
import { driver as wondfoFinecare } from '#drivers/wondfo/finecare/driver.ts'

export interface Case {
  readonly driver: Driver
  /** What is special about it. */
  readonly says: string
  readonly recording: () => Uint8Array
  /** What the person ticks; nothing: the proposal as it is. Roles, items, units, never offsets. */
  readonly tick?: (draft: Draft) => Draft
  /** Words of the hand-written driver that the device does not send. */
  readonly ownFlag?: boolean
  /** Samples whose bytes it is tried on as well: no reading that the hand-written driver does not give. */
  readonly also?: readonly string[]
}

export function sample(driver: string, ...names: readonly string[]): Uint8Array {
  return joinBytes(
    names.map((name) => readFileSync(join(import.meta.dirname, '../../../drivers', driver, 'samples', `${name}.bin`))),
  )
}

export function text(...lines: readonly string[]): Uint8Array {
  return encodeUtf8(lines.map((line) => `${line}\r\n`).join(''))
}

/** A role for one field, found by the line and cell it stands in. */
export function tick(draft: Draft, cell: number, role: Role, more: Partial<Field> = {}, line = 0): Draft {
  return {
    ...draft,
    fields: draft.fields.map((field) =>
      field.cell === cell && field.line === line && field.part !== 'tail' && field.role !== 'status'
        ? { ...field, ...more, role }
        : field,
    ),
  }
}

/** What the virtual device says by itself, or when it is asked for what it holds. */
export function spoken(instrument: Instrument, asked = ''): Uint8Array {
  const said: Uint8Array[] = []
  const take = (steps: ReturnType<Instrument['opened']>) => {
    for (const step of steps) if (step.kind === 'send') said.push(step.bytes)
  }
  take(instrument.opened())
  if (asked === '') take(instrument.elapsed())
  else take(instrument.heard(encodeUtf8(asked)))
  return joinBytes(said)
}

const day = Array.from({ length: 14 }, (_, n) => n)

/** A morning of a plate or card reader. */
export const morning: readonly Reading[] = day.flatMap((n) => {
  const outcome = reading({
    sampleNo: `S26030${n + 10}`,
    item: ['黄曲霉毒素B1', '呕吐毒素', '玉米赤霉烯酮'][n % 3] ?? '',
    value: ['3.2', '0.51', '12.7', '45.1', '0'][n % 5] ?? '',
    unit: 'ug/kg',
    flag: n % 5 === 3 ? '不合格' : '合格',
    measuredAt: `2026-03-02T08:${n + 10}:30`,
    channel: ['A1', 'B1', 'C1', 'D1', 'E1'][n % 5] ?? '',
  })
  return outcome.kind === 'reading' ? [outcome.reading] : []
})

/** 农药残留 of one morning, the control first, FINISH at its end. */
const dy723 = [
  'R,对照,1,农药残留,0.611,0.0,%,,2026-03-02 08:10:30,0',
  ...day.map((n) => {
    const value = [12.3, -3.2, 63.2, 100, 50][n % 5] ?? 0
    const verdict = value >= 50 ? '不合格' : '合格'
    return `R,${n + 1},${(n % 8) + 2},农药残留,0.${512 + n},${value.toFixed(1)},%,${verdict},2026-03-02 08:${n + 20}:30,0`
  }),
  'FINISH',
]

const stableWeights = day.map((n) => 20.7 + n * 13.37)

export const cases: readonly Case[] = [
  {
    driver: tScaleNhb,
    says: 'one comma, unit behind the value, unstable lines, begins inside a line',
    recording: () =>
      joinBytes([
        sample('t-scale/nhb', 'edge-joined-in-the-middle', 'fail-unstable', 'pass-stable'),
        text(...stableWeights.map((w, n) => `${n % 3 === 1 ? 'US' : 'ST'},GS${w.toFixed(1).padStart(8)}g  `)),
      ]),
    also: ['damaged-lost-digit'],
  },
  {
    driver: tScaleQhw,
    says: 'two commas from the same maker',
    recording: () =>
      joinBytes([
        sample('t-scale/qhw', 'pass-stable', 'fail-unstable'),
        text(...stableWeights.map((w) => `ST,GS,${w.toFixed(1).padStart(8)} g`)),
      ]),
    also: ['damaged-lost-digit'],
  },
  {
    driver: aAndDStandard,
    says: 'zero-padded values, several units',
    recording: () =>
      joinBytes([
        sample('a-and-d/standard', 'edge-joined-in-the-middle'),
        text(...stableWeights.map((w, n) => `${n % 4 === 2 ? 'US' : 'ST'},+${w.toFixed(3).padStart(9, '0')}  g`)),
      ]),
    also: ['damaged-cut'],
  },
  {
    driver: ohausDefender3000,
    says: 'no header, a question mark at the legend while it moves',
    recording: () =>
      joinBytes([
        encodeUtf8('60 kg    G\r\n'),
        text(...stableWeights.map((w, n) => `${w.toFixed(3).padStart(8)} kg   ${n % 3 === 1 ? '?' : ' '}G`)),
        sample('ohaus/defender-3000', 'pass-gross'),
      ]),
    also: ['damaged-lost-digit', 'fail-unstable'],
  },
  {
    driver: mettlerMsTs,
    says: 'fixed width with a letter in front',
    recording: () =>
      joinBytes([
        sample('mettler/ms-ts', 'fail-heading', 'pass-three'),
        text(...stableWeights.map((w) => `     N${w.toFixed(4).padStart(13)} g   `)),
      ]),
    also: ['damaged-lost-digit'],
  },
  {
    driver: mettlerMtSics,
    says: 'lines the balance sends by itself',
    recording: () =>
      joinBytes([
        sample('mettler/mt-sics', 'pass-pressed'),
        text(...stableWeights.map((w, n) => `S ${n % 3 === 0 ? 'D' : 'S'} ${w.toFixed(2).padStart(10)} g`)),
      ]),
    also: ['damaged-lost-digit'],
  },
  {
    driver: sartoriusSbi,
    says: '22 characters, no unit while it moves',
    recording: () =>
      joinBytes([
        sample('sartorius/sbi', 'fail-22-characters'),
        text(
          ...stableWeights.map((w, n) => `N     +${w.toFixed(2).padStart(9)} ${n % 4 === 1 ? '   ' : 'g  '}`),
          'N     -    16.46 g  ',
        ),
      ]),
    tick: (draft) => tick(draft, 0, 'verdict'),
  },
  {
    driver: genericPhLine,
    says: 'two readings a line, code page 437',
    recording: () =>
      joinBytes([
        // It was switched on before us.
        encodeUtf8('pH 24.7C ATC\r\n'),
        sample('generic/ph-line', 'pass-drift'),
        ...day.map((n) =>
          joinBytes([
            encodeUtf8(`${(4.5 + n * 0.47).toFixed(2)}pH ${(24.7 - n / 10).toFixed(1)}`),
            Uint8Array.of(0xf8),
            encodeUtf8('C ATC\r\n'),
          ]),
        ),
      ]),
  },
  {
    driver: genericScanner,
    says: 'one cell, nothing to tick',
    recording: () =>
      joinBytes([
        sample('generic/scanner', 'pass-codes'),
        text('20260302-0001', '20260302-0002', '6901234567892', 'SP-00018', 'SP-00019'),
      ]),
  },
  {
    driver: dayuanDy723pc,
    says: 'comma records with a header in GB18030',
    recording: () => joinBytes([sample('dayuan/dy-723pc', 'pass-day'), encodeGbk(`${dy723.join('\r\n')}\r\n`)]),
    tick: (draft) => tick(tick(draft, 1, 'sampleNo'), 2, 'channel'),
    also: ['edge-hundred', 'edge-rare-character', 'damaged-half-record'],
  },
  {
    driver: dayuanDy5000ld,
    says: 'comma lines without a mark, date and time apart',
    recording: () => spoken(dayuanDy5000ld.instrument(morning), 'a'),
  },
  {
    driver: dayuanDy5800,
    says: 'no line ends: P to X in fixed widths of GB2312',
    recording: () => spoken(dayuanDy5800.instrument(morning)),
    tick: (draft) => {
      const last = draft.fields.at(-1)?.cell ?? 0
      return tick(tick(draft, 1, 'ignore'), last, 'sampleNo')
    },
  },
  {
    driver: wondfoFinecare,
    says: 'export with 40 headings and semicolons',
    recording: () =>
      joinBytes([
        sample('wondfo/finecare', 'pass-less-than'),
        text(
          ...day.map(
            (n) =>
              `20260302-${1000 + n};AFB1;${n % 4 === 0 ? '<2' : (n * 1.7 + 2).toFixed(1)};ug/kg;2026-03-02 11:${n + 10}:00${';'.repeat(35)}`,
          ),
        ),
      ]),
  },
  {
    driver: jikJik6cab,
    says: 'a block of twelve lines a weighing',
    recording: () =>
      joinBytes([
        sample('jik/jik6cab', 'pass-one', 'edge-unread-date', 'pass-one'),
        text(
          ...day.slice(0, 4).flatMap((n) => {
            const weights = ['0.00', '1.94', '0.00', '0.00', `${n + 1}.94`, '1.94'].map((w) => `${w.padStart(6)} kg`)
            return ['^KJIK000', '2023-11-07', `17:2${n}:38`, ...weights, '    0 pcs', '', 'E', '', '~P1']
          }),
        ),
      ]),
    // Of the weights the person takes the net one, the fifth.
    tick: (draft) => {
      const none = draft.fields.map((field) => (field.role === 'value' ? { ...field, role: 'ignore' as const } : field))
      return tick({ ...draft, fields: none }, 0, 'value', { item: '重量' }, 7)
    },
    ownFlag: true,
    also: ['damaged-cut'],
  },
]
