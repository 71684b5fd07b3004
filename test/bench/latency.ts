/** From the last byte on a TCP wire to the commit that makes its result durable; beside it what the disk alone needs. */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { driver } from '#drivers/dayuan/dy-723pc/driver.ts'
import { recordBytes } from '#drivers/dayuan/dy-723pc/record.ts'
import { holdPorts } from '#flow/hold-ports.ts'
import { benchFolder, openBenchWorld, passing, registerSamples, wallClock } from './bench-world.ts'
import { type Benchmark, figure, percentile } from './figure.ts'

export const latency: Benchmark = {
  name: 'latency',
  async measure({ quick }) {
    const count = quick ? 20 : 1500
    const { folder, remove } = benchFolder()
    const { world, follow, close } = openBenchWorld(join(folder, 'latency.sqlite'))
    const ports = holdPorts(world)
    const disk = bareDisk(join(folder, 'bare'))
    try {
      const numbers = registerSamples(world, count)
      const held = await ports.hold({ name: 'bench', driver: driver.id, transport: { kind: 'tcp-server', port: 0 } })
      const socket = await connected(held.port.address() ?? '')
      const durable: number[] = []
      const bare: number[] = []
      for (const [index, sampleNo] of numbers.entries()) {
        const running = String(Number(sampleNo.slice(-4)))
        const bytes = recordBytes(passing(wallClock(world), running, index), index + 1)
        const recorded = new Promise<number>((resolve) => {
          const stop = follow((news) => {
            if (news.kind !== 'result.recorded') return
            stop()
            resolve(performance.now())
          })
        })
        const start = performance.now()
        socket.write(bytes)
        durable.push((await recorded) - start)
        bare.push(disk.once())
      }
      socket.destroy()
      const note = `${count} results one by one, TCP loopback, two commits each; bare: 4 KiB written and fdatasync, once`
      return [
        figure('last byte to durable p50', percentile(durable, 0.5), 'ms', { bare: percentile(bare, 0.5), note }),
        figure('last byte to durable p99', percentile(durable, 0.99), 'ms', {
          bare: percentile(bare, 0.99),
          aim: '<= 5 ms',
        }),
      ]
    } finally {
      disk.close()
      await ports.close()
      close()
      remove()
    }
  },
}

/** What one durable write costs the disk at this moment. */
function bareDisk(file: string): { once(): number; close(): void } {
  const handle = openSync(file, 'w')
  const page = new Uint8Array(4096)
  return {
    once: () => {
      const start = performance.now()
      writeSync(handle, page)
      fdatasyncSync(handle)
      return performance.now() - start
    },
    close: () => closeSync(handle),
  }
}

/** `address` as a port tells it, `127.0.0.1:40123`. */
export function connected(address: string): Promise<Socket> {
  const colon = address.lastIndexOf(':')
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.slice(0, colon), port: Number(address.slice(colon + 1)), noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}
