#!/usr/bin/env node
/** The `station` command: runs src-main/cli.ts, which needs a Node that reads TypeScript; the pinned one when this one cannot. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const cli = join(root, 'src-main/cli.ts')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('../src-main/cli.ts')
} else {
  const pinned = ['node', 'node.exe'].map((name) => join(root, 'node_modules/node/bin', name)).find(existsSync)
  if (pinned === undefined) {
    process.stderr.write(`station needs Node 24 and this is ${process.version}: run npm ci in ${root} first\n`)
    process.exit(1)
  }
  const { status, signal } = spawnSync(pinned, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(status ?? (signal === null ? 1 : 130))
}
