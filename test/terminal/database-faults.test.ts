/** Databases that must not be opened, by the real command line: a coded fault with the next step, and not a byte of the file changed. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { connect } from '#storage/sqlite.ts'
import { header, order, patient, session, terminator } from '#test/drivers/lis2-bytes.ts'
import { measured, newFolder, room, taken } from '#test/flow/room.ts'
import { linesOf, station } from './command.ts'

const capture = fileURLToPath(new URL('../../drivers/generic/lis2/samples/fail-inhibition.bin', import.meta.url))
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

function filled(): string {
  const at = room()
  const { sampleNo } = taken(at)
  for (let value = 10; value < 30; value += 1) measured(at, sampleNo, `${value}.00`)
  at.close()
  return at.file
}

/** Every command that opens a database refuses it with `code`; the file stays as it was. */
async function refused(file: string, code: string, next: RegExp): Promise<void> {
  const before = hashOf(file)
  const all = await Promise.all([
    station(['serve', '--db', file]),
    station(['replay', '--driver', 'generic/lis2', '--db', file, capture]),
    station(['export', '--db', file, '--what', 'frames']),
  ])
  for (const { code: exit, stdout, stderr } of all) {
    expect([exit, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(new RegExp(`^${code.replace('.', '\\.')}: `))
    expect(stderr).toMatch(next)
    expect(stderr).not.toMatch(/\n {4}at /)
  }
  expect(hashOf(file)).toBe(before)
}

describe('a database that is refused', () => {
  it('from a newer program', async () => {
    const file = filled()
    const db = connect(file)
    db.pragma('user_version = 9999')
    db.close()
    await refused(file, 'database.newer', /请安装新版本程序/)
  })

  it('of another program', async () => {
    const file = join(newFolder(), 'other.db')
    const db = connect(file)
    db.exec('CREATE TABLE t (a)')
    db.close()
    await refused(file, 'database.foreign', /请选择快检站自己的数据库/)
  })

  it('that is no database at all', async () => {
    const file = join(newFolder(), 'text.db')
    writeFileSync(
      file,
      'not a database, but long enough to have a header of a hundred bytes if it were one. '.repeat(3),
    )
    await refused(file, 'database.corrupt', /原文件没有被改动/)
  })

  it('with a page overwritten, or cut short', async () => {
    const torn = filled()
    const bytes = readFileSync(torn)
    bytes.fill(0xa5, 4096 * 3, 4096 * 9)
    writeFileSync(torn, bytes)
    const short = filled()
    truncateSync(short, Math.floor(statSync(short).size / 2))
    for (const file of [torn, short]) {
      const before = hashOf(file)
      const { code, stderr } = await station(['serve', '--db', file])
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^database\.corrupt: /)])
      expect(hashOf(file)).toBe(before)
      expect((await station(['doctor', '--db', file])).code).toBe(1)
    }
  })

  it('says whether there is a copy to restore', async () => {
    const file = filled()
    writeFileSync(file, 'x'.repeat(300))
    expect((await station(['serve', '--db', file])).stderr).toContain('旁边没有找到备份副本')
  })
})

describe('a disk that takes no more', () => {
  it('stops a replay with a coded fault; what was printed is what is kept, and with room again it goes on', {
    timeout: 60_000,
  }, async () => {
    const folder = newFolder()
    const file = join(folder, 'station.db')
    const record = (n: number) => session([header, patient, order(`S-${n}`), `R|1|^^^NJ01|${n}.00|%\r`, terminator])
    writeFileSync(join(folder, 'long.bin'), Buffer.concat(Array.from({ length: 400 }, (_, n) => record(n))))
    const args = ['replay', '--driver', 'generic/lis2', '--db', file, join(folder, 'long.bin')]
    expect((await station(['replay', '--driver', 'generic/lis2', '--db', file, capture])).code).toBe(0)
    const before = linesOf(await station(['export', '--db', file, '--what', 'readings'])).length

    // No file may grow beyond 1 MiB, as on a stick whose file system ends there.
    const limited = await underLimit(1024, args)
    expect(limited.code).toBe(1)
    expect(limited.stderr).toMatch(/^(disk\.full|database\.unreachable): .*在此之前仪器不会得到确认,数据留在仪器里/)
    const printed = linesOf(limited).filter(({ kind }) => kind === 'reading')
    const kept = linesOf(await station(['export', '--db', file, '--what', 'readings'])).slice(before)
    expect(printed.length).toBeGreaterThan(0)
    expect(printed.length).toBeLessThan(400)
    expect(kept.map(({ value }) => value)).toEqual(printed.map(({ value }) => value))
    expect(linesOf(await station(['doctor', '--db', file])).find(({ name }) => name === '数据库')).toMatchObject({
      ok: true,
    })
    expect((await station(['replay', '--driver', 'generic/lis2', '--db', file, capture])).code).toBe(0)
  })
})

describe('what may be read', () => {
  it('a copy of a file is a database of its own; an export leaves no trace beside it', async () => {
    const file = filled()
    const copy = join(newFolder(), 'copy.db')
    copyFileSync(file, copy)
    const before = hashOf(copy)
    expect(linesOf(await station(['export', '--db', copy, '--what', 'results']))).toHaveLength(20)
    expect(hashOf(copy)).toBe(before)
    expect(existsSync(`${copy}.lock`)).toBe(false)
  })
})

/** `kib`: RLIMIT_FSIZE in KiB. SIGXFSZ is ignored so that a write ends in EFBIG, as on a full disk, and not in death. */
async function underLimit(kib: number, args: readonly string[]) {
  const cli = fileURLToPath(new URL('../../src-main/cli.ts', import.meta.url))
  const child = spawn(
    'bash',
    ['-c', `trap '' XFSZ; ulimit -f ${kib}; exec "$0" "$@"`, process.execPath, cli, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  await once(child, 'close')
  return { code: child.exitCode, stdout, stderr }
}
