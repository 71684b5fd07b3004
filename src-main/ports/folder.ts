/** A watched folder: each file that an instrument's program exports is one wire, from its first byte to its last. Files are only read. */
import { createHash } from 'node:crypto'
import { type FSWatcher, watch } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { portFault } from './os-error.ts'
import type { Attach, Log, Source, Transport, Wire, WireLimits } from './transport.ts'

const USUAL = '*.csv;*.txt;*.tsv;*.xlsx'
/** What a line takes of a file, and one byte more, so that it sees that there is more. */
const MOST_READ = 16 * 1024 * 1024 + 1
/** Programs write in several strokes; a look at each would read half files for nothing. */
const SOON_MS = 50

interface Seen {
  /** Size and time of the last change. */
  readonly stamp: string
  /** When it was first seen so, on the clock that never jumps. */
  readonly since: number
}

/**
 * A file is taken when it has not changed for `unchangedMs`, and once: the same name, size and SHA-256 is the same file. When it grows
 * or is written anew it comes again as a whole; its rows are known by their keys. `heardBefore` remembers over a restart.
 */
export function folderSource(
  { path, pattern }: Extract<Transport, { kind: 'folder' }>,
  log: Log,
  limits: WireLimits,
  heardBefore: (sha256: string) => boolean = () => false,
): Source {
  const wanted = namesLike(pattern?.trim() || USUAL)
  /** These outlive a loss: a network drive that comes back holds the same files. */
  const taken = new Set<string>()
  const done = new Map<string, string>()

  return {
    async open(attach, lost) {
      const seen = new Map<string, Seen>()
      let stopped = false
      let timer: ReturnType<typeof setTimeout> | undefined
      let scanning: Promise<void> = Promise.resolve()
      /** One look at a time: two would take a file twice. */
      let busy = false
      let soon = false

      async function scan(): Promise<number> {
        const names = (await readdir(path)).filter(wanted)
        for (const name of seen.keys()) if (!names.includes(name)) seen.delete(name)
        const due: { readonly name: string; readonly at: number }[] = []
        let next = limits.unchangedMs
        for (const name of names) {
          const found = await stat(join(path, name)).catch(() => null)
          if (found?.isFile() !== true || found.size === 0) continue
          const stamp = `${found.size} ${found.mtimeMs}`
          if (done.get(name) === stamp) continue
          const before = seen.get(name)
          const since = before?.stamp === stamp ? before.since : performance.now()
          seen.set(name, { stamp, since })
          const left = limits.unchangedMs - (performance.now() - since)
          if (left <= 0) due.push({ name, at: found.mtimeMs })
          else next = Math.min(next, left)
        }
        // Oldest first: a day's files count in the order they were measured.
        for (const { name } of due.sort((left, right) => left.at - right.at)) {
          if (stopped) break
          if (await take(name, seen.get(name)?.stamp ?? '')) seen.delete(name)
          else seen.set(name, { stamp: '', since: 0 })
        }
        return next
      }

      /** False: it changed meanwhile, is held by its writer, or could not be kept; it is tried again. */
      async function take(name: string, stamp: string): Promise<boolean> {
        const file = join(path, name)
        const bytes = await readFile(file).catch((error: unknown) => {
          log.warn({ file, words: String(error) }, 'a file cannot be read yet')
          return null
        })
        const after = await stat(file).catch(() => null)
        if (bytes === null || after === null || `${after.size} ${after.mtimeMs}` !== stamp || stopped) return false
        const sha256 = createHash('sha256').update(bytes).digest('hex')
        const identity = `${bytes.length} ${sha256} ${name}`
        if (!taken.has(identity) && !heardBefore(sha256)) {
          if (!(await deliver(attach, file, bytes.subarray(0, MOST_READ)))) return false
          log.info({ file, bytes: bytes.length }, 'file taken')
        }
        taken.add(identity)
        done.set(name, stamp)
        return true
      }

      function later(ms: number): void {
        clearTimeout(timer)
        if (!stopped) timer = setTimeout(() => (scanning = round()), ms)
      }

      /** Many changes are one: a writer that never rests must not put the look off for ever. */
      function changed(): void {
        if (!soon && !busy) later(SOON_MS)
        soon = true
      }

      async function round(): Promise<void> {
        const began = performance.now()
        busy = true
        soon = false
        try {
          const next = await scan()
          busy = false
          // Ten thousand old files on a slow drive: at most a tenth of the time is spent looking.
          later(soon ? SOON_MS : Math.max(next, 10 * (performance.now() - began)))
        } catch (error) {
          if (stopped) return
          stop()
          lost(portFault(error, path))
        }
      }

      function stop(): void {
        stopped = true
        clearTimeout(timer)
        watcher?.close()
      }

      try {
        await readdir(path)
      } catch (error) {
        throw portFault(error, path, 'port.unknown')
      }
      const watcher = watched(path, changed)
      later(0)
      return {
        address: path,
        async close() {
          stop()
          await scanning
        },
      }
    },
  }
}

/** One file, one conversation. False when something of it could not be kept. */
async function deliver(attach: Attach, file: string, bytes: Uint8Array): Promise<boolean> {
  const wire: Wire = {
    peer: file,
    write: () => {},
    flushed: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  const hearer = attach(wire)
  // The line opens in a turn of its own, before it hears anything.
  await nextTurn()
  hearer.heard(bytes)
  hearer.ended()
  return hearer.unkept?.() !== true
}

/** Only makes it quicker: network drives tell nothing, so the folder is looked at from time to time anyway. */
function watched(path: string, changed: () => void): FSWatcher | null {
  try {
    return watch(path, { persistent: false }, changed).on('error', () => {})
  } catch {
    return null
  }
}

/** `*` and `?`, several joined by `;`, in any case. Hidden files and Excel's lock files (`~$`) never count. */
function namesLike(pattern: string): (name: string) => boolean {
  const one = (glob: string) =>
    glob
      .trim()
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')
  const globs = pattern.split(';').filter((glob) => glob.trim() !== '')
  const wanted = new RegExp(`^(${globs.map(one).join('|')})$`, 'iu')
  return (name) => wanted.test(name) && !/^(\.|~\$)/.test(name)
}
