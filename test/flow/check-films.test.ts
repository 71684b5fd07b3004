/** Films beside the database: named when they are gone, cut or altered, and where a damaged database is to be restored. */
import { renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { examine } from '#flow/doctor.ts'
import { addFilm, beginFilm, endFilm } from '#flow/keep-film.ts'
import { copyDatabase, openStorage } from '#storage/open.ts'
import { positive } from './case-steps.ts'
import { type Room, room } from './room.ts'

/** Three films of one case, that begin as MP4 does. */
function filmed(at: Room) {
  const { id } = positive(at)
  return [7, 8, 9].map((fill) => {
    const bytes = Buffer.alloc(900, fill)
    bytes.write('ftypisom', 4, 'latin1')
    const said = { failureId: id, name: `第${fill}段.mp4`, mime: 'video/mp4', bytes: 900, by: '王敏' } as const
    const { upload } = beginFilm(at.world, said)
    addFilm(at.world, upload, 0, bytes)
    return { name: said.name, file: join(`${at.file}.films`, endFilm(at.world, upload).sha256) }
  })
}

const looked = async (patient: Parameters<typeof examine>[0]) =>
  (await examine(patient)).find(({ name }) => name === '现场视频')

it('are looked at by name and length while a station works, and byte by byte without one', async () => {
  const at = room({ needsBlank: false })
  const [altered, cut, gone] = filmed(at)
  const { world, file } = at
  const all = { ok: true, found: expect.stringContaining(`${file}.films,备份数据库时一起拷走`) }
  expect(await looked({ version: '1', world })).toMatchObject(all)
  expect(await looked({ version: '1', database: file })).toMatchObject(all)

  writeFileSync(altered?.file ?? '', Buffer.alloc(900, 1))
  expect(await looked({ version: '1', world })).toMatchObject({ ok: true })
  const whole = await looked({ version: '1', database: file })
  expect(whole).toMatchObject({ ok: false, fault: { code: 'film.lost' } })
  expect(whole?.found).toContain(`${altered?.name} `)
  expect(whole?.found).toContain('内容被改动')
  expect(whole?.found).not.toContain(cut?.name)

  truncateSync(cut?.file ?? '', 899)
  rmSync(gone?.file ?? '')
  for (const patient of [{ world }, { database: file }]) {
    const found = (await looked({ version: '1', ...patient }))?.found ?? ''
    for (const one of [cut, gone]) expect(found).toMatch(new RegExp(`${one?.name} [0-9a-f]{64} 文件不在或被截短`))
  }
})

it('stay where they are when a damaged database is restored, and its fault says so', async () => {
  const at = room({ needsBlank: false })
  filmed(at)
  at.close()
  copyDatabase(at.file, `${at.file}.v1.20260301T000000000Z.copy`)
  renameSync(at.file, `${at.file}.old`)
  writeFileSync(at.file, 'x'.repeat(4096))
  rmSync(`${at.file}-wal`, { force: true })
  expect(() => openStorage(at.file, { now: at.clock.now })).toThrow(
    expect.objectContaining({ detail: expect.stringContaining(`现场视频在 ${at.file}.films,副本里没有`) }),
  )
  rmSync(at.file)
  renameSync(`${at.file}.v1.20260301T000000000Z.copy`, at.file)
  expect(await looked({ version: '1', database: at.file })).toMatchObject({ ok: true })
})
