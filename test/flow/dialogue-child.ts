/** A station in a process of its own for kill-dialogue-process.test.ts: told by lines on stdin, answers by lines on stdout, kills itself for real. */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { driverById } from '#drivers/index.ts'
import { recover } from '#flow/recover.ts'
import { type OpenedWorld, openWorld } from '../../src-main/world.ts'
import { type Heard, performStation } from './dialogue.ts'

type Perform = ReturnType<typeof performStation>

const silent = { info: () => {}, warn: () => {}, error: () => {} }
let opened: OpenedWorld | undefined
let perform: Perform | undefined

/** Straight into the pipe: what was said before a SIGKILL is there to be heard. */
function say(line: string): void {
  writeSync(1, `${line}\n`)
}

function open(file: string): void {
  opened = openWorld({ file, demo: false, config: { ports: [], platforms: [] }, log: silent })
  say(`open ${recover(opened.world)}`)
}

/** `last`: SIGKILL comes before this step; 0: never. */
function start(port: string, id: string, last: number): void {
  const driver = driverById(id)
  if (driver === undefined || opened === undefined) throw new Error(id)
  let step = 0
  perform = performStation(opened.world, port, driver, () => {
    if (++step === last) process.kill(process.pid, 'SIGKILL')
  })
  say('started')
}

function tell(heard: Heard): void {
  const wait = perform?.(heard, (bytes) => say(`send ${Buffer.from(bytes).toString('hex')}`))
  say(`wait ${wait ?? 'none'}`)
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [word = '', ...rest] = line.split('\t')
    if (word === 'open') open(rest[0] ?? '')
    else if (word === 'start') start(rest[0] ?? '', rest[1] ?? '', Number(rest[2]))
    else if (word === 'heard') tell({ kind: 'heard', bytes: new Uint8Array(Buffer.from(rest[0] ?? '', 'hex')) })
    else tell({ kind: word === 'opened' ? 'opened' : 'elapsed' })
  })
  .on('close', () => opened?.close())
say('ready')
