/** This process was busy elsewhere while bytes arrived: they are read before any wait ends, and no line is cut because we were slow. */
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { driver } from '#drivers/t-scale/nhb/driver.ts'
import { openPort } from '#ports/open.ts'
import { openSlots } from '#ports/slots.ts'
import { keptInMemory, loggedInMemory } from '#test/fakes/port-keeper.ts'

const BUSY_MS = 1_500

it('a line half read before a long block is whole after it', async () => {
  const keeper = keptInMemory()
  const port = openPort({
    name: 'p1',
    driver,
    transport: { kind: 'tcp-server', port: 0 },
    keeper,
    now: () => '2026-03-02T09:00:00',
    log: loggedInMemory(),
    tell: () => {},
  })
  await port.ready
  const socket = connect(Number(port.address()?.split(':').at(-1)), '127.0.0.1')
  try {
    socket.write('ST,GS    20.7g  \r\nST,GS   1')
    await expect.poll(() => keeper.outcomes.length).toBe(1)
    // The rest lies in the socket's buffer while the process works on something else for longer than the line's silence.
    // In the phase after reads, so that the timers come round before the next read.
    setImmediate(() => {
      socket.write('23.4g  \r\n')
      const until = performance.now() + BUSY_MS
      while (performance.now() < until);
    })
    await expect.poll(() => keeper.outcomes.length, { timeout: 5_000 }).toBe(2)
    expect(keeper.said()).toEqual(['20.7', '123.4'])
  } finally {
    socket.destroy()
    await port.close()
  }
})

it('what a device that only speaks says in one piece is durable in one commit, or not at all', async () => {
  const keeper = keptInMemory()
  let commits = 0
  const port = openPort({
    name: 'p1',
    driver,
    transport: { kind: 'tcp-server', port: 0 },
    keeper,
    slots: openSlots((work) => {
      commits += 1
      work()
    }),
    now: () => '2026-03-02T09:00:00',
    log: loggedInMemory(),
    tell: () => {},
  })
  await port.ready
  const socket = connect(Number(port.address()?.split(':').at(-1)), '127.0.0.1')
  try {
    socket.write('ST,GS    20.7g  \r\n'.repeat(40))
    await expect.poll(() => keeper.outcomes.length).toBe(40)
    expect(commits).toBeLessThan(10)
  } finally {
    socket.destroy()
    await port.close()
  }
})
