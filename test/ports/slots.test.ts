/** Ports share commits: a slot at a time, no promise before its commit, nothing late, nothing lost, and nobody harmed by another. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '#core/fault.ts'
import { openSession } from '#ports/session.ts'
import { openSlots, type Slots } from '#ports/slots.ts'
import { keptInMemory } from '#test/fakes/port-keeper.ts'
import { ACK, bytesOf, type LineHabits, NAK, plainDriver } from '#test/fakes/port-line.ts'

beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] }),
)
afterEach(() => vi.useRealTimers())

/** A slot ends after the reads that follow its timer. */
function pass(ms: number): void {
  vi.advanceTimersByTime(ms)
  vi.advanceTimersByTime(1)
}

/** A disk that shows its commits, takes back what a failed one wrote, and fails when it is told to. */
function disk() {
  const order: string[] = []
  let commitFault: Fault | null = null
  const slots = openSlots((work) => {
    const from = order.length
    try {
      work()
      if (commitFault !== null) throw commitFault
      order.push('commit')
    } catch (error) {
      order.splice(from)
      throw error
    }
  })
  return {
    order,
    slots,
    fails: (fault: Fault | null) => {
      commitFault = fault
    },
  }
}

type Disk = ReturnType<typeof disk>

function port(on: Disk, name: string, habits: LineHabits & { listens?: boolean } = {}) {
  const keeper = keptInMemory()
  const failures: unknown[] = []
  const session = openSession({
    newLine: () => {
      const line = plainDriver(habits).line()
      return habits.listens === true ? Object.assign(Object.create(line), { listens: true }) : line
    },
    keeper: {
      keep(bytes) {
        const frame = keeper.keep(bytes)
        on.order.push(`${name} keeps ${new TextDecoder().decode(bytes).trim()}`)
        return frame
      },
      settle(settlement) {
        keeper.settle(settlement)
        on.order.push(`${name} settles ${settlement.frames.join()}`)
      },
    },
    now: () => '2025-03-10T09:30:00',
    send: ([byte]) => on.order.push(`${name} ${byte === ACK ? 'ACK' : byte === NAK ? 'NAK' : byte}`),
    failed: (error) => failures.push(error),
    settled: () => {},
    slots: on.slots,
  })
  const heard = (text: string) => session.heard(bytesOf(text))
  return { session, heard, keeper, failures }
}

/** A line that only speaks and tells what it hears; 100 ms of silence say something to it. */
function listener(on: Disk, told: string[]) {
  return openSession({
    newLine: () => ({
      listens: true,
      *opened() {},
      *heard(bytes: Uint8Array) {
        told.push(new TextDecoder().decode(bytes))
        yield { kind: 'wait', ms: 100 } as const
      },
      *elapsed() {
        told.push('elapsed')
        yield { kind: 'wait', ms: null } as const
      },
      *closed() {
        told.push('closed')
        yield { kind: 'wait', ms: null } as const
      },
    }),
    keeper: keptInMemory(),
    now: () => '2025-03-10T09:30:00',
    send: () => {},
    failed: (error) => told.push(String(error)),
    settled: () => {},
    slots: on.slots,
  })
}

const speaking = { answers: false, listens: true }

describe('a port that speaks alone', () => {
  test('waits for nobody: each frame is committed at once, its answer follows, then what it was', () => {
    const on = disk()
    port(on, 'a').heard('1\n2\n')
    expect(on.order).toEqual([
      ...['a keeps 1', 'commit', 'a ACK', 'a settles 1', 'commit'],
      ...['a keeps 2', 'commit', 'a ACK', 'a settles 2', 'commit'],
    ])
  })

  test('and only speaks: one commit for what came in one piece', () => {
    const on = disk()
    const { heard } = port(on, 'a', speaking)
    heard('1\n2\n')
    heard('3\n')
    expect(on.order).toEqual([
      ...['a keeps 1', 'a settles 1', 'a keeps 2', 'a settles 2', 'commit'],
      ...['a keeps 3', 'a settles 3', 'commit'],
    ])
  })
})

describe('several ports', () => {
  test('share the commit of a slot; no answer leaves before it', () => {
    const on = disk()
    const [a, b, c] = [port(on, 'a'), port(on, 'b'), port(on, 'c')]
    a.heard('1\n')
    on.order.length = 0
    b.heard('2\n')
    c.heard('3\n')
    a.heard('4\n')
    expect(on.order).toEqual([])
    pass(8)
    expect(on.order).toEqual(['b keeps 2', 'c keeps 3', 'a keeps 4', 'commit', 'b ACK', 'c ACK', 'a ACK'])
    on.order.length = 0
    pass(40)
    expect(on.order).toEqual(['b settles 1', 'c settles 1', 'a settles 2', 'commit'])
  })

  test('what no device waits for comes after 40 ms at most, in the order in which it was said', () => {
    const on = disk()
    const [a, b] = [port(on, 'a', speaking), port(on, 'b', speaking)]
    a.heard('1\n')
    on.order.length = 0
    b.heard('2\n')
    a.heard('3\n')
    pass(39)
    expect(on.order).toEqual([])
    pass(2)
    expect(on.order).toEqual(['b keeps 2', 'b settles 1', 'a keeps 3', 'a settles 2', 'commit'])
  })

  test('that only speak are read once for each slot, however small the pieces', () => {
    const on = disk()
    const heard: string[] = []
    const [a, b] = [port(on, 'a', speaking), listener(on, heard)]
    a.heard('1\n')
    for (const text of ['2', '\n', '3\n', '4']) {
      b.heard(bytesOf(text))
      pass(5)
    }
    expect(heard).toEqual([])
    pass(20)
    expect(heard).toEqual(['2\n3\n4'])
    b.heard(bytesOf('\n'))
    b.closed()
    expect(heard).toEqual(['2\n3\n4', '\n', 'closed'])
  })

  test('a silence is as long as it was on the wire, however late it was read', () => {
    const on = disk()
    const heard: string[] = []
    const [a, b] = [port(on, 'a', speaking), listener(on, heard)]
    a.heard('1\n')
    b.heard(bytesOf('2'))
    pass(99)
    expect(heard).toEqual(['2'])
    pass(3)
    expect(heard).toEqual(['2', 'elapsed'])
    a.heard('3\n')
    b.heard(bytesOf('4'))
    pass(90)
    // In time, though its turn to be read comes after the silence would have been over.
    a.heard('5\n')
    b.heard(bytesOf('6'))
    pass(12)
    expect(heard.slice(2)).toEqual(['4', '6'])
  })

  test('one that is alone again waits for nobody again', () => {
    const on = disk()
    const [a, b] = [port(on, 'a'), port(on, 'b')]
    a.heard('1\n')
    b.heard('2\n')
    pass(100)
    on.order.length = 0
    b.heard('3\n')
    expect(on.order).toEqual(['b keeps 3', 'commit', 'b ACK', 'b settles 2', 'commit'])
  })

  test('of which one pours are not gathered in memory', () => {
    const on = disk()
    const [a, b] = [port(on, 'a', speaking), port(on, 'b', speaking)]
    a.heard('1\n')
    b.heard(`${'x'.repeat(70)}\n`.repeat(1000))
    expect(b.keeper.said()).toHaveLength(1000)
  })
})

describe('a commit that fails', () => {
  test('promises nothing to anybody, and all go on when there is room again', () => {
    const on = disk()
    const [a, b, c] = [port(on, 'a'), port(on, 'b'), port(on, 'c', speaking)]
    a.heard('1\n')
    pass(100)
    on.order.length = 0
    const full = new Fault('disk.full')
    on.fails(full)
    b.heard('2\n')
    c.heard('3\n')
    a.heard('4\n')
    pass(100)
    expect(on.order).toEqual(['b NAK', 'a NAK'])
    expect([a.failures, b.failures]).toEqual([[full], [full]])
    expect(c.failures).toContain(full)
    on.fails(null)
    b.heard('2\n')
    pass(100)
    expect(on.order.slice(2)).toEqual(['b keeps 2', 'commit', 'b ACK', expect.stringContaining('b settles'), 'commit'])
  })

  test('because of one entry is tried again, each by itself: only that one has failed', () => {
    const on = disk()
    const [a, b] = [port(on, 'a'), port(on, 'b')]
    a.heard('1\n')
    on.order.length = 0
    b.keeper.keepFault = new Fault('database.corrupt')
    b.heard('2\n')
    a.heard('3\n')
    pass(8)
    expect(on.order).toEqual(['a keeps 3', 'commit', 'b NAK', 'a ACK'])
    expect(a.failures).toEqual([])
    expect(b.failures).toEqual([b.keeper.keepFault])
  })
})

test('what waits for its slot when the wire goes is durable before the line is closed', () => {
  const on = disk()
  const [a, b] = [port(on, 'a', speaking), port(on, 'b')]
  a.heard('1\n')
  b.heard('2\n3\nhal')
  a.heard('4\n')
  b.session.closed()
  expect(b.keeper.said()).toEqual(['2', '3', 'damaged: frame-cut: the line ended without LF'])
  expect(on.order.at(-1)).toBe('commit')
  a.session.closed()
  expect(a.keeper.said()).toEqual(['1', '4'])
  const before = on.order.length
  pass(100)
  expect(on.order).toHaveLength(before)
})

test('a wait that ends while bytes wait for their turn cuts nothing: they are heard first', () => {
  const told: string[] = []
  let release: (() => void) | undefined
  const slots: Slots = {
    add: ([entry]) => {
      release = () => {
        entry?.write()
        entry?.done(null)
      }
    },
    gatherLater: () => false,
    flush: () => release?.(),
  }
  const session = openSession({
    newLine: () => ({
      *opened() {},
      *heard(bytes: Uint8Array) {
        told.push(new TextDecoder().decode(bytes))
        yield { kind: 'wait', ms: 2 } as const
        if (bytes[0] === 0x61) yield { kind: 'keep', bytes } as const
      },
      *elapsed() {
        told.push('elapsed')
        yield { kind: 'wait', ms: null } as const
      },
      *closed() {},
    }),
    keeper: keptInMemory(),
    now: () => '2025-03-10T09:30:00',
    send: () => {},
    failed: (error) => told.push(String(error)),
    settled: () => {},
    slots,
  })
  session.heard(bytesOf('a'))
  session.heard(bytesOf('b'))
  pass(2)
  expect(told).toEqual(['a'])
  release?.()
  expect(told).toEqual(['a', 'b'])
  pass(2)
  expect(told).toEqual(['a', 'b', 'elapsed'])
})
