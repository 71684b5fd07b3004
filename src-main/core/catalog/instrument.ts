/** 仪器台账: the machine itself, the port it hangs on, and until when its calibration holds. */
import { expired, inOrder, type ListShape, notAhead } from './list.ts'

export const instrumentList = {
  name: 'instrument',
  key: ['code'],
  title: 'model',
  fields: {
    code: { kind: 'text', max: 40, required: true, found: true },
    model: { kind: 'text', max: 60, required: true, found: true },
    maker: { kind: 'text', max: 60, found: true },
    serialNo: { kind: 'text', max: 60, asked: true, found: true },
    /** The name of the port in this station. */
    port: { kind: 'text', max: 40, found: true },
    channels: { kind: 'count' },
    calibratedOn: { kind: 'date' },
    /** The last day the certificate holds. */
    calibrationDue: { kind: 'date', asked: true },
    certificateNo: { kind: 'text', max: 80, found: true },
    startedOn: { kind: 'date' },
    note: { kind: 'text', max: 200 },
  },
  check: (data, { today }) => [
    ...notAhead(data, 'calibratedOn', today),
    ...inOrder(data, 'calibratedOn', 'calibrationDue'),
    ...expired(data, 'calibrationDue', today),
  ],
} as const satisfies ListShape
