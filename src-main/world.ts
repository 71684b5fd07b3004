/** Makes the world of one station: its database, its pack, its clock and chance; everything flow is handed. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { standardRules } from '#core/failure/rules.ts'
import { Fault } from '#core/fault.ts'
import { type Moment, momentOf, SHANGHAI_OFFSET } from '#core/time.ts'
import { packInForce } from '#flow/limit-packs.ts'
import type { Log, News, World } from '#flow/world.ts'
import { type PaperFonts, readFonts } from '#print/fonts.ts'
import { isDemo, markDemo, openStorage } from '#storage/open.ts'
import type { StationConfig } from './config.ts'
import { version } from './version.ts'

export interface WorldOptions {
  readonly file: string
  /** A demonstration: its database is one for ever, and nothing in it is ever sent for real. */
  readonly demo: boolean
  readonly config: StationConfig
  readonly log: Log
}

export interface OpenedWorld {
  readonly world: World
  /** Hears every piece of news until it says stop. */
  readonly follow: (hear: (news: News) => void) => () => void
  readonly close: () => void
}

/** Errors: every `database.*`, `disk.full`; `config.invalid` when a real database is opened as a demonstration. */
export function openWorld({ file, demo, config, log }: WorldOptions): OpenedWorld {
  const now = openClock()
  const fresh = !existsSync(file)
  const storage = openStorage(file, { now })
  if (demo && fresh) markDemo(storage.db)
  const isDemonstration = isDemo(storage.db)
  if (demo && !isDemonstration) {
    storage.close()
    throw new Fault('config.invalid', `${file} 是真实数据,不能作为演示打开`)
  }
  const hearers = new Set<(news: News) => void>()
  let fonts: PaperFonts | undefined
  const world: World = {
    db: storage.db,
    file,
    demo: isDemonstration,
    version,
    now,
    random: Math.random,
    newId: randomUUID,
    get pack() {
      return packInForce({ db: storage.db, demo: isDemonstration, log }).pack
    },
    rules: standardRules,
    platforms: isDemonstration
      ? [{ name: '演示平台', kind: 'demo', url: '', token: null }]
      : config.platforms.map(({ name, kind, url, token }) => ({ name, kind, url, token: token ?? null })),
    ports: new Map(),
    fonts: () => {
      fonts ??= readFonts(programRoot())
      return fonts
    },
    tell: (news) => {
      for (const hear of hearers) hear(news)
    },
    log,
  }
  return {
    world,
    follow: (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    close: () => storage.close(),
  }
}

/** Many rows are written in one millisecond; its text is made once. */
function openClock(): () => Moment {
  let epochMs = Number.NaN
  let moment: Moment = momentOf(0)
  return () => {
    const read = Date.now()
    if (read === epochMs) return moment
    epochMs = read
    moment = momentOf(read, SHANGHAI_OFFSET)
    return moment
  }
}

/** The folder with package.json: the repository, or the packaged program's archive. */
export function programRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
