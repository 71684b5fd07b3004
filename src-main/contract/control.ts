/** Quality control: the day's batches and who let one pass, control charts, blind samples, the kit in use, and the room's own rules. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { truths } from '#core/control/blind.ts'
import { controlKinds } from '#core/control/kind.ts'
import { westgardRules } from '#core/control/levey-jennings.ts'
import { controlOutcomes } from '#core/control/outcome.ts'
import { conditionCodes, formerCodes, levels } from '#core/control/policy.ts'
import { signing } from './person.ts'
import { day, decimal, moment, text, verdict } from './words.ts'

const recordedCode = z.enum([...conditionCodes, ...formerCodes])
export const finding = z.object({
  code: recordedCode,
  level: z.enum(['block', 'warn', 'overridden']),
  detail: z.string(),
  by: z.string().optional(),
  why: z.string().optional(),
})
export type FindingView = z.infer<typeof finding>

export const kitUseView = z.object({
  id: z.number().int(),
  port: z.string(),
  item: z.string().nullable(),
  kit: z.string(),
  /** As the list of kits calls it; the code where it is in no list. */
  kitName: z.string(),
  lot: z.string(),
  bufferLot: z.string().nullable(),
  operator: z.string(),
  by: z.string(),
  at: moment,
})
export type KitUseView = z.infer<typeof kitUseView>

const batchKey = z.object({ port: z.string(), item: z.string(), method: z.string() })
const controlState = z.enum(['valid', 'missing', 'failed', 'unread'])

export const batchView = batchKey.extend({
  kitLot: z.string().nullable(),
  /** Ordinary results, and how many of them its conditions made 无效. */
  tests: z.number().int(),
  blocked: z.number().int(),
  blank: controlState,
  positiveControl: controlState,
  /** What a test made now would be found under; only of the batch that is running. */
  findings: z.array(finding),
  current: z.boolean(),
  operator: z.string().nullable(),
  controls: z.array(
    z.object({
      id: z.number().int(),
      at: moment,
      kind: z.enum(controlKinds),
      outcome: z.enum(controlOutcomes),
      verdict,
      channel: z.string().nullable(),
      value: z.string(),
      unit: z.string().nullable(),
      sampleNo: z.string().nullable(),
    }),
  ),
})
export type BatchView = z.infer<typeof batchView>

export const parallelView = z.object({
  sampleNo: z.string(),
  otherNo: z.string().nullable(),
  food: z.string(),
  item: z.string(),
  value: z.string(),
  otherValue: z.string().nullable(),
  unit: z.string().nullable(),
  /** Null: there is nothing to compare it with yet. */
  agree: z.boolean().nullable(),
  difference: z.string().nullable(),
  relative: z.string().nullable(),
})

export const overrideView = z.object({
  id: z.number().int(),
  at: moment,
  by: z.string(),
  operator: z.string(),
  why: z.string(),
  codes: z.array(recordedCode),
  /** Of what was signed. */
  sha256: z.string(),
  /** With a PIN; false: by name, in a room without accounts. */
  proven: z.boolean(),
  batch: batchKey.extend({ kitLot: z.string().nullable(), day }),
})
export type OverrideView = z.infer<typeof overrideView>

export const chartView = z.object({
  port: z.string(),
  item: z.string(),
  channel: z.string().nullable(),
  kind: z.enum(controlKinds),
  unit: z.string().nullable(),
  bands: z.object({ mean: z.string(), sd: z.string(), from: z.enum(['target', 'first-values']) }).nullable(),
  points: z.array(
    z.object({
      at: moment,
      value: z.string(),
      z: z.string().nullable(),
      rules: z.array(z.enum(westgardRules)),
      state: z.enum(['baseline', 'ok', 'warn', 'reject']),
    }),
  ),
})
export type ChartView = z.infer<typeof chartView>

const figure = z.string().nullable()
export const blindView = z.object({
  table: z.object({ n11: z.number().int(), n12: z.number().int(), n21: z.number().int(), n22: z.number().int() }),
  figures: z.object({
    sensitivity: figure,
    specificity: figure,
    falseNegative: figure,
    falsePositive: figure,
    accuracy: figure,
    chiSquare: figure,
    differs: z.boolean().nullable(),
  }),
  tests: z.array(
    z.object({
      resultId: z.number().int(),
      sampleId: z.string(),
      sampleNo: z.string(),
      food: z.string(),
      item: z.string(),
      value: z.string(),
      unit: z.string().nullable(),
      verdict,
      testedAt: moment,
      truth: z.enum(truths).nullable(),
      laboratory: z.string().nullable(),
      reportNo: z.string().nullable(),
    }),
  ),
})
export type BlindView = z.infer<typeof blindView>

export const controlPolicy = z.object({
  conditions: z.record(z.enum(conditionCodes), z.enum(levels)),
  blanks: z
    .array(
      z.object({
        item: text(80),
        method: text(80).nullable(),
        level: z.enum(['required', 'warn', 'off']),
        source: z.string().trim().max(120),
      }),
    )
    .max(200),
  twoReaders: z.boolean(),
})
export type ControlPolicyView = z.infer<typeof controlPolicy>
const policyState = z.object({ policy: controlPolicy, changedAt: moment.nullable(), changedBy: z.string().nullable() })

export const controlContract = {
  /** Analyzers whose next test would be 无效 for want of a valid blank, and the blanks of today that are still to be measured. */
  due: oc
    .route({ method: 'GET', path: '/control/due' })
    .input(z.object({}))
    .output(
      z.object({
        ports: z.array(
          z.object({
            port: z.string(),
            /** Empty: nobody knows yet what it will measure. */
            items: z.array(z.string()),
            byPlate: z.boolean(),
            /** Its blank was measured and nothing in force says what it means. */
            unread: z.boolean(),
          }),
        ),
        blanks: z.array(z.object({ id: z.string(), sampleNo: z.string() })),
      }),
    ),
  day: oc
    .route({ method: 'GET', path: '/control/day' })
    .input(z.object({ day: day.optional() }))
    .output(
      z.object({
        day,
        batches: z.array(batchView),
        parallels: z.array(parallelView),
        overrides: z.array(overrideView),
      }),
    ),
  charts: oc
    .route({ method: 'GET', path: '/control/chart' })
    .input(z.object({ days: z.coerce.number().int().min(7).max(731).default(180) }))
    .output(z.array(chartView)),
  /** A control material's own mean and deviation, instead of the first twenty values; null takes it away again. */
  saveTarget: oc
    .route({ method: 'POST', path: '/control/target' })
    .input(
      z.object({
        port: text(40),
        item: text(80),
        channel: text(10).nullable(),
        kind: z.enum(controlKinds),
        target: z.object({ mean: decimal, sd: decimal }).nullable(),
        by: text(30),
      }),
    )
    .output(z.object({ saved: z.boolean() })),
  blind: oc
    .route({ method: 'GET', path: '/control/blind' })
    .input(z.object({ days: z.coerce.number().int().min(7).max(3660).default(366) }))
    .output(blindView),
  sayTruth: oc
    .route({ method: 'POST', path: '/control/blind/{sampleId}' })
    .input(
      z.object({
        sampleId: z.string(),
        item: text(80),
        truth: z.enum(truths),
        laboratory: text(60),
        reportNo: text(60),
        by: text(30),
      }),
    )
    .output(blindView),
  /** The lot in use at a port, and the lots of the list that could be; `strips`: those with a card's reading window first. */
  kit: oc
    .route({ method: 'GET', path: '/control/kit/{port}' })
    .input(z.object({ port: z.string() }))
    .output(
      z.object({
        /** One for everything the port measures, or one for each item. */
        inUse: z.array(kitUseView),
        /** What the pack in force can judge. */
        items: z.array(z.string()),
        lots: z.array(
          z.object({
            kit: z.string(),
            kitName: z.string(),
            lot: z.string(),
            items: z.array(z.string()),
            method: z.string().nullable(),
            expiresOn: z.string().nullable(),
            bufferLot: z.string().nullable(),
            fromSeconds: z.number().int().nullable(),
            untilSeconds: z.number().int().nullable(),
          }),
        ),
      }),
    ),
  chooseKit: oc
    .route({ method: 'POST', path: '/control/kit/{port}' })
    .input(
      z.object({
        port: text(40),
        item: text(80).nullable().default(null),
        kit: text(60),
        lot: text(40),
        bufferLot: text(40).nullable().default(null),
        operator: text(30),
        by: text(30),
      }),
    )
    .output(kitUseView),
  letPass: oc
    .route({ method: 'POST', path: '/control/pass' })
    .input(
      batchKey.extend({
        operator: text(30),
        codes: z.array(recordedCode).min(1),
        why: text(200),
        signing,
      }),
    )
    .output(z.object({ passed: z.boolean() })),
  policy: oc.route({ method: 'GET', path: '/control/policy' }).input(z.object({})).output(policyState),
  savePolicy: oc
    .route({ method: 'POST', path: '/control/policy' })
    .input(z.object({ policy: controlPolicy, by: text(30) }))
    .output(policyState),
}
