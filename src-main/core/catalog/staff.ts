/** 人员台账: certificate and training of those who test; 经培训并考核合格后上岗 (食品快速检测操作指南, 2023, art. 3). */
import { expired, inOrder, type ListShape, notAhead } from './list.ts'

export const staffList = {
  name: 'staff',
  key: ['code'],
  title: 'name',
  fields: {
    code: { kind: 'text', max: 20, required: true, found: true },
    name: { kind: 'text', max: 40, required: true, found: true },
    duty: { kind: 'text', max: 40, found: true },
    phone: { kind: 'phone' },
    certificateNo: { kind: 'text', max: 60, asked: true, found: true },
    certificateUntil: { kind: 'date', asked: true },
    /** Hours of this year, decimal. */
    trainingHours: { kind: 'decimal' },
    trainedOn: { kind: 'date' },
    trainedUntil: { kind: 'date', asked: true },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { today }) => [
    ...notAhead(data, 'trainedOn', today),
    ...inOrder(data, 'trainedOn', 'trainedUntil'),
    ...expired(data, 'certificateUntil', today),
    ...expired(data, 'trainedUntil', today),
  ],
} as const satisfies ListShape
