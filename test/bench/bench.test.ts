/** The measurements run, and say what they measured in the shape others read; no figure is judged here. */
import { expect, test } from 'vitest'
import { drivers } from '#drivers/index.ts'
import { type Answer, figure, percentile, tableOf } from './figure.ts'
import { reportOf } from './index.ts'

test('a quick run of the cheapest two is one JSON object with named, finite figures', async () => {
  const report = await reportOf({ only: ['durable-rate', 'parse-rate'], quick: true })
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  expect(Object.keys(report)).toEqual(['date', 'machine', 'node', 'quick', 'figures'])
  expect(report.quick).toBe(true)
  expect(Number.isNaN(Date.parse(report.date))).toBe(false)
  const measured = report.figures.flatMap((one: Answer) => (one.kind === 'measured' ? [one] : []))
  expect(measured.map(({ name }) => name)).toEqual([
    'durable-rate dayuan/dy-723pc',
    'durable-rate generic/lis2',
    ...drivers.map(({ id }) => `parse ${id}`),
    'cut generic/lis2',
    'cut t-scale/nhb',
    'cut ohaus/defender-3000',
    '2 MB without a delimiter',
  ])
  for (const { value, unit } of measured) {
    expect(Number.isFinite(value) && value > 0).toBe(true)
    expect(unit).not.toBe('')
  }
  for (const { bare, ratio } of measured) {
    expect(Number.isFinite(bare)).toBe(true)
    expect(Number.isFinite(ratio)).toBe(true)
  }
})

test('a name that is no benchmark is refused with the names there are', async () => {
  await expect(reportOf({ only: ['speed'], quick: true })).rejects.toThrow('there are: durable-rate')
})

test('a figure carries its limit and ratio, and the table shows what was not measured', () => {
  const answer = figure('rate', 50, 'results/s', { bare: 80, aim: 'ratio >= 0.6' })
  expect(answer).toEqual({
    kind: 'measured',
    name: 'rate',
    value: 50,
    unit: 'results/s',
    bare: 80,
    ratio: 0.625,
    aim: 'ratio >= 0.6',
  })
  const table = tableOf([answer, { kind: 'not-measured', name: 'window', why: 'no screen' }])
  expect(table).toContain('80 (0.625)')
  expect(table).toContain('not measured: no screen')
})

test('a percentile is one of the values, whatever their order', () => {
  const values = [5, 1, 4, 2, 3]
  expect(percentile(values, 0.5)).toBe(3)
  expect(percentile(values, 0.99)).toBe(5)
  expect(() => percentile([], 0.5)).toThrow('nothing')
})
