/** Answers for the settings: the site, the pack in force, what was done by whom, and the program's own health. */
import { examine } from '#flow/doctor.ts'
import { proposePack, signPack, withdrawPack } from '#flow/limit-packs.ts'
import { saveSite, siteChange, siteOf } from '#flow/site.ts'
import { auditPage } from '#storage/audit.ts'
import type { Desk } from './desk.ts'
import { faultCard, os } from './implementer.ts'
import { packState } from './pack-state.ts'
import { rejudged } from './rejudged.ts'

export function settingsAnswers({ world, ports, clock }: Desk) {
  return {
    get: os.settings.get.handler(() => {
      const change = siteChange(world)
      return {
        site: siteOf(world),
        changedAt: change?.at ?? null,
        changedBy: change?.by ?? null,
        demo: world.demo,
        pack: {
          id: world.pack.id,
          version: world.pack.version,
          effectiveFrom: world.pack.issuedOn,
          rules: world.pack.rules.length,
        },
        version: world.version,
        database: world.file,
      }
    }),
    save: os.settings.save.handler(({ input }) => saveSite(world, input.site, input.by)),
    audit: os.settings.audit.handler(({ input }) => [...auditPage(world.db, input).rows]),
    pack: os.settings.pack.handler(() => packState(world)),
    proposePack: os.settings.proposePack.handler(({ input }) => {
      proposePack(world, input.text, input.by)
      return packState(world)
    }),
    signPack: os.settings.signPack.handler(({ input }) => {
      signPack(world, input.sha256, input.by)
      return packState(world)
    }),
    rejudge: os.settings.rejudge.handler(({ input }) => rejudged(world, input)),
    withdrawPack: os.settings.withdrawPack.handler(({ input }) => {
      withdrawPack(world, input.by)
      return packState(world)
    }),
    doctor: os.settings.doctor.handler(async () => {
      const checks = await examine({ version: world.version, world, ports: ports.list(), clockJump: clock.jumped() })
      return checks.map(({ name, ok, found, fault }) => ({
        name,
        ok,
        found,
        fault: fault === null ? null : faultCard(fault),
      }))
    }),
  }
}
