/** Every fault says what happened, why, and what to do next; what an operator must know is never said by something that goes away. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faults } from '#core/fault.ts'
import { spokenFault } from '#core/spoken-fault.ts'
import { problemWords } from '#features/learn/learn-words.ts'
import { faultOf } from '#ui/fault.ts'
import { root } from '../../scripts/built.mjs'

const sentences = (words: { readonly what: string; readonly why: string; readonly next: string }) => [
  words.what,
  words.why,
  words.next,
]

function expectThree(words: Parameters<typeof sentences>[0], of: string): void {
  const three = sentences(words)
  for (const sentence of three) {
    expect(sentence.match(/\p{Script=Han}/gu)?.length ?? 0, `${of}: ${sentence}`).toBeGreaterThanOrEqual(4)
    expect(sentence.trim(), of).toBe(sentence)
  }
  expect(new Set(three).size, of).toBe(3)
  // A cause that fits everything explains nothing.
  expect(words.why, of).not.toMatch(/^(内容)?不符合要求$|^出错了?$|^未知/)
}

describe('a fault', () => {
  it.each(Object.entries(faults))('%s has three sentences', (code, words) => expectThree(words, code))

  it('of the page itself has them too', () => {
    expectThree(faultOf(new TypeError('Failed to fetch')), 'station.silent')
    expectThree(faultOf({ code: 'BAD_REQUEST' }), 'input.invalid')
  })

  it.each(Object.entries(problemWords))('%s of the wizard has them too', (code, words) => expectThree(words, code))

  it('names the cause its detail tells, and leaves a technician’s words behind the code', () => {
    expect(spokenFault('input.invalid', '先取下已放的样品,再改通道数').why).toBe('先取下已放的样品,再改通道数')
    expect(spokenFault('notice.not-allowed', '没有等待公示的结果').why).toBe('没有等待公示的结果')
    for (const detail of ['stallCode: 必须填写这一项', 'tcp: expected tcp://host:port', 'SJ-1'])
      expect(spokenFault('input.invalid', detail).why).toBe(faults['input.invalid'].why)
  })
})

/** Toasts, pop-ups that fade and the browser's own boxes: gone before they are read, or in nobody's words. */
const fleeting =
  /\b(window\.)?(alert|confirm|prompt)\(|\b(message|notification)\.(open|info|success|warning|error|loading|destroy)\(|\buse(Message|Notification)\(/

it('no page says anything by a toast or a box of the browser', () => {
  const folder = join(root, 'src-renderer')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => fleeting.test(readFileSync(join(folder, file), 'utf8')))).toEqual([])
  for (const said of ["message.success('好')", 'window.alert(1)', 'message.useMessage()', 'if (confirm(x))'])
    expect(fleeting.test(said), said).toBe(true)
})
