/** Answers for quality control: batches, charts, blind samples, the kit in use, overrides and the room's own rules. */
import type { BlindView, KitUseView } from '#contract/control.ts'
import { blindFigures, twoByTwo } from '#core/control/blind.ts'
import { Fault } from '#core/fault.ts'
import type { SampleId } from '#core/ids.ts'
import { dayOf, later } from '#core/time.ts'
import { blanksDue, blanksWaiting } from '#flow/blank-due.ts'
import { tellTruth } from '#flow/blind-truth.ts'
import { policyChange, policyOf, savePolicy } from '#flow/control-policy.ts'
import { saveTarget } from '#flow/control-targets.ts'
import { chooseKit } from '#flow/kit-in-use.ts'
import { letPass } from '#flow/let-pass.ts'
import { windowOf } from '#flow/lot-facts.ts'
import { proveSigner } from '#flow/sign.ts'
import type { World } from '#flow/world.ts'
import { blindTests } from '#storage/blind.ts'
import { entriesOf } from '#storage/catalog.ts'
import { type KitUse, kitInUse, kitsInUse } from '#storage/kit-uses.ts'
import { controlCharts } from './control-charts.ts'
import { controlDay } from './control-day.ts'
import type { Desk } from './desk.ts'
import { os } from './implementer.ts'
import { kitName } from './kit-name.ts'

const DAY_MS = 86_400_000

export function controlAnswers({ world, ports }: Desk) {
  const { db } = world
  const policyState = () => {
    const change = policyChange(world)
    const { conditions, blanks, twoReaders } = policyOf(world)
    return {
      policy: { conditions: { ...conditions }, blanks: blanks.map((rule) => ({ ...rule })), twoReaders },
      changedAt: change?.changedAt ?? null,
      changedBy: change?.changedBy ?? null,
    }
  }
  const blind = (days: number): BlindView => {
    const tests = blindTests(db, later(world.now(), -days * DAY_MS).utc)
    const pairs = tests.flatMap(({ truth, verdict }) => (truth === null ? [] : [{ truth, verdict }]))
    const table = twoByTwo(pairs)
    return { table: { ...table }, figures: { ...blindFigures(table) }, tests: tests.map((test) => ({ ...test })) }
  }
  return {
    due: os.control.due.handler(() => ({
      ports: blanksDue(world, ports.list()).map(({ items, ...due }) => ({ ...due, items: [...items] })),
      blanks: blanksWaiting(world, ports.list()).map((one) => ({ ...one })),
    })),
    day: os.control.day.handler(({ input }) => controlDay(world, input.day ?? dayOf(world.now()))),
    charts: os.control.charts.handler(({ input }) => controlCharts(world, input.days)),
    saveTarget: os.control.saveTarget.handler(({ input: { target, by, ...chart } }) => {
      saveTarget(world, chart, target, by)
      return { saved: true }
    }),
    blind: os.control.blind.handler(({ input }) => blind(input.days)),
    sayTruth: os.control.sayTruth.handler(({ input }) => {
      tellTruth(world, { ...input, sampleId: input.sampleId as SampleId })
      return blind(366)
    }),
    kit: os.control.kit.handler(({ input }) => {
      const inUse = kitsInUse(db, input.port).map((use) => kitUseView(world, use))
      return {
        inUse,
        items: world.pack.items.map(({ name }) => name),
        lots: lotsOf(world),
      }
    }),
    chooseKit: os.control.chooseKit.handler(({ input }) => {
      chooseKit(world, input)
      const use = kitInUse(db, input.port, input.item)
      if (use === undefined) throw new Fault('not-found', input.lot)
      return kitUseView(world, use)
    }),
    letPass: os.control.letPass.handler(async ({ input: { signing, ...said } }) => {
      letPass(world, { ...said, signer: await proveSigner(world, signing) })
      return { passed: true }
    }),
    policy: os.control.policy.handler(policyState),
    savePolicy: os.control.savePolicy.handler(({ input }) => {
      // A strip past its time is refused whatever the room would like: the colour goes on changing.
      const conditions = { ...input.policy.conditions, 'outside-window': 'block' as const }
      savePolicy(world, { ...input.policy, conditions }, input.by)
      return policyState()
    }),
  }
}

function kitUseView(world: World, use: KitUse): KitUseView {
  return { ...use, kitName: kitName(world, use.kit) }
}

/** Newest opened first, so that the box on the bench is on top. */
function lotsOf(world: World) {
  const { db } = world
  const kits = new Map(entriesOf(db, 'kit').map(({ data }) => [data.code, data]))
  // A kit names items and methods by their keys; a result calls them by their names.
  const items = new Map(entriesOf(db, 'item').map(({ key, data }) => [key, data.name]))
  const methods = new Map(entriesOf(db, 'method').map(({ key, data }) => [key, data.name]))
  return entriesOf(db, 'kit-lot')
    .map(({ data }) => ({ data, kit: kits.get(data.kit) }))
    .sort((a, b) => ((a.data.openedOn ?? '') < (b.data.openedOn ?? '') ? 1 : -1))
    .map(({ data, kit }) => ({
      kit: data.kit,
      kitName: kit?.name ?? data.kit,
      lot: data.lot,
      items: (kit?.items ?? []).map((key) => items.get(key) ?? key),
      method: kit?.method === undefined ? null : (methods.get(kit.method) ?? kit.method),
      expiresOn: data.expiresOn ?? null,
      bufferLot: data.bufferLot ?? null,
      ...(windowOf(world, data) ?? { fromSeconds: null, untilSeconds: null }),
    }))
}
