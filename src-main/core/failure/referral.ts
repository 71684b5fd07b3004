/** Referral files between two stations: the national field names, what a file must hold, and how it is read without trust. */

/**
 * Words of the national sampling form (国家食品安全抽样检验信息系统), the groups in its order, so that a laboratory types
 * nothing again. What a room cannot know stays away; nothing is invented.
 */
export const referralFields = [
  '任务来源',
  '任务类别',
  '抽样单编号',
  '食品大类',
  '食品细类',
  '抽样单位名称',
  '抽样单位联系人',
  '抽样人员',
  '抽检场所单位名称',
  '区域类型',
  '抽样环节',
  '抽样地点',
  '社会信用代码',
  '摊位号或姓名',
  '样品名称',
  '样品条码',
  '样品类型',
  '样品来源',
  '包装规格',
  '购进日期',
  '批号',
  '原产地',
  '供货者',
  '合格证编号',
  '抽样日期',
  '抽样基数',
  '抽样数量',
  '备样数量',
  '单位',
  '封签号',
  '检验项目',
  '判定依据',
  '最大允许限',
  '快检方法',
  '快检结果',
  '异议理由',
  '送检人',
  '送检日期',
  '备注',
] as const
export type ReferralField = (typeof referralFields)[number]
export type ReferralFields = Readonly<Partial<Record<ReferralField, string>>>

export const REFERRAL_FORMAT = 'kuaijian-referral/1'
export const RESULT_FORMAT = 'kuaijian-laboratory-result/1'

/** What a room signs. */
export interface ReferralContent {
  readonly format: typeof REFERRAL_FORMAT
  readonly referralNo: string
  readonly caseNo: string
  readonly from: string
  readonly laboratory: string
  readonly fields: ReferralFields
  readonly paper: { readonly name: string; readonly sha256: string }
}

export interface LaboratoryResult {
  readonly reportNo: string
  readonly laboratory: string
  readonly method: string
  readonly value: string
  readonly unit?: string | undefined
  readonly uncertainty?: string | undefined
  readonly passed: boolean
}

/** What a laboratory signs. */
export interface ResultContent {
  readonly format: typeof RESULT_FORMAT
  readonly referralNo: string
  readonly caseNo: string
  /** SHA-256 of the content and signature of the room's file that this answers; blank: the referral came on paper. */
  readonly answers: string
  readonly result: LaboratoryResult
  /** Absent: the first answer. */
  readonly corrects?: ResultCorrected | undefined
}

export interface ResultCorrected {
  /** SHA-256 of every answer before it, oldest first: a room may have missed one. */
  readonly earlier: readonly string[]
  readonly why: string
}

export interface SignatureText {
  /** SPKI DER, base64. */
  readonly key: string
  readonly value: string
}

export type ReadFile<Content> =
  | { readonly ok: true; readonly content: Content; readonly signature: SignatureText; readonly pdf: string | null }
  | { readonly ok: false; readonly problem: string }

const MOST_FIELD = 200
const MOST_CORRECTIONS = 100

export function readReferral(said: unknown): ReadFile<ReferralContent> {
  return readSigned(said, (content) => {
    const paper = record(content.paper)
    const fields = record(content.fields)
    const known = referralFields.flatMap((name): [ReferralField, string][] =>
      fields?.[name] === undefined ? [] : [[name, textOf(fields, name)]],
    )
    if (content.format !== REFERRAL_FORMAT) throw new Problem('format')
    if (paper === null || fields === null) throw new Problem('paper or fields')
    const strange = Object.keys(fields).find((name) => !referralFields.some((field) => field === name))
    if (strange !== undefined) throw new Problem(`unknown field ${strange.slice(0, 40)}`)
    return {
      format: REFERRAL_FORMAT,
      referralNo: textOf(content, 'referralNo'),
      caseNo: textOf(content, 'caseNo'),
      from: textOf(content, 'from'),
      laboratory: textOf(content, 'laboratory'),
      fields: Object.fromEntries(known),
      paper: { name: textOf(paper, 'name'), sha256: textOf(paper, 'sha256') },
    }
  })
}

export function readResult(said: unknown): ReadFile<ResultContent> {
  return readSigned(said, (content) => {
    if (content.format !== RESULT_FORMAT) throw new Problem('format')
    const result = record(content.result)
    if (result === null || typeof result.passed !== 'boolean') throw new Problem('result')
    return {
      format: RESULT_FORMAT,
      referralNo: textOf(content, 'referralNo'),
      caseNo: textOf(content, 'caseNo', true),
      answers: textOf(content, 'answers', true),
      result: {
        reportNo: textOf(result, 'reportNo'),
        laboratory: textOf(result, 'laboratory'),
        method: textOf(result, 'method'),
        value: textOf(result, 'value'),
        ...(result.unit === undefined ? {} : { unit: textOf(result, 'unit') }),
        ...(result.uncertainty === undefined ? {} : { uncertainty: textOf(result, 'uncertainty') }),
        passed: result.passed,
      },
      ...(content.corrects === undefined ? {} : { corrects: correctedOf(content.corrects) }),
    }
  })
}

function correctedOf(said: unknown): ResultCorrected {
  const corrects = record(said)
  const earlier: unknown = corrects?.earlier
  if (corrects === null || !Array.isArray(earlier) || earlier.length === 0 || earlier.length > MOST_CORRECTIONS)
    throw new Problem('corrects')
  if (!earlier.every((one): one is string => typeof one === 'string' && /^[0-9a-f]{64}$/.test(one)))
    throw new Problem('corrects')
  return { earlier, why: textOf(corrects, 'why') }
}

/** Ends the reading of a file; never leaves this file. */
class Problem extends Error {}

function readSigned<Content>(
  said: unknown,
  read: (content: Readonly<Record<string, unknown>>) => Content,
): ReadFile<Content> {
  try {
    const file = record(said)
    const content = record(file?.content)
    const signature = record(file?.signature)
    if (file === null || content === null || signature === null) return { ok: false, problem: 'not a signed file' }
    const pdf = file.pdf
    return {
      ok: true,
      content: read(content),
      signature: { key: textOf(signature, 'key', false, 400), value: textOf(signature, 'value', false, 400) },
      pdf: typeof pdf === 'string' ? pdf : null,
    }
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: error.message }
    throw error
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null
}

function textOf(from: Readonly<Record<string, unknown>>, name: string, mayBeBlank = false, most = MOST_FIELD): string {
  const value = from[name]
  if (typeof value !== 'string' || value.length > most || (!mayBeBlank && value.trim() === '')) throw new Problem(name)
  return value
}
