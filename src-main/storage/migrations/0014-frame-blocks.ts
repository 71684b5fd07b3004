/** Frames of a port are found by the blocks they lie in; the index by port cost a page for each port in every commit. */
import type { Db } from '../sqlite.ts'

export function up(db: Db): void {
  db.exec(`
-- In which blocks of 256 frames (frames.id / 256) a port was heard.
CREATE TABLE frame_blocks (
  port TEXT NOT NULL,
  block INTEGER NOT NULL CHECK (block >= 0),
  PRIMARY KEY (port, block)
) STRICT, WITHOUT ROWID;
INSERT INTO frame_blocks SELECT DISTINCT port, id / 256 FROM frames;
DROP INDEX frames_by_port;
`)
}
