/** 检测点: where a room stands. The opener (开办者) and the testing body (检测单位) are two parties: third parties run rooms. */
import { type ListShape, notAhead } from './list.ts'

export const siteKinds = [
  'market',
  'wholesale',
  'supermarket',
  'park',
  'producer',
  'canteen',
  'supervision-office',
  'van',
  'county-lab',
] as const
export type SiteKind = (typeof siteKinds)[number]

export const siteList = {
  name: 'site',
  key: ['code'],
  title: 'name',
  fields: {
    code: { kind: 'text', max: 20, required: true, found: true },
    name: { kind: 'text', max: 60, required: true, found: true },
    kind: { kind: 'choice', options: siteKinds, required: true },
    region: { kind: 'text', max: 40, found: true },
    address: { kind: 'text', max: 120 },
    opener: { kind: 'text', max: 60, asked: true, found: true },
    openerCode: { kind: 'subject-code' },
    testingBody: { kind: 'text', max: 60, asked: true, found: true },
    testingBodyCode: { kind: 'subject-code' },
    contact: { kind: 'text', max: 40 },
    phone: { kind: 'phone' },
    complaintPhone: { kind: 'phone' },
    openedOn: { kind: 'date' },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { today }) => notAhead(data, 'openedOn', today),
} as const satisfies ListShape
