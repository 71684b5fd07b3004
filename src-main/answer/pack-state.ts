/** The limit pack in force and the proposed one, as the settings show them. */
import type { PackChangeRow, PackSummary } from '#contract/settings.ts'
import type { PackChange } from '#core/judge/compare-packs.ts'
import { type KeptPack, packInForce, proposedChanges, proposedPack } from '#flow/limit-packs.ts'
import type { World } from '#flow/world.ts'

/** More rows than two people read; the rest is in `station pack compare`. */
const MOST_CHANGES = 500

export function packState(world: World) {
  const proposed = proposedPack(world)
  const changes = proposedChanges(world) ?? []
  const rules = changes.filter(({ list }) => list === 'rules')
  const others = changes.filter(({ list }) => list !== 'rules')
  const shown = [...rules, ...others].slice(0, MOST_CHANGES).map(changeRow)
  return {
    inForce: summary(packInForce(world)),
    proposed: proposed === null ? null : { ...summary(proposed), changes: shown, total: changes.length },
  }
}

function summary({ pack, sha256, signatures }: KeptPack): PackSummary {
  const { id, version, title, issuedOn, rules } = pack
  return { id, version, title, issuedOn, rules: rules.length, sha256, signatures: [...signatures] }
}

function changeRow(one: PackChange): PackChangeRow {
  const before = one.change === 'added' ? {} : one.before
  const after = one.change === 'removed' ? {} : one.after
  const names = one.change === 'changed' ? one.fields : Object.keys(one.change === 'added' ? after : before)
  const fields = names.map((name) => ({ name, before: said(before[name]), after: said(after[name]) }))
  return { change: one.change, list: one.list, key: one.key, fields }
}

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
