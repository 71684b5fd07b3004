/** The limit pack over HTTP, asked by the answers' test: proposed, withdrawn, proposed again, and signed by another person. */
import { expect } from 'vitest'
import { defaultPack } from '#core/judge/packs/default.ts'
import { by, type Client, faultOf } from './answering-station.ts'

export async function changePackByHttp(client: Client): Promise<void> {
  const before = await client.settings.pack({})
  expect(before).toMatchObject({ inForce: { id: 'default', signatures: [] }, proposed: null })
  const rules = defaultPack.rules.map((rule) => (rule.item === 'tvb-n' ? { ...rule, note: '另行通知' } : rule))
  const text = JSON.stringify({ ...defaultPack, id: 'county', rules })
  const { proposed } = await client.settings.proposePack({ text, by })
  expect(proposed).toMatchObject({
    id: 'county',
    total: 2,
    changes: [
      {
        change: 'changed',
        list: 'rules',
        key: 'tvb-n.pork.photometer',
        fields: [{ name: 'note', before: '先做对照;确证 GB 5009.228', after: '另行通知' }],
      },
      { change: 'changed', list: 'pack', fields: [{ name: 'id', before: 'default', after: 'county' }] },
    ],
    signatures: [{ by }],
  })
  const sha256 = proposed?.sha256 ?? ''
  expect(await faultOf(client.settings.signPack({ sha256, by }))).toBe('pack.same-signer')
  const days = { from: '2020-01-01', until: '2020-01-02', by }
  expect(await client.settings.rejudge({ pack: 'proposed', ...days })).toEqual({
    pack: { id: 'county', version: defaultPack.version },
    asked: 0,
    verdicts: 0,
    bases: 0,
    rows: [],
  })
  expect((await client.settings.withdrawPack({ by })).proposed).toBeNull()
  expect(await faultOf(client.settings.rejudge({ pack: 'proposed', ...days }))).toBe('not-found')
  expect(await faultOf(client.settings.proposePack({ text: '{}', by }))).toBe('pack.invalid')
  await client.settings.proposePack({ text, by })
  const after = await client.settings.signPack({ sha256, by: '李强' })
  expect(after).toMatchObject({
    inForce: { id: 'county', sha256, signatures: [{ by }, { by: '李强' }] },
    proposed: null,
  })
  expect((await client.settings.get({})).pack).toMatchObject({ id: 'county' })
  // The rest of the tests judges by the shipped pack again.
  const back = await client.settings.proposePack({ text: JSON.stringify(defaultPack), by })
  await client.settings.signPack({ sha256: back.proposed?.sha256 ?? '', by: '李强' })
}
