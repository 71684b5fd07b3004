/** What whoever closes a case is shown: the disposal as it was recorded, with what its record will say. */
import { expect, it } from 'vitest'
import { disposalFacts } from '#features/failure/step-details.ts'

const dispose = {
  kind: 'dispose',
  data: {
    method: 'destroy',
    place: '垃圾处理间',
    disposedAt: { utc: '2026-11-22T01:30:00.000Z', offset: 480 },
    stockKg: '12.5',
    destroyedKg: '10',
    returnedKg: '0',
    soldKg: '0',
    keptKg: '2.5',
    signers: [
      { role: '检测员', name: '王敏' },
      { role: '监督人', name: '赵强' },
    ],
  },
}
const failure = { food: '豇豆', stallCode: 'B-03', stallName: '老李蔬菜' }

it('says the newest disposal: where, how much went where, who signed, what proves it', () => {
  const older = { ...dispose, data: { ...dispose.data, place: '别处' } }
  const facts = disposalFacts({ failure, history: [older, dispose], evidence: ['a', 'b'] })
  expect(Object.fromEntries(facts)).toEqual({
    样品: '豇豆,B-03 老李蔬菜',
    处置: '11-22 09:30 在垃圾处理间销毁 10\u00a0kg',
    数量: '库存 12.5\u00a0kg,处置 10\u00a0kg,留样 2.5\u00a0kg',
    签字: '检测员 王敏、监督人 赵强',
    取证: '照片和视频 2 份',
  })
})

it('says nothing of a case without one', () => {
  expect(disposalFacts({ failure, history: [], evidence: [] })).toEqual([])
})
