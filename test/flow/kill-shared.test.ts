/** SIGKILL inside a commit that several ports share: nobody was promised what is not on the disk, and what was promised is there. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { recover } from '#flow/recover.ts'
import { newFolder, room } from './room.ts'

const program = fileURLToPath(new URL('shared-child.ts', import.meta.url))
const PORTS = ['p1', 'p2', 'p3']

/** How many frames of each port had been acknowledged when the station died. */
async function killed(file: string, when: 'before' | 'after', last: number): Promise<ReadonlyMap<string, number>> {
  const child = spawn(process.execPath, [program, file, when, String(last)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString()
  })
  await once(child, 'close')
  expect(child.signalCode, said).toBe('SIGKILL')
  expect(said).not.toContain('failed')
  return new Map(PORTS.map((name) => [name, said.split('\n').filter((line) => line.startsWith(name)).length]))
}

it.each([
  ['before', 1],
  ['after', 1],
  ['before', 4],
  ['after', 7],
] as const)('%s shared commit %i is on the disk', { timeout: 60_000 }, async (when, last) => {
  const file = join(newFolder(), 'station.db')
  const acknowledged = await killed(file, when, last)
  const at = room({ file })
  const kept = new Map(PORTS.map((name) => [name, at.count(`frames WHERE port = '${name}'`)]))
  for (const name of PORTS) expect(kept.get(name), name).toBeGreaterThanOrEqual(acknowledged.get(name) ?? 0)
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0)
  // Before its commit nothing of the slot is there, and nothing of it was promised; after it everything is, and nothing was promised yet.
  expect(sum(kept) - sum(acknowledged)).toBeGreaterThanOrEqual(when === 'before' ? 0 : 2)
  if (when === 'before') expect(sum(kept)).toBe(sum(acknowledged))
  recover(at.world)
  expect(at.count('frames f WHERE NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.frame_id = f.id)')).toBe(0)
})
