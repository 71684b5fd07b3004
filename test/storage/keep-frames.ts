/** A process that keeps frames without end and names each one after it is kept; made to be killed. */
import { writeSync } from 'node:fs'
import { momentOf } from '#core/time.ts'
import { keepFrame } from '#storage/frames.ts'
import { openStorage } from '#storage/open.ts'

const { db } = openStorage(process.argv[2] ?? '', { now: () => momentOf(0) })
for (let index = 0; ; index += 1) {
  const kept = keepFrame(db, {
    port: 'p1',
    driver: 'acme/x1',
    bytes: Buffer.from(`frame ${index}`),
    at: momentOf(index),
  })
  writeSync(1, `${JSON.stringify(kept)}\n`)
}
