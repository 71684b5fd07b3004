/** Ports that only speak share commits: a slot at a time, pieces gathered until it comes, nothing late and nothing lost. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Fault } from '#core/fault.ts'
import { openSession } from '#ports/session.ts'
import { openSlots, type Slots } from '#ports/slots.ts'
import { keptInMemory } from '#test/fakes/port-keeper.ts'
import { bytesOf, plainDriver } from '#test/fakes/port-line.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

test('slots follow one another; a free one begins at once', () => {
  const slots = openSlots(4)
  expect([slots.take(100), slots.take(100), slots.take(101), slots.take(200)]).toEqual([0, 4, 7, 0])
})

/** A line that never answers, on a keeper that shows where its commits begin and end. */
function speaking(slots: Slots = openSlots(4)) {
  const keeper = keptInMemory()
  const failures: unknown[] = []
  const session = openSession({
    newLine: () => ({ ...bound(plainDriver({}).line()), listens: true }),
    keeper: {
      keep: (bytes) => keeper.keep(bytes),
      settle: (settlement) => keeper.settle(settlement),
      together(work) {
        keeper.order.push('begin')
        work()
        keeper.order.push('commit')
      },
    },
    now: () => '2025-03-10T09:30:00',
    send: () => {},
    failed: (error) => failures.push(error),
    settled: () => {},
    slots,
  })
  return { session, keeper, failures }
}

function bound(line: ReturnType<ReturnType<typeof plainDriver>['line']>) {
  return {
    opened: line.opened.bind(line),
    heard: line.heard.bind(line),
    elapsed: line.elapsed.bind(line),
    closed: line.closed.bind(line),
  }
}

test('the first piece is performed at once, those behind it share the next commit, in order', () => {
  const { session, keeper } = speaking()
  session.heard(bytesOf('a\n'))
  expect(keeper.said()).toEqual(['a'])
  const reused = bytesOf('b\nc')
  session.heard(reused)
  reused.fill(0)
  session.heard(bytesOf('c\n'))
  expect(keeper.said()).toEqual(['a'])
  vi.advanceTimersByTime(4)
  expect(keeper.said()).toEqual(['a', 'b', 'cc'])
  expect(keeper.order.filter((one) => one === 'commit')).toHaveLength(2)
})

test('two ports take turns', () => {
  const slots = openSlots(4)
  const [one, other] = [speaking(slots), speaking(slots)]
  one.session.heard(bytesOf('a\n'))
  other.session.heard(bytesOf('b\n'))
  one.session.heard(bytesOf('c\n'))
  vi.advanceTimersByTime(4)
  expect([one.keeper.said(), other.keeper.said()]).toEqual([['a'], ['b']])
  vi.advanceTimersByTime(4)
  expect(one.keeper.said()).toEqual(['a', 'c'])
})

test('what waits for its slot when the wire goes is performed before the line is closed', () => {
  const { session, keeper } = speaking()
  session.heard(bytesOf('a\n'))
  session.heard(bytesOf('b\nhal'))
  session.closed()
  expect(keeper.said()).toEqual(['a', 'b', 'damaged: frame-cut: the line ended without LF'])
  vi.advanceTimersByTime(100)
  expect(keeper.frames).toHaveLength(3)
})

test('a wire that pours is not gathered in memory', () => {
  const { session, keeper } = speaking()
  session.heard(bytesOf('a\n'))
  session.heard(bytesOf(`${'x'.repeat(70)}\n`.repeat(1000)))
  expect(keeper.said()).toHaveLength(1001)
})

test('a full disk is told and the port goes on', () => {
  const { session, keeper, failures } = speaking()
  keeper.keepFault = new Fault('disk.full')
  session.heard(bytesOf('a\n'))
  expect(failures).toEqual([keeper.keepFault])
  keeper.keepFault = null
  session.heard(bytesOf('b\n'))
  vi.advanceTimersByTime(4)
  expect(keeper.said()).toEqual(['b'])
})

test('a wait that ends while bytes wait for their slot cuts nothing: they are heard instead', async () => {
  const told: string[] = []
  const session = openSession({
    newLine: () => ({
      listens: true,
      *opened() {},
      *heard(bytes: Uint8Array) {
        told.push(new TextDecoder().decode(bytes))
        yield { kind: 'wait', ms: 2 } as const
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
    failed: () => {},
    settled: () => {},
    slots: openSlots(4),
  })
  session.heard(bytesOf('a'))
  session.heard(bytesOf('b'))
  vi.advanceTimersByTime(2)
  await new Promise((resolve) => setImmediate(resolve))
  expect(told).toEqual(['a', 'b'])
  vi.advanceTimersByTime(2)
  await new Promise((resolve) => setImmediate(resolve))
  expect(told).toEqual(['a', 'b', 'elapsed'])
})
