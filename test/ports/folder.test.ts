/** A watched folder with real files: each whole file once, in order, over restarts, losses and full disks; no file is ever touched. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { driver as csvFolder } from '#drivers/generic/csv-folder/driver.ts'
import { folderSource } from '#ports/folder.ts'
import { wireLimits } from '#ports/transport.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { textOf } from '#test/fakes/port-line.ts'
import { eventually, giveBack, opened } from './opened.ts'

const limits = { ...wireLimits, unchangedMs: 60 }

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'folder-'))
  giveBack(async () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface Watching {
  readonly told: string[]
  /** What each file's hearer answers after its end. */
  unkept: boolean
  readonly losses: (string | null)[]
  close(): Promise<void>
}

async function watching(path: string, pattern?: string, heardBefore?: (sha256: string) => boolean): Promise<Watching> {
  const source = folderSource({ kind: 'folder', path, pattern }, loggedInMemory(), limits, heardBefore)
  return begun(source)
}

async function begun(source: ReturnType<typeof folderSource>): Promise<Watching> {
  const told: string[] = []
  const losses: (string | null)[] = []
  const state = { unkept: false }
  const port = await source.open(
    (wire) => {
      let text = ''
      return {
        heard(bytes) {
          text += textOf(bytes)
        },
        ended: () => void told.push(`${wire.peer.split('/').at(-1)}: ${text}`),
        unkept: () => state.unkept,
      }
    },
    (fault) => void losses.push(fault?.code ?? null),
  )
  giveBack(() => port.close())
  return {
    told,
    losses,
    close: () => port.close(),
    get unkept() {
      return state.unkept
    },
    set unkept(said) {
      state.unkept = said
    },
  }
}

/** Long enough for several looks at the folder. */
const looks = () => sleep(400)

describe('a watched folder', () => {
  it('tells each file once, the oldest first, and leaves it alone', async () => {
    const path = newFolder()
    writeFileSync(join(path, 'b.csv'), 'second')
    writeFileSync(join(path, 'a.csv'), 'third')
    writeFileSync(join(path, 'c.CSV'), 'first')
    utimesSync(join(path, 'c.CSV'), 1_700_000_000, 1_700_000_000)
    utimesSync(join(path, 'b.csv'), 1_700_000_100, 1_700_000_100)
    utimesSync(join(path, 'a.csv'), 1_700_000_200, 1_700_000_200)
    const before = readdirSync(path).map((name) => [
      name,
      readFileSync(join(path, name), 'utf8'),
      statSync(join(path, name)).mtimeMs,
    ])
    const here = await watching(path)
    await eventually(() => expect(here.told).toEqual(['c.CSV: first', 'b.csv: second', 'a.csv: third']))
    await looks()
    expect(here.told).toHaveLength(3)
    const after = readdirSync(path).map((name) => [
      name,
      readFileSync(join(path, name), 'utf8'),
      statSync(join(path, name)).mtimeMs,
    ])
    expect(after).toEqual(before)
  })

  it('does not take a file while it grows', async () => {
    const path = newFolder()
    const here = await watching(path)
    const file = join(path, 'day.csv')
    for (let stroke = 0; stroke < 12; stroke++) {
      appendFileSync(file, `${stroke};`)
      await sleep(20)
    }
    await eventually(() => expect(here.told).toEqual(['day.csv: 0;1;2;3;4;5;6;7;8;9;10;11;']))
  })

  it('tells a file again as a whole when it has grown, and not when only its time changed', async () => {
    const path = newFolder()
    const here = await watching(path)
    const file = join(path, 'day.csv')
    writeFileSync(file, 'one')
    await eventually(() => expect(here.told).toEqual(['day.csv: one']))
    utimesSync(file, 1_700_000_000, 1_700_000_000)
    await looks()
    expect(here.told).toHaveLength(1)
    appendFileSync(file, ' two')
    await eventually(() => expect(here.told).toEqual(['day.csv: one', 'day.csv: one two']))
  })

  it('passes over what is not meant: other names, folders, lock files, empty files', async () => {
    const path = newFolder()
    for (const name of ['a.pdf', '~$a.csv', '.a.csv', 'acsv']) writeFileSync(join(path, name), name)
    writeFileSync(join(path, 'empty.csv'), '')
    mkdirSync(join(path, 'folder.csv'))
    writeFileSync(join(path, 'z.csv'), 'z')
    const here = await watching(path)
    await eventually(() => expect(here.told).toEqual(['z.csv: z']))
    await looks()
    expect(here.told).toHaveLength(1)
  })

  it('takes the names that a person asked for', async () => {
    const path = newFolder()
    for (const name of ['Export-1.dat', 'Export-12.dat', 'other.dat', 'x.csv']) writeFileSync(join(path, name), 'x')
    const here = await watching(path, 'export-?.DAT; o*.dat')
    await eventually(() => expect([...here.told].sort()).toEqual(['Export-1.dat: x', 'other.dat: x']))
    await looks()
    expect(here.told).toHaveLength(2)
  })

  it('tells a file again that could not be kept, until it is', async () => {
    const path = newFolder()
    const here = await watching(path)
    here.unkept = true
    writeFileSync(join(path, 'a.csv'), 'a')
    await eventually(() => expect(here.told.length).toBeGreaterThan(1))
    here.unkept = false
    const before = here.told.length
    await eventually(() => expect(here.told.length).toBeGreaterThan(before))
    const kept = here.told.length
    await looks()
    expect(here.told).toHaveLength(kept)
  })

  it('knows after a restart what was kept before', async () => {
    const path = newFolder()
    writeFileSync(join(path, 'old.csv'), 'old')
    writeFileSync(join(path, 'new.csv'), 'new')
    // SHA-256 of `old`.
    const old = 'cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4'
    const here = await watching(path, undefined, (sha256) => sha256 === old)
    await eventually(() => expect(here.told).toEqual(['new.csv: new']))
    await looks()
    expect(here.told).toHaveLength(1)
  })

  it('is lost when the folder goes, and tells nothing twice when it is back', async () => {
    const path = newFolder()
    writeFileSync(join(path, 'a.csv'), 'a')
    const source = folderSource({ kind: 'folder', path }, loggedInMemory(), limits)
    const first = await begun(source)
    await eventually(() => expect(first.told).toHaveLength(1))
    renameSync(path, `${path}-away`)
    giveBack(async () => rmSync(`${path}-away`, { recursive: true, force: true }))
    await eventually(() => expect(first.losses).toEqual(['port.unknown']))
    await expect(
      source.open(
        () => ({ heard: () => {}, ended: () => {} }),
        () => {},
      ),
    ).rejects.toMatchObject({ code: 'port.unknown' })
    renameSync(`${path}-away`, path)
    const second = await begun(source)
    writeFileSync(join(path, 'b.csv'), 'b')
    await eventually(() => expect(second.told).toEqual(['b.csv: b']))
  })

  it('after closing tells nothing more', async () => {
    const path = newFolder()
    const here = await watching(path)
    await here.close()
    writeFileSync(join(path, 'a.csv'), 'a')
    await looks()
    expect(here.told).toEqual([])
    expect(here.losses).toEqual([])
  })
})

describe('a folder as a port', () => {
  it('each file is kept raw as one frame and its rows are read', async () => {
    const path = newFolder()
    const here = await opened({ kind: 'folder', path }, { driver: csvFolder, limits: { unchangedMs: 60 } })
    expect(here.port.address()).toBe(path)
    writeFileSync(join(path, 'a.csv'), '项目,检测值\r\nA,1\r\nA,2\r\n')
    await eventually(() => expect(here.keeper.said()).toEqual(['1', '2']))
    writeFileSync(join(path, 'b.csv'), 'name,phone\r\nA,3\r\n')
    await eventually(() => expect(here.keeper.said()).toEqual(['1', '2', 'ignored: headings-unknown: name, phone']))
    expect(here.keeper.frames.map(textOf)).toEqual(['项目,检测值\r\nA,1\r\nA,2\r\n', 'name,phone\r\nA,3\r\n'])
    expect(here.port.state()).toBe('talking')
  })

  it('says that there is no such folder', async () => {
    const here = await opened({ kind: 'folder', path: '/nowhere/export' })
    expect(here.port.fault()).toMatchObject({
      code: 'port.unknown',
      detail: expect.stringContaining('/nowhere/export'),
    })
  })
})
