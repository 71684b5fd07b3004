/** The station examines itself: ports, permissions, disk, database, versions; each finding with what to do about it. */
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault, isFault } from '#core/fault.ts'
import { listSerialPorts } from '#ports/list.ts'
import { verifyAudit } from '#storage/audit.ts'
import { checkDatabase, openForReading } from '#storage/open.ts'
import { checkFilms } from './check-films.ts'
import { diagnosePort } from './diagnose-port.ts'
import type { HeldPort } from './hold-ports.ts'
import type { World } from './world.ts'

export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly found: string
  readonly fault: Fault | null
}

export interface Patient {
  readonly version: string
  /** A database file that no station holds open; ignored when `world` is given. */
  readonly database?: string
  readonly world?: World
  readonly ports?: readonly HeldPort[]
  readonly clockJump?: number | null
}

/** Below this a day's work and a backup may not fit. */
const ENOUGH_DISK = 500 * 1024 * 1024

/** Never throws: a check that fails is a finding. */
export async function examine(patient: Patient): Promise<readonly Check[]> {
  const file = patient.world?.file ?? patient.database
  return [
    {
      name: '程序版本',
      ok: true,
      found: `快检站 ${patient.version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      fault: null,
    },
    await serialCheck(),
    ...(await Promise.all((patient.ports ?? []).map((held) => portCheck(held, patient.world)))),
    ...(file === undefined ? [] : [await diskCheck(dirname(file)), ...(await storedChecks(file, patient.world))]),
    ...(patient.world === undefined ? [] : [auditCheck(patient.world)]),
    ...(patient.clockJump == null
      ? []
      : [
          bad(
            '电脑时间',
            `跳变 ${Math.round(patient.clockJump / 1000)} 秒`,
            new Fault('clock.jumped', `${patient.clockJump} ms`),
          ),
        ]),
  ]
}

async function serialCheck(): Promise<Check> {
  const { ports, fault } = await listSerialPorts()
  const found = ports.length === 0 ? '没有找到串口' : ports.map(({ path }) => path).join(' ')
  return { name: '串口', ok: fault === null, found, fault }
}

async function portCheck(held: HeldPort, world: World | undefined): Promise<Check> {
  const { plan, port } = held
  const fault = port.fault()
  const [likeliest] = world === undefined ? [] : await diagnosePort(world, held)
  const why = likeliest === undefined ? '' : `,${likeliest.found}`
  return {
    name: `仪器端口 ${plan.name}`,
    ok: fault === null,
    found: `${port.state()} ${port.address() ?? ''}${why}`.trim(),
    fault,
  }
}

async function diskCheck(folder: string): Promise<Check> {
  const free = await freeBytes(folder)
  if (free === null) return { name: '磁盘', ok: true, found: '无法读取剩余空间', fault: null }
  const found = `剩余 ${(free / 1024 ** 3).toFixed(1)} GB`
  return free < ENOUGH_DISK
    ? bad('磁盘', found, new Fault('disk.full', found))
    : { name: '磁盘', ok: true, found, fault: null }
}

/** Bytes free for this user where the folder lies, or null when the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}

function databaseCheck(file: string, world: World | undefined): Check {
  try {
    const wrong = world === undefined ? checkFile(file) : checkDatabase(world.db)
    if (wrong.length > 0) return bad('数据库', file, new Fault('database.corrupt', `${file}: ${wrong.join('; ')}`))
    return { name: '数据库', ok: true, found: `${file} 检查通过`, fault: null }
  } catch (error) {
    return bad('数据库', file, isFault(error) ? error : new Fault('database.corrupt', String(error)))
  }
}

function checkFile(file: string): readonly string[] {
  const storage = openForReading(file)
  try {
    return checkDatabase(storage.db)
  } finally {
    storage.close()
  }
}

/** What lies beside a database is looked at when the database itself can say what should. */
async function storedChecks(file: string, world: World | undefined): Promise<readonly Check[]> {
  const database = databaseCheck(file, world)
  return database.ok ? [database, ...(await filmCheck(file, world))] : [database]
}

/** A station at work looks at names and lengths; without one every byte is read. No films: nothing to say. */
async function filmCheck(file: string, world: World | undefined): Promise<readonly Check[]> {
  const name = '现场视频'
  try {
    const { count, folder, wrong } = await checkFilms(file, world?.db)
    if (count === 0) return []
    if (wrong.length > 0) return [bad(name, `${folder}:${wrong.join(';')}`, new Fault('film.lost', wrong.join('; ')))]
    const looked = world === undefined ? '哈希都对得上' : '都在,长度对得上'
    return [{ name, ok: true, found: `${count} 段${looked};在 ${folder},备份数据库时一起拷走`, fault: null }]
  } catch (error) {
    return [bad(name, file, isFault(error) ? error : new Fault('file.unreadable', String(error)))]
  }
}

function auditCheck(world: World): Check {
  const found = verifyAudit(world.db)
  return found.kind === 'whole'
    ? { name: '日志链', ok: true, found: `${found.rows} 条,完整`, fault: null }
    : bad(
        '日志链',
        `第 ${found.id} 条${found.reason === 'missing' ? '缺失' : '被改动'}`,
        new Fault('database.corrupt', `audit row ${found.id} ${found.reason}`),
      )
}

function bad(name: string, found: string, fault: Fault): Check {
  return { name, ok: false, found, fault }
}
