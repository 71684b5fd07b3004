/** What the demonstration puts on its desks: a plate that runs, and a strip that is read when its minute is over. */
import { expect, test } from 'vitest'
import { readDemoStrip, startDemoStrip } from '#flow/demo-desks.ts'
import { demoPlates } from '#flow/demo-plate.ts'
import { platesOn } from '#flow/plates.ts'
import { openStrips, photosOfStrip, stripById } from '#storage/strips.ts'
import { room } from './room.ts'

test('a plate: a blank first, then eight samples, each where it will be measured', () => {
  const { world } = room({ demo: true })
  const plates = demoPlates(world, '农残仪2')
  const first = plates.next().value
  const { on, next } = platesOn(world, '农残仪2')
  expect([on?.state, next, on?.wells.length]).toEqual(['loaded', null, 9])
  expect(on?.wells.map(({ kind }) => kind)).toEqual(['blank', ...Array.from({ length: 8 }, () => 'ordinary')])
  const rest = Array.from({ length: 8 }, () => plates.next().value)
  expect([first, ...rest].map((well) => `${well?.test.channel} ${well?.sampleNo}`)).toEqual(
    on?.wells.map(({ channel, sampleNo }) => `${channel} ${sampleNo}`),
  )
})

test('a strip: with both pictures, read by a person, never before its time', () => {
  const { world, clock } = room({ demo: true })
  const id = startDemoStrip(world)
  if (id === null) return expect.unreachable()
  expect(startDemoStrip(world)).toBeNull()
  expect(photosOfStrip(world.db, id)).toHaveLength(2)
  expect(readDemoStrip(world, id)).toBe(false)
  clock.pass(61_000)
  expect(readDemoStrip(world, id)).toBe(true)
  expect(stripById(world.db, id).end?.resultId).not.toBeNull()
  expect(openStrips(world.db)).toEqual([])
})
