/** After `npm ci`: builds the pages so that `station serve` has them at once. It never fails an installation. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBuilt, root } from './built.mjs'

if (!existsSync(join(root, 'node_modules/vite'))) {
  process.stderr.write('prepare: vite is not installed, nothing is built\n')
} else if (!isBuilt()) {
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
  if (status !== 0) process.stderr.write('prepare: the build did not succeed; run "npm run build" to see it again\n')
}
