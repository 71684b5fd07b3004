/** Units that were cut, by their bytes: whether a message may be one sent again is asked for every reading, and is nearly always no. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec('CREATE INDEX units_cut ON units (port, sha256) WHERE interrupted = 1')
}
