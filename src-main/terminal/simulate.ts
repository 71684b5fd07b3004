/** `station simulate`: a driver's samples, sent as the instrument would send them, handshake included. */
import { simulate } from '#ports/simulate.ts'
import { terminalLog } from './log.ts'
import { knownDriver, sampleBytes, sampleNames } from './samples.ts'
import { UsageError } from './usage.ts'

export async function simulateInstrument(options: {
  driver: string
  to: string
  sample?: string
  rate: string
}): Promise<void> {
  const driver = knownDriver(options.driver)
  const rate = Number(options.rate)
  if (!Number.isInteger(rate) || rate < 0) throw new UsageError(`--rate ${options.rate}: bytes a second, 0 or more`)
  const names = options.sample === undefined ? sampleNames(driver.id).filter(isHealthy) : [options.sample]
  for (const name of names) {
    const instrument = driver.playback(sampleBytes(driver.id, name))
    const pace = rate === 0 ? {} : { bytesPerSecond: rate }
    const counts = await simulate({ instrument, to: options.to, link: driver.link, log: terminalLog(), ...pace })
    process.stdout.write(`${JSON.stringify({ sample: name, ...counts })}\n`)
  }
}

/** A sample named `damaged-...` is played only when it is asked for by name. */
function isHealthy(name: string): boolean {
  return !name.startsWith('damaged-')
}
