/** A station of three LIS ports for kill-shared.test.ts: says each answer as it leaves, and kills itself inside a shared commit. */
import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { driver } from '#drivers/generic/lis2/driver.ts'
import { keeperFor } from '#flow/keep-frame.ts'
import { sharedCommits } from '#flow/shared-commits.ts'
import { openSession } from '#ports/session.ts'
import { openSlots } from '#ports/slots.ts'
import { framesOf, header, order, patient, terminator } from '#test/drivers/lis2-bytes.ts'
import { openWorld } from '../../src-main/world.ts'

const [file = '', when = '', last = '0'] = process.argv.slice(2)
const silent = { info: () => {}, warn: () => {}, error: () => {} }
const { world } = openWorld({ file, demo: false, config: { ports: [], platforms: [] }, log: silent })
const shared = sharedCommits(world)

/** Commits in which several ports wrote. */
let commits = 0
const slots = openSlots((work) => {
  let inside = 0
  shared.together(() => {
    const before = world.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM frames')
    const from = before.get()?.n ?? 0
    work()
    inside = (before.get()?.n ?? 0) - from
    if (inside > 1) commits++
    if (inside > 1 && commits === Number(last) && when === 'before') process.kill(process.pid, 'SIGKILL')
  })
  if (inside > 1 && commits === Number(last) && when === 'after') process.kill(process.pid, 'SIGKILL')
})

const frames = framesOf([header, patient, order('1'), 'R|1|^^^NY|1.25|%||N||F||||20260302082955\r', terminator])
const ports = ['p1', 'p2', 'p3'].map((name) => {
  let answers = 0
  const session = openSession({
    newLine: () => driver.line(),
    keeper: keeperFor(shared.world, name, driver),
    now: () => '2026-03-02T09:00:00',
    // Straight into the pipe: what was said before a SIGKILL is there to be heard.
    send: () => writeSync(1, `${name} ${answers++}\n`),
    failed: (error) => writeSync(1, `failed ${String(error)}\n`),
    settled: () => {},
    slots,
  })
  session.opened()
  return session
})

// Without ENQ each answer is a frame's. A busy machine may part ports that spoke at once: they speak until they shared often enough.
for (let message = 0; message < 40; message++)
  for (const bytes of frames) {
    for (const port of ports) port.heard(bytes)
    await sleep(30)
  }
process.exit(1)
