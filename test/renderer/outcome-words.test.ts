/** Every reason that a driver's sample shows is told in Chinese; the code itself is for the technician. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { drivers } from '#drivers/index.ts'
import { outcomeReasonWords } from '#ui/outcome-words.ts'

const chinese = /[\u4e00-\u9fff]/

function reasonsOf(id: string): readonly string[] {
  const folder = join(import.meta.dirname, '../../drivers', id, 'samples')
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return files.flatMap((name) => {
    const { outcomes } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly outcomes: readonly { readonly reason?: string }[]
    }
    return outcomes.flatMap(({ reason }) => (reason === undefined ? [] : [reason]))
  })
}

it('every reason in the samples of every driver', () => {
  const reasons = new Set(drivers.flatMap(({ id }) => reasonsOf(id)))
  expect(reasons.size).toBeGreaterThan(20)
  expect([...reasons].filter((reason) => !chinese.test(outcomeReasonWords(reason)))).toEqual([])
})

it('a code that nobody listed is put together from its parts', () => {
  expect(
    ['segment-cut: 3 of 7', 'tail-missing', 'record-too-long', 'frame-number-wrong'].map(outcomeReasonWords),
  ).toEqual(['一段没有传完整', '缺少结尾', '记录太长', '帧序号不对'])
})

it('a code of another language stays as it is', () => {
  expect(outcomeReasonWords('xyz: 1')).toBe('xyz')
})
