/** Settings of an unknown instrument: found from real bit streams heard at eight speeds, and by opening a real port with each. */
import { describe, expect, it } from 'vitest'
import { joinBytes } from '#drivers/kit/bytes.ts'
import type { Link } from '#drivers/kit/driver.ts'
import { checkedFrames } from '#ports/frame-checks.ts'
import { simulate } from '#ports/simulate.ts'
import { sourceOf } from '#ports/source.ts'
import { findSpeed, usualLinks } from '#ports/speed.ts'
import { tryLinks } from '#ports/try-links.ts'
import { pick, randomFrom } from '#test/core/support/random.ts'
import { needs } from '#test/fakes/needs.ts'
import { loggedInMemory } from '#test/fakes/port-keeper.ts'
import { bytesOf, plainDriver } from '#test/fakes/port-line.ts'
import { ptyCable } from '#test/fakes/port-pty.ts'
import { giveBack } from './opened.ts'
import { type Talk, talk } from './traffic.ts'
import { overTheLine, usualReceiver } from './uart.ts'

const parities = ['none', 'even', 'odd'] as const

function instrument(random: () => number): { readonly kind: Talk; readonly link: Link; readonly said: Uint8Array } {
  const kind = pick(random, ['lines', 'chinese', 'records', 'binary'] as const)
  const parity = pick(random, parities)
  const dataBits = parity !== 'none' && (kind === 'lines' || kind === 'records') && random() < 0.5 ? 7 : 8
  const baudRate = pick(random, usualLinks).baudRate
  // Binary bytes of one parity look like any others: 8N1 only.
  const link: Link = kind === 'binary' ? { ...plain, baudRate } : { baudRate, dataBits, parity, stopBits: 1 }
  return { kind, link, said: joinBytes(talk(kind, Math.floor(random() * 1e9), 8)) }
}
const plain: Link = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }

describe('settings found', () => {
  it('for 400 instruments by listening with eight bits at each usual speed', () => {
    const random = randomFrom(77)
    const wrong: string[] = []
    let unsure = 0
    let surelyWrong = 0
    for (let n = 0; n < 400; n += 1) {
      const { kind, link, said } = instrument(random)
      const receiver = {
        ...usualReceiver,
        misframed: pick(random, ['dropped', 'kept'] as const),
        drift: 0.99 + random() * 0.02,
      }
      const found = findSpeed(
        usualLinks.map((ours) => ({ link: ours, bytes: overTheLine(said, link, ours, receiver, () => 1) })),
      )
      const words = `${kind} ${said4(link)} ${receiver.misframed} -> ${found === null ? 'none' : said4(found.link)}`
      // Eight bits with parity, handed over in spite of the missing stop bit, read right as 8N1: then 8N1 is right too.
      const harmless = link.dataBits === 8 && receiver.misframed === 'kept' && found?.link.parity === 'none'
      const right = found?.link.baudRate === link.baudRate && (said4(found.link) === said4(link) || harmless)
      if (!right) wrong.push(words)
      if (!right && found?.sure === true) surelyWrong += 1
      if (found?.sure !== true) unsure += 1
    }
    process.stdout.write(
      `settings: ${400 - wrong.length} of 400 found, ${unsure} unsure, ${surelyWrong} sure and wrong\n`,
    )
    expect(surelyWrong, wrong.join('\n')).toBe(0)
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(20)
  })

  it('are a suggestion when two speeds look alike, and none for silence', () => {
    const random = randomFrom(5)
    const noise = () => Uint8Array.from({ length: 200 }, () => Math.floor(random() * 256))
    expect(findSpeed(usualLinks.map((link) => ({ link, bytes: noise() })))?.sure ?? false).toBe(false)
    expect(findSpeed(usualLinks.map((link) => ({ link, bytes: new Uint8Array(0) })))).toBeNull()
    expect(findSpeed([])).toBeNull()
  })

  it('frames that add up are counted, noise and equal frames are not', () => {
    expect(checkedFrames(joinBytes(talk('binary', 9, 6)))).toBeGreaterThanOrEqual(4)
    const random = randomFrom(6)
    for (let n = 0; n < 50; n += 1)
      expect(checkedFrames(Uint8Array.from({ length: 400 }, () => Math.floor(random() * 8)))).toBe(0)
    expect(checkedFrames(joinBytes(Array.from({ length: 9 }, () => Uint8Array.of(0x7e, 1, 2, 3, 6, 0xaa))))).toBe(0)
  })
})

describe.skipIf(!needs('socat'))('trying links on a real port (needs socat)', () => {
  it('opens it with each candidate, hears, gives it back, and says which bytes came with which', async () => {
    const cable = await ptyCable()
    giveBack(() => cable.remove())
    const opened: string[] = []
    const candidates = usualLinks.slice(0, 3)
    const heard = await tryLinks(
      (link) => {
        opened.push(said4(link))
        return sourceOf({ kind: 'serial', path: cable.station }, link, loggedInMemory())
      },
      candidates,
      400,
      {
        tried: ({ link }) => void (link.baudRate === 9600 ? speak() : null),
      },
    )
    expect(opened).toEqual(['9600 8n', '115200 8n', '19200 8n'])
    expect(heard.map(({ link }) => said4(link))).toEqual(opened)
    // A pty knows no speed: what was said after the first trial arrived in the second.
    expect(new TextDecoder().decode(heard[1]?.bytes)).toContain('12.34')
    expect(heard[0]?.bytes).toHaveLength(0)

    async function speak(): Promise<void> {
      await simulate({ instrument: plainDriver().playback(bytesOf('12.34\n')), to: cable.analyzer })
    }
  })

  it('says why when the port is not there, and stops when asked to', async () => {
    const open = (link: Link) => sourceOf({ kind: 'serial', path: '/dev/ttyNOT0' }, link, loggedInMemory())
    await expect(tryLinks(open, usualLinks, 10)).rejects.toMatchObject({ code: 'port.unknown' })
    expect(await tryLinks(open, usualLinks, 10, { signal: AbortSignal.abort() })).toEqual([])
  })
})

function said4({ baudRate, dataBits, parity }: Link): string {
  return `${baudRate} ${dataBits}${parity[0]}`
}
