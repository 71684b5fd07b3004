/** The room's side of 送检: the paper and the signed file that go out, and the laboratory's signed answer that comes back. */
import type { Change } from '#core/failure/correct.ts'
import { factIn, factNames, partOf } from '#core/failure/facts.ts'
import type { FailureState } from '#core/failure/failure.ts'
import {
  type LaboratoryResult,
  REFERRAL_FORMAT,
  type ReferralFields,
  type ResultCorrected,
  readResult,
} from '#core/failure/referral.ts'
import { Fault } from '#core/fault.ts'
import type { FailureId } from '#core/ids.ts'
import { dayOf, localText, type Moment } from '#core/time.ts'
import { correctedFacts } from '#print/corrections.ts'
import { printReferral } from '#print/referral.ts'
import { limitWords } from '#print/words.ts'
import { appendAudit } from '#storage/audit.ts'
import { correctionsOf } from '#storage/corrections.ts'
import { transaction } from '#storage/open.ts'
import {
  insertLaboratoryResult,
  insertReferral,
  type SignedText,
  sentReferral,
  sentReferralOf,
} from '#storage/referrals.ts'
import { detailsNow } from '#storage/sample-details.ts'
import { caseLinks } from './case-links.ts'
import { correctCase } from './correct-case.ts'
import { headOf } from './failure-papers.ts'
import { failureState } from './follow-failure.ts'
import { hashOf, openSigned, signedFile } from './signed-file.ts'
import { siteOf } from './site.ts'
import { fingerprintOf, stationKey } from './station-key.ts'
import { stepFailure } from './step-failure.ts'
import type { World } from './world.ts'

type Referral = NonNullable<FailureState['referral']>

export function referralNoOf({ caseNo }: Pick<FailureState, 'caseNo'>): string {
  return caseNo.replace(/^CZ/, 'SJ')
}

/** Errors: `not-found`, `failure.not-allowed` before the sample was sealed for the laboratory. */
function referredCase(world: World, id: FailureId): { readonly state: FailureState; readonly referral: Referral } {
  const state = failureState(world, id)
  if (state.referral === null) throw new Fault('failure.not-allowed', `not-in-this-stage: referral in ${state.stage}`)
  return { state, referral: state.referral }
}

/** 送检单. */
export async function referralPaper(
  world: World,
  id: FailureId,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { state, referral } = referredCase(world, id)
  const referralNo = referralNoOf(state)
  const site = siteOf(world)
  const bytes = await printReferral(
    {
      referralNo,
      caseNo: state.caseNo,
      site: site.name,
      parties: site,
      laboratory: referral.laboratory,
      fields: fieldsOf(world, state, referral),
      result: state.confirmation,
      corrections: correctedFacts(
        correctionsOf(world.db, id).filter(({ fact }) => ['referral', 'confirmation', 'trace'].includes(partOf(fact))),
      ),
      madeAt: referral.at,
      demo: world.demo,
    },
    world.fonts(),
  )
  return { name: `${referralNo}-送检单.pdf`, bytes }
}

function fieldsOf(world: World, state: FailureState, referral: Referral): ReferralFields {
  const head = headOf(world, state)
  const links = caseLinks(world, state)
  const site = siteOf(world)
  const sheet = detailsNow(world.db, state.sampleId)
  const known: ReferralFields = {
    任务来源: '快检阳性复检',
    抽样单编号: referralNoOf(state),
    抽样单位名称: site.testingBody === '' ? site.name : site.testingBody,
    抽样单位联系人: referral.by,
    抽样人员: head.takenBy,
    抽检场所单位名称: site.name,
    抽样环节: '流通',
    摊位号或姓名: [head.stallCode, head.stallName].filter((part) => part !== null).join(' '),
    样品名称: head.food,
    购进日期: sheet.purchasedOn ?? '',
    样品条码: sheet.traceCode ?? '',
    批号: links.batch,
    原产地: head.origin ?? '',
    供货者: links.supplier,
    合格证编号: links.certificateNo,
    抽样日期: dayOf(head.sampledAt),
    抽样基数: head.stockKg ?? '',
    抽样数量: referral.quantity ?? '',
    单位: head.stockKg === null ? '' : '公斤',
    封签号: referral.sealNo,
    检验项目: state.item,
    判定依据: head.basis === null ? '' : [head.basis.standard, head.basis.clause ?? ''].join(' ').trim(),
    最大允许限: head.basis === null ? '' : limitWords(head.basis.limit),
    快检方法: head.method,
    快检结果: head.values.map(({ value }) => value).join('、'),
    异议理由: state.answer?.kind === 'objected' ? state.answer.reason : '',
    送检人: referral.carrier ?? referral.by,
    送检日期: localText(referral.at).slice(0, 16).replace('T', ' '),
    备注: `快检样品编号 ${head.sampleNo}`,
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value.trim() !== ''))
}

/** The same file every time it is asked for. Errors: as `referralPaper`. */
export async function exportReferral(
  world: World,
  id: FailureId,
  by: string,
): Promise<{ readonly fileName: string; readonly text: string }> {
  const { state, referral } = referredCase(world, id)
  const fileName = `${referralNoOf(state)}.kjreferral`
  const known = sentReferralOf(world.db, id)?.file
  if (known != null) return { fileName, text: known.text }
  const paper = await referralPaper(world, id)
  const fields = fieldsOf(world, state, referral)
  const sender = siteOf(world).name
  const referralNo = referralNoOf(state)
  const content = {
    format: REFERRAL_FORMAT,
    referralNo,
    caseNo: state.caseNo,
    from: sender,
    laboratory: referral.laboratory,
    fields: { ...fields },
    paper: { name: paper.name, sha256: hashOf(paper.bytes) },
  }
  const file = signedFile(content, stationKey(world, by), Buffer.from(paper.bytes).toString('base64'))
  const at = world.now()
  transaction(world.db, () => {
    insertReferral(world.db, {
      id: world.newId(),
      direction: 'sent',
      referralNo,
      caseNo: state.caseNo,
      failureId: id,
      sender,
      fields,
      file,
      at,
      by,
    })
    appendAudit(world.db, {
      at,
      by,
      action: 'failure.referral',
      subject: state.caseNo,
      detail: `${fileName} ${file.sha256}`,
    })
  })
  return { fileName, text: file.text }
}

export interface SeenResult extends LaboratoryResult {
  readonly referralNo: string
  readonly fingerprint: string
  readonly failureId: FailureId
  readonly caseNo: string
  /** Of an answer that stands already. */
  readonly corrects: ResultCorrected | undefined
}

/** Errors: `referral.file-broken`, `referral.file-altered`, `referral.not-ours` when it answers nothing this room sent. */
export function inspectResult(
  world: World,
  text: string,
): SeenResult & { readonly referral: number; readonly file: SignedText } {
  const { content, file } = openSigned(text, readResult)
  const sent = sentReferral(world.db, content.referralNo)
  if (sent === undefined || sent.failureId === null) throw new Fault('referral.not-ours', content.referralNo)
  if (content.answers !== '' && content.answers !== sent.file?.sha256)
    throw new Fault('referral.not-ours', `${content.referralNo} ${content.answers}`)
  return {
    ...content.result,
    referralNo: content.referralNo,
    fingerprint: fingerprintOf(file.key),
    failureId: sent.failureId,
    caseNo: sent.caseNo,
    corrects: content.corrects,
    referral: sent.seq,
    file,
  }
}

/** `fingerprint`: what the person saw and accepted. Errors: as `inspectResult`; `failure.not-allowed`. */
export async function importResult(world: World, text: string, fingerprint: string, by: string): Promise<SeenResult> {
  const { referral, file, ...seen } = inspectResult(world, text)
  if (seen.fingerprint !== fingerprint) throw new Fault('referral.file-altered', fingerprint)
  const { reportNo, laboratory, method, value, unit, uncertainty, passed, caseNo, failureId: id, corrects } = seen
  const result = { reportNo, laboratory, method, value, unit, uncertainty, passed }
  const within = (at: Moment) => {
    insertLaboratoryResult(world.db, referral, { result, file, why: corrects?.why ?? '', at, by })
    const detail = `${reportNo} ${file.sha256} ${fingerprint}`
    appendAudit(world.db, { at, by, action: 'failure.laboratory-file', subject: caseNo, detail })
  }
  const { confirmation } = failureState(world, id)
  if (corrects === undefined || confirmation === null) {
    const signed = { sha256: file.sha256, fingerprint }
    await stepFailure(world, { id, by, step: { kind: 'confirm', ...result, file: signed }, within })
    return seen
  }
  // Only the laboratory whose answer stands in the case may say that it was wrong.
  const stands = confirmation.file
  if (stands === undefined || stands.fingerprint !== fingerprint || !corrects.earlier.includes(stands.sha256))
    throw new Fault('referral.not-ours', `${seen.referralNo} ${corrects.earlier.join(' ')}`)
  const changes = [
    ...saidAnew(confirmation, result),
    { fact: 'confirmation.file.sha256', before: stands.sha256, after: file.sha256 } as const,
  ]
  correctCase(world, id, { changes, why: corrects.why, by, signed: true }, within)
  return seen
}

function saidAnew(confirmation: LaboratoryResult, result: LaboratoryResult): readonly Change[] {
  return factNames.flatMap((fact): readonly Change[] => {
    if (partOf(fact) !== 'confirmation') return []
    const [before, after] = [factIn(confirmation, fact), factIn(result, fact)]
    return before === null || after === null || before === after ? [] : [{ fact, before, after }]
  })
}
