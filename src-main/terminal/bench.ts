/** `station bench`: runs the measurements of test/bench, when they are there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UsageError } from './usage.ts'

export async function bench(options: { only?: string; quick: boolean }): Promise<void> {
  const file = join(import.meta.dirname, '../../test/bench/index.ts')
  if (!existsSync(file)) throw new UsageError('the measurements come with the source, not with the installed program')
  const { measure }: { measure: (asked: { only: readonly string[]; quick: boolean }) => Promise<void> } = await import(
    pathToFileURL(file).href
  )
  await measure({ only: options.only?.split(',') ?? [], quick: options.quick })
}
