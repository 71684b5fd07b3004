/** The doctor of a port: 200 injected faults, each named; wrong speeds and parities come from real bit streams sampled at other settings. */
import { describe, expect, it } from 'vitest'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { causesOf, type PortFacts } from '#ports/cause.ts'
import { type CauseCode, causeSentence, causeWords } from '#ports/cause-words.ts'
import { levelChanges, parityMark } from '#ports/line-damage.ts'
import type { Tapped } from '#ports/tap.ts'
import { pick, randomFrom } from '#test/core/support/random.ts'
import { ascii, type Talk, talk } from './traffic.ts'
import { overTheLine, usualReceiver } from './uart.ts'

const rates = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]
const n1 = (baudRate: number): Link => ({ baudRate, dataBits: 8, parity: 'none', stopBits: 1 })
const kinds: readonly Talk[] = ['lines', 'chinese', 'records', 'binary']

const sound: PortFacts = {
  exists: true,
  open: true,
  openError: null,
  holder: null,
  allowed: true,
  brltty: { running: false, rule: false },
  withoutPort: [],
  link: n1(9600),
  recent: [],
  heardBefore: false,
  frames: { ok: 0, damaged: 0, noise: 0 },
  lines: null,
}
const shut = { ...sound, open: false }
const inward = (bytes: Uint8Array, at = 0): Tapped => ({ at, dir: 'in', bytes })
const outward = (bytes: Uint8Array, at = 0): Tapped => ({ at, dir: 'out', bytes })
const requests = [
  Uint8Array.of(0x7e, 0x40, 0x01, 0x00, 0x5a, 0xaa),
  Uint8Array.of(0x03, 0xff, 0x20, 0x00, 0x22),
  ascii('SI\r\n'),
]

type Random = () => number
const chance = (random: Random, share: number) => random() < share

/** Each makes the facts a station would have with this fault, different at each call. */
const faults: Readonly<Record<Exclude<CauseCode, 'healthy' | 'other-model' | 'noisy'>, (random: Random) => PortFacts>> =
  {
    held: (random) => {
      const holder = chance(random, 0.7)
        ? { program: pick(random, ['minicom', 'python3 host.py', 'ModemManager']), pid: 4242 }
        : null
      return {
        ...shut,
        holder,
        openError: { code: 'port.busy', detail: 'Cannot lock port' },
        heardBefore: chance(random, 0.5),
      }
    },
    'no-permission': (random) => {
      const openError = chance(random, 0.8) ? ({ code: 'port.denied', detail: 'Permission denied' } as const) : null
      return { ...shut, allowed: false, openError, brltty: { running: chance(random, 0.3), rule: chance(random, 0.3) } }
    },
    'no-driver': (random) => {
      const [usb, chip] = pick(random, [
        ['1A86:55D4', 'CH9102'],
        ['067B:2303', 'PL2303'],
        ['1A86:7523', 'CH340'],
      ] as const)
      return { ...shut, exists: false, openError: gone, allowed: null, withoutPort: [{ usb, chip, driver: null }] }
    },
    brltty: (random) => {
      const running = chance(random, 0.6)
      const withoutPort = [{ usb: '1A86:7523', chip: 'CH340', driver: running ? 'usbfs' : null }]
      return {
        ...shut,
        exists: false,
        openError: gone,
        allowed: null,
        withoutPort,
        brltty: { running, rule: !running || chance(random, 0.5) },
      }
    },
    unplugged: (random) => ({
      ...shut,
      exists: false,
      openError: { ...gone, code: chance(random, 0.5) ? 'port.lost' : 'port.unknown' },
      allowed: null,
      brltty: { running: chance(random, 0.2), rule: chance(random, 0.4) },
      heardBefore: chance(random, 0.8),
    }),
    'wrong-speed': (random) => {
      const theirs = pick(random, rates)
      const ours = pick(
        random,
        rates.filter((rate) => rate !== theirs),
      )
      const receiver = {
        ...usualReceiver,
        misframed: pick(random, ['dropped', 'kept'] as const),
        drift: 0.985 + random() * 0.03,
      }
      const said = talk(pick(random, kinds), Math.floor(random() * 1e9), 3 + Math.floor(random() * 6))
      const idle = Math.floor(random() * 4)
      const heard = said.map((bytes) => overTheLine(bytes, n1(theirs), n1(ours), receiver, () => idle))
      const asks = chance(random, 0.4) ? [outward(pick(random, requests))] : []
      const noise = Math.max(1, heard.length)
      return {
        ...sound,
        link: n1(ours),
        recent: [...asks, ...heard.map((one) => inward(one))],
        frames: { ok: 0, damaged: 0, noise },
      }
    },
    'wrong-parity': (random) => {
      const rate = pick(random, rates)
      const parity = pick(random, ['even', 'odd'] as const)
      const dataBits = pick(random, [7, 8] as const)
      const theirs: Link = { baudRate: rate, dataBits, parity, stopBits: 1 }
      const reversed = chance(random, 0.2)
      const kind = pick(random, ['lines', 'records'] as const)
      const said = joinBytes(talk(kind, Math.floor(random() * 1e9), 2 + Math.floor(random() * 6)))
      // Reversed: we wait for 7E1 with the check switched on, and the instrument sends 8N1.
      const seven: Link = { ...theirs, dataBits: 7 }
      const ours = reversed ? seven : n1(rate)
      const receiver = { ...usualReceiver, checksParity: reversed, drift: 0.99 + random() * 0.02 }
      const heard = overTheLine(said, reversed ? n1(rate) : theirs, ours, receiver, () => (reversed ? 2 : 1))
      return { ...sound, link: ours, recent: [inward(heard)], frames: { ok: 0, damaged: 1, noise: 2 } }
    },
    crossed: (random) => {
      const asks = Array.from({ length: 2 + Math.floor(random() * 5) }, () => pick(random, requests))
      const echo = chance(random, 0.5)
      const recent = asks.flatMap((one) => (echo ? [outward(one), inward(one)] : [outward(one)]))
      const powered = { cts: chance(random, 0.5), dsr: true }
      return {
        ...sound,
        recent,
        lines: chance(random, 0.3) ? powered : null,
        frames: { ok: 0, damaged: 0, noise: echo ? 2 : 0 },
      }
    },
    'in-menu': (random) => {
      const ask = pick(random, requests)
      const asks = Array.from({ length: 3 + Math.floor(random() * 6) }, () => ask)
      const answer = pick(random, [[0x15], [0x05], [0x11], [0x15, 0x0d], []])
      const recent = asks.flatMap((one) => [
        outward(one),
        ...(answer.length > 0 ? [inward(Uint8Array.from(answer))] : []),
      ])
      const before = answer.length === 0 || chance(random, 0.6)
      return { ...sound, recent, heardBefore: before, frames: { ok: 0, damaged: 0, noise: answer.length } }
    },
    quiet: (random) => ({
      ...sound,
      heardBefore: chance(random, 0.5),
      lines: chance(random, 0.3) ? { cts: false, dsr: false } : null,
    }),
  }
const gone = { code: 'port.unknown', detail: 'No such file or directory' } as const

describe('200 injected faults', () => {
  it('are named by their cause, at least 95 in 100', () => {
    const random = randomFrom(20250310)
    const codes = Object.keys(faults) as (keyof typeof faults)[]
    const tally = new Map(codes.map((code) => [code as string, { right: 0, of: 0 }]))
    const missed: string[] = []
    for (let n = 0; n < 200; n += 1) {
      const code = codes[n % codes.length] ?? 'quiet'
      const facts = faults[code](random)
      const named = causesOf(facts)[0]
      const row = tally.get(code) ?? { right: 0, of: 0 }
      row.of += 1
      if (named?.code === code) row.right += 1
      else missed.push(`${n} ${code} -> ${named?.code} ${hex(facts.recent)}`)
    }
    const right = [...tally.values()].reduce((sum, row) => sum + row.right, 0)
    process.stdout.write(
      `port doctor: ${right} of 200 named; ${[...tally].map(([code, row]) => `${code} ${row.right}/${row.of}`).join(', ')}\n`,
    )
    expect(right / 200, missed.join('\n')).toBeGreaterThanOrEqual(0.95)
    for (const [code, row] of tally)
      expect(row.right / row.of, `${code}\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.8)
  })
})

describe('the doctor of a port', () => {
  const named = (facts: Partial<PortFacts>) => causesOf({ ...sound, ...facts })[0]

  it('accuses nobody when frames arrive whole', () => {
    const recent = [outward(requests[0] ?? ascii('')), inward(ascii('whole'))]
    expect(named({ recent, frames: { ok: 5, damaged: 0, noise: 1 } })?.code).toBe('healthy')
    expect(named({ recent: [inward(Uint8Array.of(0x7e, 0, 0, 9))] })?.code).toBe('healthy')
    expect(named({ recent, frames: { ok: 5, damaged: 4, noise: 2 } })).toMatchObject({ code: 'noisy', on: '6/11' })
  })

  it('finds readable text of another format at the right settings, whatever it says', () => {
    for (const kind of ['lines', 'chinese', 'records'] as const)
      for (let seed = 1; seed <= 20; seed += 1)
        expect(
          named({ recent: talk(kind, seed, 4).map((one) => inward(one)), frames: { ok: 0, damaged: 4, noise: 0 } })
            ?.code,
        ).toBe('other-model')
  })

  it('hears that an instrument fell silent after it had answered', () => {
    const ask = outward(ascii('SI\r\n'))
    const recent = [ask, inward(ascii('S S 12.3 g\r\n')), ask, ask, ask]
    expect(named({ recent, frames: { ok: 1, damaged: 0, noise: 0 } })?.code).toBe('in-menu')
  })

  it('names the parity it read off the bytes', () => {
    const heard = (theirs: Link) => overTheLine(joinBytes(talk('lines', 3, 4)), theirs, n1(9600))
    expect(named({ recent: [inward(heard({ ...n1(9600), dataBits: 7, parity: 'even' }))] })).toMatchObject({
      on: '7E1',
    })
    expect(named({ recent: [inward(heard({ ...n1(9600), dataBits: 7, parity: 'odd' }))] })).toMatchObject({ on: '7O1' })
    expect(named({ recent: [inward(heard({ ...n1(9600), parity: 'even' }))] })).toMatchObject({ on: '8E1' })
    expect(named({ recent: [inward(heard({ ...n1(9600), parity: 'odd' }))] })).toMatchObject({ on: '8O1' })
    const seven: Link = { ...n1(9600), dataBits: 7, parity: 'even' }
    const strict = { ...usualReceiver, checksParity: true }
    const through = overTheLine(joinBytes(talk('lines', 3, 4)), n1(9600), seven, strict, () => 2)
    expect(named({ link: seven, recent: [inward(through)] })).toMatchObject({ code: 'wrong-parity', on: '8N1' })
    expect(parityMark(joinBytes(talk('lines', 3, 4)), 8)).toBeNull()
    expect(parityMark(ascii('111111111111'), 8)).toBeNull()
  })

  it('says one cause in one sentence, and each has a next step', () => {
    const facts = {
      ...shut,
      holder: { program: 'minicom', pid: 77 },
      openError: { code: 'port.busy', detail: '' } as const,
    }
    const first = causesOf(facts)[0] ?? { code: 'quiet', on: '' }
    expect(causeSentence(first)).toBe('端口正被另一个程序占用:minicom(进程 77)')
    for (const words of Object.values(causeWords)) expect(words.what.length * words.next.length).toBeGreaterThan(0)
  })

  it('knows stretched bytes', () => {
    expect([0x00, 0x80, 0xc0, 0xf0, 0xff].map(levelChanges)).toEqual([1, 1, 1, 1, 1])
    expect([0x55, 0x41].map(levelChanges)).toEqual([9, 5])
  })
})

function hex(recent: readonly Tapped[]): string {
  return recent.map(({ dir, bytes }) => `${dir} ${Buffer.from(bytes.subarray(0, 24)).toString('hex')}`).join(' ')
}
