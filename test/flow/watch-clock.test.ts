/** A clock that jumps is seen against the steady one, written down once, and never ends the station. */
import { expect, it } from 'vitest'
import { watchClock } from '#flow/watch-clock.ts'
import { room } from './room.ts'

function clocks() {
  const time = { wall: 1_000_000, steady: 5_000 }
  return { time, wall: () => time.wall, steady: () => time.steady }
}

it('a jump either way is told once with its size; a slow drift and passing time are not', () => {
  const at = room()
  const { time, wall, steady } = clocks()
  const watch = watchClock(at.world, wall, steady)
  time.wall += 3_600_000
  time.steady += 3_600_000
  expect([watch.look(), watch.jumped()]).toEqual([null, null])
  time.wall += 59_999
  expect(watch.look()).toBeNull()
  time.wall += 1
  expect(watch.look()).toBe(60_000)
  expect(watch.look()).toBeNull()
  time.wall -= 86_400_000
  expect(watch.look()).toBe(-86_400_000)
  expect(watch.jumped()).toBe(-86_400_000)
  expect(
    at.rows("SELECT detail FROM audit WHERE action = 'clock.jumped' ORDER BY id").map(({ detail }) => detail),
  ).toEqual(['60000 ms', '-86400000 ms'])
  expect(at.news.map(({ kind }) => kind)).toEqual(['settings.changed', 'settings.changed'])
})

it('on a disk that takes nothing the jump is still known', () => {
  const at = room()
  const { time, wall, steady } = clocks()
  const watch = watchClock(at.world, wall, steady)
  at.world.db.pragma('query_only = ON')
  time.wall += 7_200_000
  expect(watch.look()).toBe(7_200_000)
  expect([watch.jumped(), at.count('audit')]).toEqual([7_200_000, 0])
  expect(at.log.some((line) => line.startsWith('error the jump could not be written down'))).toBe(true)
})
