/** Master data (基础数据): the lists, their entries and versions, and files in and out. Fields are those of core's declarations. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { catalogNames } from '#core/catalog/list.ts'
import { moment, paper, text } from './words.ts'

const list = z.enum(catalogNames)
const key = z.string().min(1).max(120)
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
export type CatalogValue = z.infer<typeof value>
const data = z.record(z.string(), value)

const finding = z.object({ level: z.enum(['refuse', 'warn']), field: z.string(), code: z.string(), detail: z.string() })
export type FindingView = z.infer<typeof finding>

export const catalogEntry = z.object({
  list,
  key,
  title: z.string(),
  /** Secrets stand masked. */
  data,
  revision: z.number().int(),
  retired: z.boolean(),
  source: z.string(),
  by: z.string(),
  at: moment,
  /** Fields that a complete file has and this one has not. */
  missing: z.array(z.string()),
  /** Of a stall: trading, gone, or gone for six months and to be archived. */
  standing: z.enum(['active', 'left', 'archivable']).nullable(),
})
export type CatalogEntry = z.infer<typeof catalogEntry>

const changedField = z.object({ field: z.string(), before: value.nullable(), after: value.nullable() })
export type ChangedField = z.infer<typeof changedField>

const version = z.object({
  revision: z.number().int(),
  by: z.string(),
  at: moment,
  source: z.string(),
  retired: z.boolean(),
  changes: z.array(changedField),
})
export type CatalogVersion = z.infer<typeof version>

const saved = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), entry: catalogEntry, findings: z.array(finding) }),
  z.object({ kind: z.literal('same'), entry: catalogEntry, findings: z.array(finding) }),
  z.object({ kind: z.literal('refused'), findings: z.array(finding) }),
])

const counts = z.object({
  rows: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
})

const reportRow = z.object({
  number: z.number().int(),
  key: z.string(),
  change: z.enum(['new', 'changed', 'same', 'refused']),
  findings: z.array(finding),
  fields: z.array(changedField),
})
export type ImportRow = z.infer<typeof reportRow>

const report = z.object({
  list,
  sha256: z.string(),
  file: z.object({
    format: z.enum(['csv', 'xlsx']),
    charset: z.string().nullable(),
    sheet: z.string().nullable(),
    otherSheets: z.array(z.string()),
  }),
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
  counts: counts.extend({ warned: z.number().int() }),
  /** The first of each kind, the refused before the changed before the warned; `listed` says whether these are all. */
  rows: z.array(reportRow),
  listed: z.boolean(),
  /** Every row that was refused or warned of, as a table; null when there is none. */
  troubles: paper.nullable(),
})
export type ImportReportView = z.infer<typeof report>

/** 12 MiB of bytes in base64: a request carries at most 16 MiB. */
const file = z.object({ list, name: text(120), content: z.string().min(1).max(16_000_000), by: text(30) })

const summary = z.object({
  list,
  inForce: z.number().int(),
  retired: z.number().int(),
})

export const catalogContract = {
  lists: oc
    .route({ method: 'GET', path: '/catalog' })
    .input(z.object({}))
    .output(z.object({ lists: z.array(summary), revision: z.number().int() })),
  page: oc
    .route({ method: 'GET', path: '/catalog/{list}' })
    .input(
      z.object({
        list,
        search: z.string().max(60).default(''),
        retired: z.stringbool().or(z.boolean()).default(false),
        after: key.nullable().default(null),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ rows: z.array(catalogEntry), next: z.string().nullable() })),
  get: oc
    .route({ method: 'GET', path: '/catalog/{list}/entry' })
    .input(z.object({ list, key }))
    .output(z.object({ entry: catalogEntry, versions: z.array(version) })),
  save: oc
    .route({ method: 'POST', path: '/catalog/{list}' })
    .input(
      z.object({
        list,
        key: key.nullable(),
        data: z.record(
          z.string().max(40),
          z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(200)).max(400)]),
        ),
        by: text(30),
      }),
    )
    .output(saved),
  retire: oc
    .route({ method: 'POST', path: '/catalog/{list}/retire' })
    .input(z.object({ list, key, retired: z.boolean(), by: text(30) }))
    .output(catalogEntry),
  /** 应建尽建: how many files of those in force are complete, with the open ones and the likely duplicates. */
  completeness: oc
    .route({ method: 'GET', path: '/catalog/{list}/completeness' })
    .input(z.object({ list }))
    .output(
      z.object({
        complete: z.number().int(),
        active: z.number().int(),
        open: z.array(catalogEntry),
        archivable: z.array(catalogEntry),
        duplicates: z.array(z.object({ reason: z.string(), keys: z.array(z.string()) })),
      }),
    ),
  tryImport: oc.route({ method: 'POST', path: '/catalog/{list}/import/try' }).input(file).output(report),
  import: oc.route({ method: 'POST', path: '/catalog/{list}/import' }).input(file).output(report),
  progress: oc
    .route({ method: 'GET', path: '/catalog/import/progress' })
    .input(z.object({}))
    .output(
      z
        .object({
          list,
          phase: z.enum(['reading', 'checking', 'writing']),
          done: z.number().int(),
          total: z.number().int(),
        })
        .nullable(),
    ),
  imports: oc
    .route({ method: 'GET', path: '/catalog/{list}/imports' })
    .input(z.object({ list }))
    .output(
      z.array(
        z.object({
          id: z.number().int(),
          fileName: z.string(),
          sha256: z.string(),
          counts,
          by: z.string(),
          at: moment,
        }),
      ),
    ),
  export: oc
    .route({ method: 'GET', path: '/catalog/{list}/export' })
    .input(
      z.object({
        list,
        format: z.enum(['xlsx', 'csv', 'csv-gb18030']),
        template: z.stringbool().or(z.boolean()).default(false),
      }),
    )
    .output(paper),
}
