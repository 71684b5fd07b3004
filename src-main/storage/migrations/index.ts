/** The list of migrations, in order; one is added at the end, none is ever changed once released. */
import type { Migration } from '../migrate.ts'
import * as first from './0001-first.ts'
import * as second from './0002-byte-ranges.ts'

export const migrations: readonly Migration[] = [
  { version: 1, up: first.up },
  { version: 2, up: second.up },
]
