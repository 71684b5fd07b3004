/** The recorded samples that lie beside each driver, found by name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#core/fault.ts'
import { type Driver, driverById } from '#drivers/index.ts'
import { UsageError } from './usage.ts'

const root = join(import.meta.dirname, '../../drivers')

export function sampleNames(driver: string): string[] {
  try {
    return readdirSync(join(root, driver, 'samples'))
      .filter((file) => file.endsWith('.bin'))
      .map((file) => file.slice(0, -4))
      .sort()
  } catch {
    return []
  }
}

export function sampleBytes(driver: string, name: string): Uint8Array {
  if (!sampleNames(driver).includes(name))
    throw new UsageError(`${driver} has no sample ${name}; it has: ${sampleNames(driver).join(', ')}`)
  return readFileSync(join(root, driver, 'samples', `${name}.bin`))
}

/** Errors: `driver.unknown`. */
export function knownDriver(id: string): Driver {
  const driver = driverById(id)
  if (driver === undefined) throw new Fault('driver.unknown', id)
  return driver
}
