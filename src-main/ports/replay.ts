/** Plays a capture through a line: as a port of its own (`replay` transport), or at once for the command line. */
import { type FileHandle, open } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Fault } from '#core/fault.ts'
import { assertNever } from '#core/ids.ts'
import type { Line, Step, Ticket } from '#drivers/kit/line.ts'
import { pace } from './pace.ts'
import { type Keeper, performSteps } from './perform.ts'
import type { Source, Transport, Wire } from './transport.ts'

/** Bytes read from the file at a time. */
const PIECE = 16 * 1024

/**
 * Plays chunks through a line from `opened` to `closed`, as fast as they come. What the line sends goes nowhere and its waits never
 * end: a capture has no time of its own. A fault of keeping or settling (`disk.full`) is thrown and stops the replay.
 */
export function replayBytes(options: {
  readonly line: Line
  readonly chunks: Iterable<Uint8Array>
  readonly keeper: Keeper
  readonly now: () => string
}): { readonly bytes: number; readonly frames: number } {
  const { line, keeper, now } = options
  let bytes = 0
  let frames = 0

  function act(step: Step): Ticket | null {
    switch (step.kind) {
      case 'keep':
        frames += 1
        return keeper.keep(step.bytes)
      case 'settle':
        keeper.settle(step)
        return null
      case 'send':
      case 'wait':
      case 'identity':
        return null
      default:
        return assertNever(step)
    }
  }

  performSteps(line.opened(now()), act)
  for (const chunk of options.chunks) {
    bytes += chunk.length
    performSteps(line.heard(chunk, now()), act)
  }
  performSteps(line.closed(now()), act)
  return { bytes, frames }
}

/** A capture file as a source; `file.unreadable` when it cannot be read, over for good at its end. */
export function replaySource(transport: Extract<Transport, { kind: 'replay' }>): Source {
  const { path } = transport
  return {
    async open(attach, lost) {
      const file = await readable(path)
      const stop = new AbortController()
      const wire: Wire = {
        peer: path,
        write: () => {},
        flushed: () => Promise.resolve(),
        close: () => Promise.resolve(),
      }
      const hearer = attach(wire)

      async function play(): Promise<Fault | null> {
        // One turn later, so that the port has opened before it speaks.
        await nextTurn()
        const speed = pace(transport.bytesPerSecond)
        try {
          for await (const chunk of chunksOf(file)) {
            for await (const piece of speed.pieces(chunk, stop.signal)) {
              if (stop.signal.aborted) return null
              hearer.heard(piece)
            }
            await nextTurn()
          }
          return null
        } catch (error) {
          return new Fault('file.unreadable', `${path}: ${error instanceof Error ? error.message : String(error)}`)
        } finally {
          await file.close()
          hearer.ended()
        }
      }

      const playing = play().then((fault) => {
        if (!stop.signal.aborted) lost(fault)
      })
      return {
        address: path,
        close() {
          stop.abort()
          return playing
        },
      }
    },
  }
}

async function readable(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
    throw new Error('not a file')
  } catch (error) {
    throw new Fault('file.unreadable', `${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array, void, void> {
  for (;;) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(PIECE), 0, PIECE, null)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}
