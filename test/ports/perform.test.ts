/** The order of keeping and sending, and a session that outlives full disks and bugs. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Fault } from '#core/fault.ts'
import type { Line } from '#drivers/kit/line.ts'
import { openSession, type SessionOptions } from '#ports/session.ts'
import { keptInMemory } from '#test/fakes/port-keeper.ts'
import { ACK, bytesOf, type LineHabits, NAK, plainDriver } from '#test/fakes/port-line.ts'

function session(habits: LineHabits = {}, more: Partial<SessionOptions> = {}) {
  const keeper = keptInMemory()
  const sent: number[] = []
  const failures: unknown[] = []
  const made = openSession({
    newLine: () => plainDriver(habits).line(),
    keeper,
    now: () => '2025-03-10T09:30:00',
    send(bytes) {
      sent.push(...bytes)
      keeper.order.push(`send ${[...bytes].join(',')}`)
    },
    failed: (error) => failures.push(error),
    settled: () => {},
    ...more,
  })
  return { made, keeper, sent, failures }
}

describe('performing a line', () => {
  it('sends the ACK of a frame only after that frame was kept', () => {
    const { made, keeper } = session()
    made.opened()
    made.heard(bytesOf('a\nb\n'))
    expect(keeper.order).toEqual(['keep a', `send ${ACK}`, 'settle 1', 'keep b', `send ${ACK}`, 'settle 2'])
  })

  it('answers NAK when the disk is full, reports the fault, and goes on when there is room again', () => {
    const { made, keeper, sent, failures } = session()
    keeper.keepFault = new Fault('disk.full')
    made.heard(bytesOf('a\n'))
    expect(sent).toEqual([NAK])
    expect(failures).toEqual([keeper.keepFault])
    keeper.keepFault = null
    made.heard(bytesOf('a\n'))
    expect(sent).toEqual([NAK, ACK])
    expect(keeper.said()).toEqual(['a'])
  })

  it('leaves frames unsettled when settling fails, and goes on', () => {
    const { made, keeper, failures } = session()
    keeper.settleFault = new Fault('disk.full')
    made.heard(bytesOf('a\n'))
    keeper.settleFault = null
    made.heard(bytesOf('b\n'))
    expect(keeper.frames).toHaveLength(2)
    expect(keeper.settlements.flatMap((one) => one.frames)).toEqual([2])
    expect(failures).toHaveLength(1)
  })

  it('keeps the bytes a driver chokes on, settles them as damaged and goes on with a fresh line', () => {
    const { made, keeper, sent, failures } = session({ chokesOn: 'x', greeting: 'G' })
    made.opened()
    made.heard(bytesOf('half'))
    made.heard(bytesOf('\nx\n'))
    made.heard(bytesOf('b\n'))
    expect(failures).toHaveLength(1)
    expect(keeper.said()).toEqual(['half', 'damaged: driver-failed: choked', 'b'])
    expect(keeper.frames.map((one) => new TextDecoder().decode(one))).toContain('\nx\n')
    // The fresh line opens the conversation again: a dialogue would stay silent otherwise.
    expect(sent.filter((one) => one === 'G'.charCodeAt(0))).toHaveLength(2)
  })

  it('settles a half line as damaged when the wire is gone, once', () => {
    const { made, keeper } = session()
    made.heard(bytesOf('a\nhal'))
    made.closed()
    made.closed()
    made.heard(bytesOf('too late\n'))
    expect(keeper.said()).toEqual(['a', 'damaged: frame-cut: the line ended without LF'])
  })

  it('does not enter a line that is still being performed', () => {
    let echo: ((bytes: Uint8Array) => void) | null = null
    const { made, keeper } = session({}, { send: () => echo?.(bytesOf('echo\n')) })
    let echoes = 0
    echo = (bytes) => {
      echoes += 1
      if (echoes === 1) made.heard(bytes)
    }
    made.heard(bytesOf('a\nb\n'))
    expect(keeper.said()).toEqual(['a', 'b', 'echo'])
  })

  it('hands the driver plain bytes, never a Buffer', () => {
    const seen: string[] = []
    const line: Line = {
      *opened() {},
      *heard(bytes) {
        seen.push(bytes.constructor.name)
        yield { kind: 'wait', ms: null }
      },
      *elapsed() {},
      *closed() {},
    }
    const { made } = session({}, { newLine: () => line })
    made.heard(Buffer.from('abc'))
    expect(seen).toEqual(['Uint8Array'])
  })
})

describe('waits', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  function waitingLine(told: string[], waits: readonly (number | null)[]): Line {
    return {
      *opened() {
        for (const ms of waits) yield { kind: 'wait', ms }
      },
      *heard() {},
      *elapsed(now) {
        told.push(`elapsed ${now}`)
        yield { kind: 'wait', ms: null }
      },
      *closed() {
        yield { kind: 'wait', ms: 5 }
        told.push('closed')
      },
    }
  }

  it('call elapsed once, when the last one asked for is over', () => {
    const told: string[] = []
    const { made } = session({}, { newLine: () => waitingLine(told, [10, 500]) })
    made.opened()
    vi.advanceTimersByTime(499)
    expect(told).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(told).toEqual(['elapsed 2025-03-10T09:30:00'])
  })

  it('end with null and with the wire', () => {
    const told: string[] = []
    session({}, { newLine: () => waitingLine(told, [10, null]) }).made.opened()
    const other = session({}, { newLine: () => waitingLine(told, [10]) }).made
    other.opened()
    other.closed()
    vi.advanceTimersByTime(1_000)
    expect(told).toEqual(['closed'])
  })
})
