/** TCP on loopback: both directions, two callers at once, a caller that comes back, refusals in words. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { Fault } from '#core/fault.ts'
import { simulate } from '#ports/simulate.ts'
import { ACK, bytesOf, plainDriver, readingsOf } from '#test/fakes/port-line.ts'
import { eventually, giveBack, opened, type TestPort } from './opened.ts'

const anyPort = { kind: 'tcp-server', port: 0 } as const

async function caller(to: TestPort): Promise<{ socket: Socket; heard: number[] }> {
  const socket = connect(portOf(to.port.address()), '127.0.0.1')
  const heard: number[] = []
  socket.on('data', (bytes: Buffer) => heard.push(...bytes))
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  giveBack(async () => socket.destroy())
  return { socket, heard }
}

function portOf(address: string | null): number {
  return Number(address?.split(':').at(-1))
}

async function analyzerServer(port = 0): Promise<{ server: Server; port: number; sockets: Socket[] }> {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    sockets.push(socket)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  giveBack(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const bound = server.address()
  return { server, port: typeof bound === 'object' && bound !== null ? bound.port : 0, sockets }
}

describe('TCP server', () => {
  it('takes a free port on this machine only, says which, and hears', async () => {
    const here = await opened(anyPort)
    expect(here.port.address()).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(here.port.state()).toBe('quiet')
    const { socket, heard } = await caller(here)
    socket.write('12.30\n')
    await eventually(() => expect(heard).toEqual([ACK]))
    expect(here.keeper.said()).toEqual(['12.30'])
    expect(here.port.state()).toBe('talking')
  })

  it('serves two callers at once, each with a line of its own', async () => {
    const here = await opened(anyPort)
    const one = await caller(here)
    const two = await caller(here)
    for (const piece of ['1', '2', '3\n']) {
      one.socket.write(piece)
      two.socket.write(piece.replace(/\d/, 'x'))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await eventually(() => expect([...here.keeper.said()].sort()).toEqual(['123', 'xxx']))
  })

  it('settles the half line of a caller that hangs up, and hears the same caller again', async () => {
    const here = await opened(anyPort)
    const first = await caller(here)
    first.socket.write('1\nhal')
    await eventually(() => expect(here.keeper.said()).toEqual(['1']))
    first.socket.end()
    await eventually(() => expect(here.keeper.said()).toEqual(['1', 'damaged: frame-cut: the line ended without LF']))
    const again = await caller(here)
    again.socket.write('half\n')
    await eventually(() => expect(here.keeper.said().at(-1)).toBe('half'))
    expect(here.port.fault()).toBeNull()
  })

  it('answers a caller that closed its sending side', async () => {
    const here = await opened(anyPort)
    const { socket, heard } = await caller(here)
    socket.end('1\n')
    await eventually(() => expect(heard).toEqual([ACK]))
  })

  it('says that the port number is taken and listens by itself when it is free', async () => {
    const holder = await analyzerServer()
    const here = await opened({ kind: 'tcp-server', port: holder.port })
    expect(here.port.state()).toBe('lost')
    expect(here.port.fault()?.code).toBe('port.in-use')
    expect(here.port.fault()?.detail).toContain(`127.0.0.1:${holder.port}`)
    expect(here.port.retryAt()).not.toBeNull()
    await new Promise((resolve) => holder.server.close(resolve))
    await eventually(() => expect(here.port.state()).toBe('quiet'))
    expect(here.port.fault()).toBeNull()
    expect(here.port.retryAt()).toBeNull()
  })

  it('refuses callers beyond its limit and says so', async () => {
    const here = await opened(anyPort, { limits: { connections: 1 } })
    const one = await caller(here)
    const two = await caller(here)
    await eventually(() => expect(two.socket.destroyed || two.socket.readableEnded).toBe(true))
    one.socket.write('1\n')
    await eventually(() => expect(here.keeper.said()).toEqual(['1']))
    expect(here.words.join('\n')).toContain('too many connections')
  })

  it('hangs up on a caller that never reads its answers', async () => {
    const here = await opened(anyPort, {
      driver: plainDriver({ greeting: 'x'.repeat(8 * 1024 * 1024) }),
      limits: { unsentBytes: 1024, closeMs: 100 },
    })
    const socket = connect(portOf(here.port.address()), '127.0.0.1')
    giveBack(async () => socket.destroy())
    socket.on('error', () => {})
    socket.pause()
    await eventually(() => expect(here.words.join('\n')).toContain('info connected'))
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    await eventually(() => expect(here.words.join('\n')).toContain('info disconnected'))
    expect(here.port.state()).toBe('quiet')
    socket.resume()
    await gone
  })

  it('sends its last bytes before it closes, to a caller that reads late', async () => {
    const greeting = 'x'.repeat(6_000_000)
    const here = await opened(anyPort, { driver: plainDriver({ greeting }), limits: { unsentBytes: 1e9 } })
    const socket = connect(portOf(here.port.address()), '127.0.0.1')
    giveBack(async () => socket.destroy())
    await eventually(() => expect(here.words.join('\n')).toContain('info connected'))
    const closing = here.port.close()
    let heard = 0
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.length
    })
    await closing
    await eventually(() => expect(heard).toBe(greeting.length))
  })

  it('gives the port number back when it closes, with a caller still connected', async () => {
    const here = await opened(anyPort)
    const number = portOf(here.port.address())
    const { socket } = await caller(here)
    socket.write('hal')
    await eventually(() => expect(here.port.state()).toBe('talking'))
    await here.port.close()
    expect(here.port.state()).toBe('closed')
    expect(here.port.address()).toBeNull()
    expect(here.keeper.said()).toEqual(['damaged: frame-cut: the line ended without LF'])
    const next = await analyzerServer(number)
    expect(next.port).toBe(number)
  })
})

describe('TCP client', () => {
  it('calls the analyzer, may speak first, hears and answers', async () => {
    const analyzer = await analyzerServer()
    const here = await opened(
      { kind: 'tcp-client', host: '127.0.0.1', port: analyzer.port },
      { driver: plainDriver({ greeting: 'hello' }) },
    )
    expect(here.port.address()).toBe(`127.0.0.1:${analyzer.port}`)
    await eventually(() => expect(analyzer.sockets).toHaveLength(1))
    const heard: Buffer[] = []
    analyzer.sockets[0]?.on('data', (bytes: Buffer) => heard.push(bytes))
    analyzer.sockets[0]?.write('1\n')
    await eventually(() => expect(Buffer.concat(heard).toString('latin1')).toBe(`hello${String.fromCharCode(ACK)}`))
  })

  it('says lost when the analyzer hangs up, settles the half line, and calls again until it answers', async () => {
    const analyzer = await analyzerServer()
    const here = await opened({ kind: 'tcp-client', host: '127.0.0.1', port: analyzer.port })
    await eventually(() => expect(analyzer.sockets).toHaveLength(1))
    analyzer.sockets[0]?.end('hal')
    analyzer.server.close()
    await eventually(() => expect(here.port.state()).toBe('lost'))
    expect(here.port.fault()?.code).toBe('port.lost')
    expect(here.keeper.said()).toEqual(['damaged: frame-cut: the line ended without LF'])
    // The analyzer is off: further refusals do not change the words to "wrong address".
    await eventually(() => expect(here.words.filter((one) => one.includes('port.refused')).length).toBeGreaterThan(1))
    expect(here.port.fault()?.code).toBe('port.lost')
    const back = await analyzerServer(analyzer.port)
    await eventually(() => expect(back.sockets).toHaveLength(1))
    back.sockets[0]?.write('half\n')
    await eventually(() => expect(here.keeper.said().at(-1)).toBe('half'))
    expect(here.states).toEqual(['quiet', 'talking', 'lost', 'quiet', 'talking'])
    expect(here.port.fault()).toBeNull()
  })

  it('calls less and less often a peer that answers and hangs up at once', async () => {
    const { server, port } = await analyzerServer()
    server.on('connection', (socket: Socket) => socket.destroy())
    const here = await opened(
      { kind: 'tcp-client', host: '127.0.0.1', port },
      { retry: { firstMs: 1, longestMs: 64, jitter: () => 0 } },
    )
    const delays = () =>
      here.words.filter((one) => one.includes('will try again')).map((one) => /"inMs":(\d+)/.exec(one)?.[1])
    await eventually(() => expect(delays().slice(0, 8)).toEqual(['1', '2', '4', '8', '16', '32', '64', '64']))
  })

  it('reopened twice at once and then closed, stays closed', async () => {
    const analyzer = await analyzerServer()
    const here = await opened({ kind: 'tcp-client', host: '127.0.0.1', port: analyzer.port })
    await Promise.all([here.port.reopen(), here.port.reopen()])
    expect(here.port.state()).toBe('quiet')
    await Promise.all([here.port.reopen(), here.port.close()])
    expect(here.port.state()).toBe('closed')
    await eventually(() =>
      expect(analyzer.sockets.every((socket) => socket.readableEnded || socket.destroyed)).toBe(true),
    )
  })

  it('says refused when nobody listens', async () => {
    const { server, port } = await analyzerServer()
    await new Promise((resolve) => server.close(resolve))
    const here = await opened({ kind: 'tcp-client', host: '127.0.0.1', port })
    expect(here.port.state()).toBe('lost')
    expect(here.port.fault()?.code).toBe('port.refused')
    expect(here.words.join('\n')).toContain('ECONNREFUSED')
  })

  it('closes at once while it waits for its next attempt, and makes no more', async () => {
    const { server, port } = await analyzerServer()
    await new Promise((resolve) => server.close(resolve))
    const here = await opened(
      { kind: 'tcp-client', host: '127.0.0.1', port },
      { retry: { firstMs: 1, longestMs: 1, jitter: () => 0 } },
    )
    await here.port.close()
    const attempts = here.words.length
    const back = await analyzerServer(port)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(back.sockets).toHaveLength(0)
    expect(here.words).toHaveLength(attempts)
    await here.port.reopen()
    expect(here.port.state()).toBe('quiet')
  })
})

describe('health', () => {
  it('falls quiet after silence and talks again', async () => {
    const here = await opened(anyPort, { quietAfterMs: 20 })
    const { socket } = await caller(here)
    socket.write('1\n')
    await eventually(() => expect(here.states).toEqual(['quiet', 'talking', 'quiet']))
    socket.write('2\n')
    await eventually(() => expect(here.states.slice(0, 4)).toEqual(['quiet', 'talking', 'quiet', 'talking']))
  })

  it('shows a full disk as the fault of the port, and drops it when a frame was kept', async () => {
    const here = await opened(anyPort)
    here.keeper.keepFault = new Fault('disk.full')
    const { socket } = await caller(here)
    socket.write('1\n')
    await eventually(() => expect(here.port.fault()?.code).toBe('disk.full'))
    expect(here.port.state()).toBe('talking')
    here.keeper.keepFault = null
    socket.write('1\n')
    await eventually(() => expect(here.port.fault()).toBeNull())
  })
})

describe('a simulated analyzer', () => {
  it('plays its readings into a port and counts', async () => {
    const here = await opened(anyPort)
    const values = Array.from({ length: 500 }, (_, n) => `${n}.00`)
    const counts = await simulate({
      instrument: plainDriver().instrument(readingsOf(values)),
      to: `tcp://${here.port.address()}`,
    })
    expect(counts).toEqual({ sent: 1, refused: 0, bytes: bytesOf(values.map((one) => `${one}\n`).join('')).length })
    await eventually(() => expect(here.keeper.said()).toEqual(values))
    await eventually(() => expect(here.words.join('\n')).toContain('info disconnected'))
  })

  it('fails with the fault of its port', async () => {
    const { server, port } = await analyzerServer()
    await new Promise((resolve) => server.close(resolve))
    const instrument = plainDriver().instrument([])
    await expect(simulate({ instrument, to: `tcp://127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'port.refused',
    })
    await expect(simulate({ instrument, to: 'tcp://nowhere' })).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('stops when told, even at one byte a second', async () => {
    const here = await opened(anyPort)
    const stop = new AbortController()
    const going = simulate({
      instrument: plainDriver().playback(bytesOf('slow\n')),
      to: `tcp://${here.port.address()}`,
      bytesPerSecond: 1,
      signal: stop.signal,
    })
    await eventually(() => expect(here.words.join('\n')).toContain('info connected'))
    stop.abort()
    expect((await going).bytes).toBeLessThan(5)
  })
})
