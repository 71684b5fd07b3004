/** The board on the market's network: off until a person switches it on, remembered, and always the newest standing notice. */
import { Fault } from '#core/fault.ts'
import { dayOf, type Moment } from '#core/time.ts'
import { type ServedBoard, serveBoard } from '#publish/serve-board.ts'
import { appendAudit } from '#storage/audit.ts'
import { appendPublication, latestApproved, publicationsOf, type StoredNotice } from '#storage/notices.ts'
import { transaction } from '#storage/open.ts'
import { readSetting, writeSetting } from '#storage/settings.ts'
import type { World } from './world.ts'

const SETTING = 'board'
/** The first port to try; any free one when it is taken. */
const USUAL_PORT = 8920

export interface Board {
  /** On the network or off. */
  lan(): boolean
  addresses(): readonly string[]
  /** As it was left: switched on again at a start when it was on. Never throws. */
  restore(): Promise<void>
  /** Errors: `port.denied`. */
  set(lan: boolean, by: string): Promise<void>
  close(): Promise<void>
}

export function holdBoard(world: World): Board {
  let served: ServedBoard | null = null

  async function open(): Promise<void> {
    const content = () => ({ shown: shownNow(world), silentSince: null as Moment | null })
    try {
      served = await serveBoard({ host: '0.0.0.0', port: USUAL_PORT, content })
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'port.in-use') throw error
      served = await serveBoard({ host: '0.0.0.0', port: 0, content })
    }
    noteShown(world)
  }

  return {
    lan: () => served !== null,
    addresses: () => served?.addresses ?? [],
    restore: async () => {
      if (readSetting<{ lan: boolean }>(world.db, SETTING)?.lan !== true) return
      await open().catch((error: unknown) => world.log.error({ error: String(error) }, 'the board did not open'))
    },
    set: async (lan, by) => {
      if (lan && served === null) await open()
      if (!lan && served !== null) {
        const closing = served
        served = null
        await closing.close()
      }
      transaction(world.db, () => {
        writeSetting(world.db, SETTING, { lan }, world.now(), by)
        appendAudit(world.db, { at: world.now(), by, action: 'board', subject: 'lan', detail: lan ? 'on' : 'off' })
      })
    },
    close: async () => {
      await served?.close()
      served = null
    },
  }
}

/** The newest notice of today that nobody took back; yesterday's news is not shown as today's. */
export function shownNow(world: World) {
  const notice = standing(world)
  return notice === undefined ? null : { content: notice.content, sha256: notice.sha256 }
}

/** The standing notice is now also seen on the network: one record for each notice. */
export function noteShown(world: World): void {
  const notice = standing(world)
  if (notice === undefined || publicationsOf(world.db, notice.id).some(({ channel }) => channel === 'lan')) return
  appendPublication(world.db, { noticeId: notice.id, channel: 'lan', sha256: notice.sha256, at: world.now() })
}

function standing(world: World): StoredNotice | undefined {
  return latestApproved(world.db, dayOf(world.now()))
}
