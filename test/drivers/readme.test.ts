/** drivers/README.md, followed step by step on a scratch copy: its files are written, its commands are run, its driver passes. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'newcomer-'))

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** Fenced blocks in their order: `sh` is run, any other that names a path is written there. */
function stepsOf(page: string) {
  return [...page.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, kind = '', path, text = '']) => ({
    kind,
    path: path ?? null,
    text,
  }))
}

it('a newcomer adds a line instrument', { timeout: 120_000 }, () => {
  for (const part of [
    'package.json',
    'vitest.config.ts',
    'tsconfig.json',
    'drivers',
    'src-main/core',
    'test/drivers.test.ts',
    'test/drivers/dice.ts',
  ])
    cpSync(join(root, part), join(scratch, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'))
  const steps = stepsOf(readFileSync(join(root, 'drivers/README.md'), 'utf8'))
  expect(steps.map(({ kind, path }) => path ?? kind)).toEqual([
    'sh',
    'drivers/acme/x1/driver.ts',
    'drivers/acme/x1/README.md',
    'sh',
    'sh',
    'sh',
  ])
  let said = ''
  for (const { kind, path, text } of steps) {
    if (kind === 'sh') said = run(text)
    if (path === null) continue
    mkdirSync(dirname(join(scratch, path)), { recursive: true })
    writeFileSync(join(scratch, path), text)
  }
  expect(said).toMatch(/Tests +\d{2,} passed/)
  const pass = JSON.parse(readFileSync(join(scratch, 'drivers/acme/x1/samples/pass-spinach.json'), 'utf8'))
  expect(pass.outcomes).toMatchObject([
    { kind: 'reading', reading: { sampleNo: '0007', item: '农残', value: '12.3', unit: '%', flag: '合格' } },
  ])

  // And a driver that reads wrongly is found out by the same steps.
  const driver = join(scratch, 'drivers/acme/x1/driver.ts')
  writeFileSync(driver, readFileSync(driver, 'utf8').replace("item = '', value = ''", "value = '', item = ''"))
  expect(() => run(steps.at(-1)?.text ?? '')).toThrow()
})

function run(commands: string): string {
  return execFileSync('bash', ['-euo', 'pipefail', '-c', commands], {
    cwd: scratch,
    encoding: 'utf8',
    // The last run is meant to fail; its words would look like a failure of ours.
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      NO_COLOR: '1',
      VITEST: '',
      CI: '',
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
    },
  })
}
