/** `station simulate`: a driver's device on a real line, dialogue included, with the troubles of real lines when they are asked for. */
import { SHANGHAI_OFFSET } from '#core/time.ts'
import type { Driver } from '#drivers/kit/driver.ts'
import type { Instrument } from '#drivers/kit/line.ts'
import { erasing, together } from '#drivers/kit/virtual/together.ts'
import { simulate } from '#ports/simulate.ts'
import { noTroubles, type Troubles } from '#ports/trouble.ts'
import { terminalLog } from './log.ts'
import { knownDriver, sampleBytes, sampleNames } from './samples.ts'
import { trainingReadings } from './training-readings.ts'
import { UsageError } from './usage.ts'

export interface SimulateWords {
  readonly driver: string
  readonly to: string
  readonly sample?: string
  readonly readings?: string
  /** Bytes a second, or `real` for the model's own baud rate. */
  readonly rate: string
  readonly seed: string
  readonly noise: string
  readonly flip: string
  readonly resend: string
  readonly silence: string
  readonly powerLoss?: string
  readonly clock: string
  readonly second?: string
  readonly split: boolean
  readonly erase: boolean
  readonly stay: boolean
}

export async function simulateInstrument(words: SimulateWords): Promise<void> {
  const driver = knownDriver(words.driver)
  const troubles = troublesOf(words)
  const bytesPerSecond = rateOf(words.rate, driver)
  for (const { name, make } of devicesOf(driver, words)) {
    const counts = await simulate({
      instrument: make(),
      restarted: make,
      to: words.to,
      link: driver.link,
      log: terminalLog(),
      troubles,
      stay: words.stay,
      ...(bytesPerSecond === null ? {} : { bytesPerSecond }),
    })
    process.stdout.write(`${JSON.stringify({ sample: name, ...counts })}\n`)
  }
}

/** Samples as they were recorded, one after another, or so many invented readings as one memory. */
function devicesOf(driver: Driver, words: SimulateWords): readonly { name: string; make: () => Instrument }[] {
  const second = words.second === undefined ? null : knownDriver(words.second)
  const whole = (device: Instrument) =>
    second === null ? device : together(device, second.instrument(readingsFor(second, words)))
  const emptied = (device: Instrument) => (words.erase ? erasing(device, driver.instrument([])) : device)
  if (words.readings !== undefined) {
    const readings = readingsFor(driver, words)
    return [{ name: `${readings.length} readings`, make: () => whole(emptied(driver.instrument(readings))) }]
  }
  const names = words.sample === undefined ? sampleNames(driver.id).filter(isHealthy) : [words.sample]
  return names.map((name) => {
    const bytes = sampleBytes(driver.id, name)
    return { name, make: () => whole(emptied(driver.playback(bytes))) }
  })
}

function readingsFor(driver: Driver, words: SimulateWords) {
  return trainingReadings(driver, {
    count: wholeNumber('--readings', words.readings ?? '8', 10_000),
    seed: wholeNumber('--seed', words.seed),
    nowMs: Date.now() + SHANGHAI_OFFSET * 60_000,
    clockSeconds: signedNumber('--clock', words.clock),
  })
}

function troublesOf(words: SimulateWords): Troubles {
  return {
    ...noTroubles,
    seed: wholeNumber('--seed', words.seed),
    noiseOneIn: wholeNumber('--noise', words.noise),
    flipOneIn: wholeNumber('--flip', words.flip),
    split: words.split,
    resendPercent: wholeNumber('--resend', words.resend, 100),
    silencePercent: wholeNumber('--silence', words.silence, 100),
    powerLossAfter: words.powerLoss === undefined ? null : wholeNumber('--power-loss', words.powerLoss),
  }
}

/** A start bit, the data bits, the parity bit and the stop bits for each byte. */
function rateOf(said: string, { link }: Driver): number | null {
  if (said === 'real') return link.baudRate / (1 + link.dataBits + (link.parity === 'none' ? 0 : 1) + link.stopBits)
  const rate = wholeNumber('--rate', said)
  return rate === 0 ? null : rate
}

function wholeNumber(option: string, said: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(said)
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new UsageError(`${option} ${said}: a whole number, 0 or more`)
  return number
}

function signedNumber(option: string, said: string): number {
  if (!/^[+-]?\d{1,9}$/.test(said)) throw new UsageError(`${option} ${said}: seconds, e.g. +600 or -3600`)
  return Number(said)
}

/** A sample named `damaged-...` is played only when it is asked for by name. */
function isHealthy(name: string): boolean {
  return !name.startsWith('damaged-')
}
