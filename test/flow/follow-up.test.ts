/** After a failure, in a real room: the tests of the next days stand in the open work by themselves, and a third failure marks the stall. */
import { describe, expect, it } from 'vitest'
import type { FailureStep } from '#core/failure/event.ts'
import type { FailureId } from '#core/ids.ts'
import { dayOf } from '#core/time.ts'
import { followUpsDue, plannedFollowUps, stallMark } from '#flow/follow-up.ts'
import { stepFailure } from '#flow/step-failure.ts'
import { stallByCode } from '#storage/samples.ts'
import { openCounts, openWork } from '../../src-main/answer/open-work.ts'
import { measured, type Room, room, taken } from './room.ts'

const DAY = 86_400_000

/** A failure of stall A-12 that its holder accepts. */
async function accepted(at: Room, food = '菠菜'): Promise<FailureId> {
  const { sampleNo } = taken(at, { food })
  const [first] = ['63.20', '58.75', '61.10'].map((value) => measured(at, sampleNo, value))
  const id = String(first?.failureId) as FailureId
  const serve: FailureStep = {
    kind: 'serve-notice',
    noticeNo: 'GZ-1',
    receiver: '王记',
    receivedAt: at.clock.now(),
    saleSuspended: true,
  }
  for (const step of [serve, { kind: 'accept', signer: '王记' } as const])
    await stepFailure(at.world, { id, step, by: '王敏' })
  return id
}

describe('the days after a failure', () => {
  it('ask for the same food of the same stall, once a day, for three days', async () => {
    const at = room({ needsBlank: false })
    const id = await accepted(at)
    expect(followUpsDue(at.world)).toEqual([])
    expect(plannedFollowUps(at.world).map(({ state }) => state)).toEqual(['ahead', 'ahead', 'ahead'])

    at.clock.pass(DAY)
    const [work] = openWork(at.world, 'follow-up')
    expect(work).toMatchObject({
      queue: 'follow-up',
      target: `failure:${id}`,
      title: expect.stringMatching(/菠菜.*A-12/),
    })
    expect(work?.dueAt).toEqual({ utc: '2026-03-03T16:00:00.000Z', offset: 480 })
    expect(openCounts(at.world)['follow-up']).toBe(1)
    measured(at, taken(at, { food: '韭菜' }).sampleNo, '3.00')
    expect(openCounts(at.world)['follow-up']).toBe(1)
    measured(at, taken(at).sampleNo, '3.00')
    expect(openWork(at.world, 'follow-up')).toEqual([])

    at.clock.pass(DAY)
    expect(openCounts(at.world)['follow-up']).toBe(1)
    at.clock.pass(2 * DAY)
    expect(dayOf(at.clock.now())).toBe('2026-03-06')
    expect(openCounts(at.world)['follow-up']).toBe(0)
  })

  it('are not answered by the retests of another case', async () => {
    const at = room({ needsBlank: false })
    await accepted(at)
    const { sampleNo } = taken(at)
    measured(at, sampleNo, '63.20')
    at.clock.pass(DAY)
    measured(at, sampleNo, '12.00')
    measured(at, sampleNo, '12.00')
    expect(openCounts(at.world)['follow-up']).toBe(1)
  })

  it('ask for nothing while an objection stands', async () => {
    const at = room({ needsBlank: false })
    const { sampleNo } = taken(at)
    const [first] = ['63.20', '58.75', '61.10'].map((value) => measured(at, sampleNo, value))
    const id = String(first?.failureId) as FailureId
    const now = at.clock.now()
    const steps: readonly FailureStep[] = [
      { kind: 'serve-notice', noticeNo: 'GZ-1', receiver: '王记', receivedAt: now, saleSuspended: true },
      { kind: 'object', signer: '王记', reason: '不服' },
    ]
    for (const step of steps) await stepFailure(at.world, { id, step, by: '王敏' })
    at.clock.pass(DAY)
    expect(plannedFollowUps(at.world)).toEqual([])
  })
})

describe('a stall', () => {
  it('is marked by its third failure in a quarter', async () => {
    const at = room({ needsBlank: false })
    for (const food of ['菠菜', '韭菜', '豇豆']) {
      const stall = stallByCode(at.world.db, 'A-12')
      if (stall !== undefined) expect(stallMark(at.world, stall.id).marked).toBe(false)
      await accepted(at, food)
    }
    const stall = stallByCode(at.world.db, 'A-12')
    if (stall === undefined) throw new Error('no stall')
    expect(stallMark(at.world, stall.id)).toEqual({ quarter: '2026Q1', failures: 3, marked: true })
    at.clock.pass(31 * DAY)
    expect(stallMark(at.world, stall.id)).toEqual({ quarter: '2026Q2', failures: 0, marked: false })
  })
})
