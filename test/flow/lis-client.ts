/** An LIS2 analyzer at the far end of a TCP line, driven frame by frame by a test; it remembers every frame it got an ACK for. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const ENQ = Uint8Array.of(5)
const EOT = Uint8Array.of(4)
const ACK = 6

export interface LisClient {
  /** Frames the station promised to have, in order. */
  readonly acknowledged: Uint8Array[]
  /** ENQ, each frame until its ACK, EOT. False as soon as the line is gone; what was promised until then stays remembered. */
  send(frames: readonly Uint8Array[]): Promise<boolean>
  close(): void
}

export async function lisClient(port: number): Promise<LisClient> {
  const socket: Socket = connect(port, '127.0.0.1')
  socket.setNoDelay(true)
  await once(socket, 'connect')
  const answers: number[] = []
  let gone = false
  let wake: () => void = () => {}
  socket.on('data', (bytes: Buffer) => {
    answers.push(...bytes)
    wake()
  })
  for (const end of ['close', 'error'])
    socket.on(end, () => {
      gone = true
      wake()
    })

  async function answered(bytes: Uint8Array): Promise<boolean> {
    if (gone) return false
    socket.write(bytes)
    while (answers.length === 0) {
      if (gone) return false
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return answers.shift() === ACK
  }

  const acknowledged: Uint8Array[] = []
  return {
    acknowledged,
    async send(frames) {
      if (!(await answered(ENQ))) return false
      for (const frame of frames) {
        if (!(await answered(frame))) return false
        acknowledged.push(frame)
      }
      if (gone) return false
      socket.write(EOT)
      return true
    },
    close: () => socket.destroy(),
  }
}
