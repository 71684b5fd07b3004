/** The list of migrations, in order; one is added at the end, none is ever changed once released. */
import type { Migration } from '../migrate.ts'
import * as first from './0001-first.ts'
import * as second from './0002-byte-ranges.ts'
import * as third from './0003-cut-units.ts'
import * as catalog from './0004-catalog.ts'
import * as people from './0005-people.ts'
import * as claimUndo from './0006-claim-undo.ts'
import * as catalogImports from './0007-catalog-imports.ts'
import * as sampleSheet from './0008-sample-sheet.ts'
import * as control from './0009-control.ts'
import * as countedUnits from './0010-counted-units.ts'
import * as peaks from './0011-peaks.ts'
import * as searchAndTotals from './0012-search-and-totals.ts'
import * as casePapers from './0013-case-papers.ts'
import * as frameBlocks from './0014-frame-blocks.ts'
import * as laboratoryCorrections from './0015-laboratory-corrections.ts'
import * as parallelWells from './0016-parallel-wells.ts'

export const migrations: readonly Migration[] = [
  { version: 1, up: first.up },
  { version: 2, up: second.up },
  { version: 3, up: third.up },
  { version: 4, up: catalog.up },
  { version: 5, up: people.up },
  { version: 6, up: claimUndo.up },
  { version: 7, up: catalogImports.up },
  { version: 8, up: sampleSheet.up },
  { version: 9, up: control.up },
  { version: 10, up: countedUnits.up },
  { version: 11, up: peaks.up },
  { version: 12, up: searchAndTotals.up },
  { version: 13, up: casePapers.up },
  { version: 14, up: frameBlocks.up },
  { version: 15, up: laboratoryCorrections.up },
  { version: 16, up: parallelWells.up },
]
