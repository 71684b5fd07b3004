/** 检测方法: how it is tested, with the document it rests on: 快检方法 KJ, GB/T, NY/T. */
import { methodKinds } from '../judge/limit-pack.ts'
import { type ListShape, warned } from './list.ts'

export const methodSeries = ['KJ', 'GB', 'GB/T', 'NY/T', 'SN/T', 'DB', 'maker'] as const

export const methodList = {
  name: 'method',
  key: ['id'],
  title: 'name',
  fields: {
    id: { kind: 'text', max: 60, required: true, found: true },
    name: { kind: 'text', max: 60, required: true, found: true },
    series: { kind: 'choice', options: methodSeries },
    document: { kind: 'text', max: 60, found: true },
    kind: { kind: 'choice', options: methodKinds },
    aliases: { kind: 'several', max: 60, found: true },
    /** Used only where analyzer, driver or port names it. */
    named: { kind: 'flag' },
    note: { kind: 'text', max: 200 },
  },
  check: ({ id, name }, { judged }) =>
    judged('method', String(name)) === null && judged('method', String(id)) === null
      ? [warned('name', 'not-judged', String(name))]
      : [],
} as const satisfies ListShape
