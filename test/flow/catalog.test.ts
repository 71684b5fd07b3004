/** Master data through the flow: versions, audit, secrets, the judge's lists, and the stall a sample was taken from. */
import { createCipheriv, randomBytes } from 'node:crypto'
import { readFileSync, renameSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sealerOf } from '#flow/catalog-secret.ts'
import { fillCatalog } from '#flow/fill-catalog.ts'
import { retireEntry, type SaidEntry, saveEntry, secretsOf } from '#flow/save-entry.ts'
import { derivedKey, stationKey } from '#flow/station-key.ts'
import { auditOf } from '#storage/audit.ts'
import { entriesOf, entryAt, entryOf, revisionNow, versionsOf } from '#storage/catalog.ts'
import { keyFile } from '#storage/key-file.ts'
import { stallByCode } from '#storage/stalls.ts'
import { type Room, room, taken } from './room.ts'

const NUMBER = '11010519491231002X'
const OTHER = '110105194912310021'
const stall = (data: Record<string, unknown>, key: string | null = null): SaidEntry => ({
  list: 'stall',
  key,
  data: { code: 'A-12', name: '王记蔬菜', ...data },
  by: '王敏',
})

/** The database file itself, byte by byte, as a thief would read it. */
function dump({ world, file }: Room): string {
  world.db.pragma('wal_checkpoint(TRUNCATE)')
  return readFileSync(file, 'latin1')
}

describe('a change', () => {
  test('is a new version with before and after in the audit, and tells the windows', () => {
    const one = room()
    expect(saveEntry(one.world, stall({})).kind).toBe('saved')
    const first = revisionNow(one.world.db)
    expect(saveEntry(one.world, stall({ name: '王记果蔬' }, 'A-12')).kind).toBe('saved')
    expect(entryAt(one.world.db, 'stall', 'A-12', first)?.data.name).toBe('王记蔬菜')
    const [, second] = auditOf(one.world.db, 'stall A-12')
    expect(JSON.parse(second?.detail ?? '')).toMatchObject({
      before: { name: '王记蔬菜' },
      after: { name: '王记果蔬' },
      source: 'person',
    })
    expect(one.news.filter(({ kind }) => kind === 'catalog.changed')).toHaveLength(2)
    expect(stallByCode(one.world.db, 'A-12')?.name).toBe('王记果蔬')
  })

  test('that changes nothing writes nothing', () => {
    const one = room()
    saveEntry(one.world, stall({ identityNumber: NUMBER, wares: '韭菜、菠菜' }))
    const before = one.everything()
    expect(saveEntry(one.world, stall({ identityNumber: NUMBER, wares: ['韭菜', '菠菜'] }, 'A-12')).kind).toBe('same')
    expect(saveEntry(one.world, stall({ identityNumber: '1101**********002X', wares: '韭菜;菠菜' }, 'A-12')).kind).toBe(
      'same',
    )
    expect(one.everything()).toEqual(before)
  })

  test('that is refused writes nothing and says why', () => {
    const one = room()
    const before = one.everything()
    expect(saveEntry(one.world, stall({ name: '' }))).toMatchObject({
      kind: 'refused',
      findings: [{ field: 'name', code: 'missing' }],
    })
    expect(one.everything()).toEqual(before)
  })

  test('keeps the key, and a new entry never overwrites another', () => {
    const one = room()
    saveEntry(one.world, stall({}))
    expect(saveEntry(one.world, stall({ code: 'A-13' }, 'A-12'))).toMatchObject({ findings: [{ code: 'key-fixed' }] })
    expect(saveEntry(one.world, stall({ name: '另一家' }))).toMatchObject({ findings: [{ code: 'exists' }] })
  })

  test('a retired entry is out of the lists, keeps its versions, and comes back', () => {
    const one = room()
    saveEntry(one.world, stall({ identityNumber: NUMBER }))
    retireEntry(one.world, 'stall', 'A-12', true, '王敏')
    expect(entriesOf(one.world.db, 'stall')).toEqual([])
    retireEntry(one.world, 'stall', 'A-12', false, '王敏')
    expect(versionsOf(one.world.db, 'stall', 'A-12').map(({ retired }) => retired)).toEqual([false, true, false])
    expect(secretsOf(one.world, 'stall', 'A-12', sealerOf(one.world))).toEqual({ identityNumber: NUMBER })
  })
})

describe('an identity number', () => {
  test('stands nowhere in clear: not in the entry, the search text, the audit, the log', () => {
    const one = room()
    saveEntry(one.world, stall({ identityNumber: NUMBER, kind: 'farmer' }))
    saveEntry(one.world, stall({ identityNumber: '110105194912310021' }, 'A-12'))
    expect(entryOf(one.world.db, 'stall', 'A-12')?.data.identityNumber).toBe('1101**********0021')
    const everything = dump(one) + one.log.join()
    expect(everything).toContain('1101**********0021')
    for (const secret of [NUMBER, '110105194912310021', '19491231']) expect(everything).not.toContain(secret)
  })

  test('is read back by this station alone, and only for the entry it belongs to', () => {
    const one = room()
    saveEntry(one.world, stall({ identityNumber: NUMBER }))
    const sealer = sealerOf(one.world)
    const sealed = sealer.seal('stall A-12', { identityNumber: NUMBER })
    expect(sealer.open('stall A-12', sealed)).toEqual({ identityNumber: NUMBER })
    expect(() => sealer.open('stall A-13', sealed)).toThrow()
    expect(() => sealerOf(one.world).open('stall A-12', `${sealed.slice(0, -8)}AAAAAAA=`)).toThrow()
    expect(sealerOf(room().world).open('stall A-12', sealed)).toBeNull()
    expect(sealer.seal('stall A-12', { identityNumber: NUMBER })).not.toBe(sealed)
  })

  test('is sealed with a key beside the database, not in it; without the key it is asked for again', () => {
    const one = room()
    saveEntry(one.world, stall({ identityNumber: NUMBER, kind: 'farmer' }))
    const file = keyFile(one.world.file, 'identity')
    const key = readFileSync(file)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    one.world.db.pragma('wal_checkpoint(TRUNCATE)')
    for (const form of [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))])
      expect(readFileSync(one.world.file).includes(form)).toBe(false)
    renameSync(file, `${file}.away`)
    const renamed = stall({ identityNumber: '1101**********002X', kind: 'farmer', holder: '王敏' }, 'A-12')
    expect(saveEntry(one.world, renamed)).toMatchObject({ findings: [{ code: 'identity-number.no-key' }] })
    expect(
      saveEntry(one.world, stall({ code: 'A-13', name: '赵记', identityNumber: OTHER, kind: 'farmer' })).kind,
    ).toBe('saved')
    // A new key was made for it: the first number is still another key's.
    expect(secretsOf(one.world, 'stall', 'A-12', sealerOf(one.world))).toBeNull()
    renameSync(`${file}.away`, file)
    expect(saveEntry(one.world, renamed).kind).toBe('saved')
    expect(secretsOf(one.world, 'stall', 'A-12', sealerOf(one.world))).toEqual({ identityNumber: NUMBER })
  })

  test('sealed by an earlier release is still read', () => {
    const { world } = room()
    stationKey(world, '王敏')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', derivedKey(world, 'catalog secrets 1'), nonce)
    cipher.setAAD(Buffer.from('stall A-12'))
    const text = Buffer.concat([cipher.update(JSON.stringify({ identityNumber: NUMBER })), cipher.final()])
    const sealed = `1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')}`
    expect(sealerOf(world).open('stall A-12', sealed)).toEqual({ identityNumber: NUMBER })
  })

  test('masked, it means the one on record; where there is none it is refused', () => {
    const one = room()
    expect(saveEntry(one.world, stall({ identityNumber: '1101**********002X' }))).toMatchObject({
      kind: 'refused',
      findings: [{ code: 'identity-number.masked' }],
    })
    saveEntry(one.world, stall({ identityNumber: NUMBER }))
    saveEntry(one.world, stall({ identityNumber: '1101**********002X', holder: '王敏' }, 'A-12'))
    expect(secretsOf(one.world, 'stall', 'A-12', sealerOf(one.world))).toEqual({ identityNumber: NUMBER })
  })
})

describe('a station begins', () => {
  test("with the judge's foods, items and methods; a second start changes nothing, and a person's change stays", () => {
    const one = room()
    fillCatalog(one.world)
    const { db } = one.world
    expect(entryOf(db, 'food', '韭菜')?.data).toMatchObject({ class1: '蔬菜' })
    expect(entryOf(db, 'food', '草鱼')?.data).toMatchObject({ class1: '水产品', class2: '鱼', aliases: ['鲩鱼'] })
    expect(entryOf(db, 'item', 'op-carbamate')?.source).toBe('pack')
    expect(entryOf(db, 'method', 'enzyme-inhibition')?.data).toMatchObject({
      series: 'GB/T',
      document: 'GB/T 5009.199-2003',
    })
    saveEntry(one.world, {
      list: 'food',
      key: '草鱼',
      data: { ...entryOf(db, 'food', '草鱼')?.data, localNames: '皖鱼' },
      by: '王敏',
    })
    const before = one.everything()
    fillCatalog(one.world)
    expect(one.everything()).toEqual(before)
    expect(entryOf(db, 'food', '草鱼')?.data.localNames).toEqual(['皖鱼'])
  })

  test('no shipped name is one the judge takes for another', () => {
    const one = room()
    fillCatalog(one.world)
    for (const food of entriesOf(one.world.db, 'food'))
      expect(saveEntry(one.world, { list: 'food', key: food.key, data: food.data, by: '王敏' })).toMatchObject({
        kind: 'same',
        findings: [],
      })
  })

  test('and stalls of samples taken before there were files get one', () => {
    const one = room()
    one.world.db.exec("INSERT INTO stalls VALUES ('s1', 'B-07', '老李鲜菜')")
    fillCatalog(one.world)
    expect(entryOf(one.world.db, 'stall', 'B-07')).toMatchObject({ data: { name: '老李鲜菜' }, source: 'registration' })
  })
})

describe('a sample', () => {
  test('of an unknown stall makes its file, incomplete; of a known one leaves it alone', () => {
    const one = room()
    taken(one)
    const filed = entryOf(one.world.db, 'stall', 'A-12')
    expect(filed).toMatchObject({ source: 'registration', data: { code: 'A-12' } })
    saveEntry(one.world, stall({ holder: '王敏', name: String(filed?.data.name) }, 'A-12'))
    taken(one)
    expect(versionsOf(one.world.db, 'stall', 'A-12')).toHaveLength(2)
    expect(entryOf(one.world.db, 'stall', 'A-12')?.data.holder).toBe('王敏')
  })

  test('of a food by its local name is one of the food the judge knows; two foods of one name are left as said', () => {
    const one = room()
    fillCatalog(one.world)
    const call = (key: string, localNames: readonly string[]) =>
      saveEntry(one.world, {
        list: 'food',
        key,
        data: { ...entryOf(one.world.db, 'food', key)?.data, localNames },
        by: '王敏',
      })
    call('草鱼', ['皖鱼', '混子'])
    call('鲤鱼', ['混子'])
    for (const food of ['皖鱼', '混子', '鲩鱼', '没有的']) taken(one, { food })
    expect(one.rows('SELECT food FROM samples ORDER BY seq').map(({ food }) => food)).toEqual([
      '草鱼',
      '混子',
      '鲩鱼',
      '没有的',
    ])
    expect(one.rows("SELECT 1 FROM samples WHERE search_text LIKE '%皖鱼%'")).toHaveLength(1)
  })

  test('keeps the revision it was taken under', () => {
    const one = room()
    taken(one)
    const revision = revisionNow(one.world.db)
    saveEntry(one.world, stall({ name: '新店名' }, 'A-12'))
    const [sample] = one.rows('SELECT catalog_revision AS revision, stall_name AS name FROM samples')
    expect(sample?.revision).toBe(revision)
    expect(entryAt(one.world.db, 'stall', 'A-12', revision)?.data.name).toBe(sample?.name)
  })
})
