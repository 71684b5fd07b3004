/** 经营户电子档案: who sells where, what and from whom, kept six months after leaving (食用农产品市场销售质量安全监督管理办法, 2023). */
import { expired, inOrder, type ListShape, notAhead } from './list.ts'

export const stallKinds = ['company', 'household', 'cooperative', 'farmer'] as const

export const stallList = {
  name: 'stall',
  key: ['code'],
  title: 'name',
  fields: {
    code: { kind: 'text', max: 20, required: true, found: true },
    name: { kind: 'text', max: 60, required: true, found: true },
    kind: { kind: 'choice', options: stallKinds },
    site: { kind: 'reference', to: 'site' },
    area: { kind: 'text', max: 40, found: true },
    holder: { kind: 'text', max: 40, asked: true, found: true },
    subjectCode: { kind: 'subject-code', asked: true },
    identityNumber: { kind: 'identity-number', asked: true },
    phone: { kind: 'phone', asked: true },
    address: { kind: 'text', max: 120, asked: true },
    wares: { kind: 'several', max: 40, split: '、,,', asked: true, found: true },
    supply: { kind: 'several', max: 80, split: '、,,', asked: true },
    licenceNo: { kind: 'text', max: 40 },
    licenceUntil: { kind: 'date', asked: true },
    agreementOn: { kind: 'date' },
    enteredOn: { kind: 'date', asked: true },
    leftOn: { kind: 'date' },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { today }) => [
    ...notAhead(data, 'enteredOn', today),
    ...inOrder(data, 'enteredOn', 'leftOn'),
    ...expired(data, 'licenceUntil', today),
  ],
} as const satisfies ListShape
