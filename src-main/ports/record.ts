/** Writes a session to a file as it happens, both directions with times; a power cut costs at most the last second. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { Fault } from '#core/fault.ts'
import { headerLine, pieceLine, type RecordingHeader } from './recording.ts'
import type { Direction } from './tap.ts'

export interface Recorder {
  take(dir: Direction, bytes: Uint8Array): void
  /** Everything taken so far is on the disk when it returns: before an instrument is told to forget. Throws the `Fault` that stopped the writing. */
  sync(): void
  counts(): { readonly in: number; readonly out: number }
  /** What stopped the writing (a full disk), or null. */
  fault(): Fault | null
  /** Never throws. */
  close(): void
}

const EACH_SECOND = 1_000

/** Errors: `input.invalid` when the file is there already (a recording is never written over), `file.unreadable`. */
export function openRecorder(file: string, header: RecordingHeader, clock: () => Date = () => new Date()): Recorder {
  const handle = opened(file)
  const counts = { in: 0, out: 0 }
  let fault: Fault | null = null
  let unsynced = false
  let closed = false

  function act(work: () => void): void {
    if (fault !== null || closed) return
    try {
      work()
    } catch (error) {
      fault = faultOf(error, file)
    }
  }

  function write(text: string): void {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
    unsynced = true
  }

  function flush(): void {
    if (unsynced) fsyncSync(handle)
    unsynced = false
  }

  act(() => {
    write(headerLine(header))
    flush()
    syncFolder(file)
  })
  const timer = setInterval(() => act(flush), EACH_SECOND)
  timer.unref()
  return {
    take(dir, bytes) {
      if (bytes.length === 0) return
      act(() => {
        write(pieceLine({ at: clock().toISOString(), dir, bytes }))
        counts[dir] += bytes.length
      })
    },
    sync() {
      act(flush)
      if (fault !== null) throw fault
      if (closed) throw new Fault('file.unreadable', `${file}: the recording is closed`)
    },
    counts: () => ({ ...counts }),
    fault: () => fault,
    close() {
      clearInterval(timer)
      act(flush)
      if (!closed) closeSync(handle)
      closed = true
    },
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'wx')
  } catch (error) {
    throw faultOf(error, file)
  }
}

/** A new file's name is durable only with its folder. Windows cannot open a folder and does not need it. */
function syncFolder(file: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function faultOf(error: unknown, file: string): Fault {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const detail = `${file}: ${error instanceof Error ? error.message : String(error)}`
  if (code === 'EEXIST') return new Fault('input.invalid', `文件已存在,请换一个文件名:${file}`)
  return new Fault(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk.full' : 'file.unreadable', detail)
}
