/**
 * A station in a process of its own for kill-dialogue-process.test.ts: told by lines on stdin, answers by lines on stdout. A dialogue that
 * comes to its last step stands there for ever, inside the very call; other dialogues go on inside that call, until the process is killed.
 */
import { readSync, writeSync } from 'node:fs'
import { momentOf } from '#core/time.ts'
import { driverById } from '#drivers/index.ts'
import { recover } from '#flow/recover.ts'
import type { World } from '#flow/world.ts'
import { type OpenedWorld, openWorld } from '../../src-main/world.ts'
import { type Heard, performStation } from './dialogue.ts'

const silent = { info: () => {}, warn: () => {}, error: () => {} }
/** The day of the devices' readings: some are asked for a day. */
const now = () => momentOf(Date.UTC(2026, 2, 2, 1, 0))
const opened: OpenedWorld[] = []
let world: World | undefined
let perform: ReturnType<typeof performStation> | undefined

/** Straight into the pipe: what was said before a SIGKILL is there to be heard. */
function say(line: string): void {
  writeSync(1, `${line}\n`)
}

const chunk = Buffer.alloc(65_536)
let unread = ''

/** The next line, waited for with the whole process; null when the parent has closed the pipe. */
function nextLine(): string | null {
  for (;;) {
    const end = unread.indexOf('\n')
    if (end >= 0) {
      const line = unread.slice(0, end)
      unread = unread.slice(end + 1)
      return line
    }
    const read = readSync(0, chunk)
    if (read === 0) return null
    unread += chunk.toString('latin1', 0, read)
  }
}

/** As at a start of the station: opens the database and reads again what a crash left. */
function open(file: string): void {
  const one = openWorld({ file, demo: false, config: { ports: [], platforms: [] }, log: silent })
  opened.push(one)
  world = { ...one.world, now }
  say(`open ${recover(world)}`)
}

/** On the database opened last. It stands before step `last`; 0: never. */
function start(port: string, id: string, last: number): void {
  const driver = driverById(id)
  const at = world
  if (driver === undefined || at === undefined) throw new Error(id)
  let step = 0
  perform = performStation(at, port, driver, () => {
    if (++step !== last) return
    if (at.db.inTransaction) throw new Error(`${id} stands in a transaction before step ${last}`)
    say('stands')
    obey()
    throw new Error(`${id} was not killed before step ${last}`)
  })
  say('started')
}

function tell(heard: Heard): void {
  const wait = perform?.(heard, (bytes) => say(`send ${Buffer.from(bytes).toString('hex')}`))
  say(`wait ${wait ?? 'none'}`)
}

function obey(): void {
  for (let line = nextLine(); line !== null; line = nextLine()) {
    const [word = '', ...rest] = line.split('\t')
    if (word === 'open') open(rest[0] ?? '')
    else if (word === 'start') start(rest[0] ?? '', rest[1] ?? '', Number(rest[2]))
    else if (word === 'heard') tell({ kind: 'heard', bytes: new Uint8Array(Buffer.from(rest[0] ?? '', 'hex')) })
    else tell({ kind: word === 'opened' ? 'opened' : 'elapsed' })
  }
}

say('ready')
obey()
for (const { close } of opened) close()
