/** `station drivers`: one JSON line a driver, with the names of its samples. */
import { drivers } from '#drivers/index.ts'
import { sampleNames } from './samples.ts'

export function listDrivers(): void {
  for (const driver of drivers) {
    const { id, vendor, model, title, alsoSoldAs, evidence, source, link } = driver
    process.stdout.write(
      `${JSON.stringify({ id, vendor, model, title, alsoSoldAs, evidence, source, link, samples: sampleNames(id) })}\n`,
    )
  }
}
