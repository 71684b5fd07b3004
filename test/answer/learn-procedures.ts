/** Every procedure of the learning wizard over HTTP, from a recording to a driver that is exported, looked at, imported and removed. */
import type { ContractRouterClient } from '@orpc/contract'
import { expect } from 'vitest'
import type { Contract } from '../../src-main/contract/index.ts'

type Client = ContractRouterClient<Contract>

const by = '王敏'
const stream = Array.from(
  { length: 6 },
  (_, n) => `${String(n + 1).padStart(4, '0')},农残,${n + 10}.5,%,阴性\r\n`,
).join('')

export async function learnByHttp(client: Client): Promise<void> {
  const opened = await client.learn.listen({ transport: { kind: 'tcp-server', port: 0 } })
  expect(opened).toMatchObject({ listening: true, bytes: 0, fault: null })
  expect(opened.address).toMatch(/:\d+$/)
  expect(await client.learn.stop({})).toMatchObject({ listening: false })

  const bytes = Buffer.from(stream, 'utf8')
  const state = await client.learn.sample({ base64: bytes.toString('base64') })
  expect(state).toMatchObject({ bytes: bytes.length, full: false })
  expect((await client.learn.state({})).lines[1]).toMatchObject({ text: '0002,农残,11.5,%,阴性␍' })

  const { draft, columns, rows, splits } = await client.learn.propose({})
  expect(draft.fields.map(({ role }) => role)).toEqual(['sampleNo', 'item', 'value', 'unit', 'verdict'])
  expect([columns.length, rows.length, splits[0]?.chosen]).toEqual([5, 6, true])
  expect((await client.learn.propose({ split: 'blanks' })).draft.split.kind).toBe(draft.split.kind)

  const named = { ...draft, vendor: '某厂', model: 'X-2', title: '某厂 X-2' }
  const tried = await client.learn.try({ draft: named })
  expect(tried).toMatchObject({ problems: [], counts: { readings: 5, ignored: 1, damaged: 0 } })
  expect(tried.rows[1]).toMatchObject({
    outcome: { kind: 'reading', reading: { sampleNo: '0002', value: '11.5', flag: '阴性' } },
    fields: [{ role: 'sampleNo', text: '0002' }, {}, { role: 'value', text: '11.5' }, {}, {}],
  })

  const { driver: id } = await client.learn.save({ draft: named, by })
  expect(await client.learn.list({})).toMatchObject([{ id, madeBy: by, own: true, ports: [] }])
  const learned = (await client.port.drivers({})).find((driver) => driver.id === id)
  expect(learned).toMatchObject({ learnedBy: by, evidence: 'capture' })

  const { fileName, text } = await client.learn.export({ id })
  expect(fileName).toMatch(/\.kjdriver$/)
  const { fingerprint } = await client.learn.inspect({ text })
  expect(await client.learn.remove({ id, by })).toEqual({ removed: true })
  expect(await client.learn.import({ text, fingerprint, by })).toEqual({ id, madeBy: by, fingerprint })
}
