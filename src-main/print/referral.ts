/** PRINT the referral (送检单): the national field names, so that a laboratory types nothing again, and room for its answer. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { LaboratoryResult, ReferralField, ReferralFields } from '#core/failure/referral.ts'
import type { Moment } from '#core/time.ts'
import { labValueWords } from './case-words.ts'
import { type CorrectedFact, correctionSection } from './corrections.ts'
import type { PaperFonts } from './fonts.ts'
import { field, fields, section } from './form.ts'
import { grid, render } from './paper.ts'
import { type Parties, partyLine } from './parties.ts'

export interface ReferralPaper {
  /** `SJ-YYYYMMDD-NN`. */
  readonly referralNo: string
  readonly caseNo: string
  readonly site: string
  readonly parties: Parties
  readonly laboratory: string
  readonly fields: ReferralFields
  /** Null: the laboratory fills it in. */
  readonly result: LaboratoryResult | null
  /** Of what this paper says; everything else is said as it reads now. */
  readonly corrections: readonly CorrectedFact[]
  readonly madeAt: Moment
  readonly demo: boolean
}

/** Groups of the national form; what the room does not know is left to the laboratory as a dash. */
const groups: readonly { readonly title: string; readonly names: readonly ReferralField[] }[] = [
  { title: '一、任务', names: ['任务来源', '任务类别', '抽样单编号', '抽样环节', '食品大类', '食品细类'] },
  {
    title: '二、抽样单位与场所',
    names: ['抽样单位名称', '抽样单位联系人', '抽样人员', '抽检场所单位名称', '摊位号或姓名', '社会信用代码'],
  },
  {
    title: '三、样品',
    names: [
      '样品名称',
      '样品类型',
      '批号',
      '购进日期',
      '原产地',
      '供货者',
      '合格证编号',
      '包装规格',
      '抽样日期',
      '抽样基数',
      '抽样数量',
      '备样数量',
      '单位',
      '封签号',
    ],
  },
  { title: '四、检验要求', names: ['检验项目', '判定依据', '最大允许限', '快检方法', '快检结果', '异议理由'] },
  { title: '五、送检', names: ['送检人', '送检日期', '备注'] },
]

export function printReferral(paper: ReferralPaper, fonts: PaperFonts): Promise<Uint8Array> {
  return render(
    {
      title: `送检单 ${paper.referralNo}`,
      number: `${paper.referralNo}  ${paper.caseNo}`,
      createdAt: paper.madeAt,
      content: [
        { text: '送检单', style: 'title' },
        {
          text: `${paper.site}    ${paper.referralNo}    案号 ${paper.caseNo}    送 ${paper.laboratory}`,
          style: 'subtitle',
          margin: [0, 4, 0, 0],
        },
        ...partyLine(paper.parties),
        ...groups.flatMap((group) => groupOf(group, paper.fields)),
        answer(paper),
        ...correctionSection(paper.corrections),
      ],
      foot: ['复检不采用快速检测方法（《食品安全法》第八十八条）。快速检测结果仅供参考,以复检结论为准。'],
      watermarks: paper.demo ? ['演示数据'] : [],
    },
    fonts,
  )
}

function groupOf({ title, names }: (typeof groups)[number], said: ReferralFields): Content[] {
  const rows: TableCell[][] = []
  for (let at = 0; at < names.length; at += 2) {
    const [one, other] = [names[at], names[at + 1]]
    if (one === undefined) continue
    rows.push(
      other === undefined
        ? [{ text: one, style: 'label' }, { text: said[one] ?? '—', colSpan: 3 }, '', '']
        : field(one, said[one] ?? null, other, said[other] ?? null),
    )
  }
  return [section(title), fields(rows, true)]
}

/** What a laboratory writes, or wrote. */
function answer({ result, laboratory }: ReferralPaper): Content {
  const room: TableCell = { text: ' ', margin: [0, 6, 0, 6] }
  const label = (text: string): TableCell => ({ text, style: 'label', margin: [0, 6, 0, 6] })
  return {
    unbreakable: true,
    stack: [
      section('六、复检结论(由实验室填写)'),
      result === null
        ? {
            layout: grid,
            table: {
              widths: [58, '*', 64, '*'],
              body: [
                [label('报告编号'), room, label('检验方法'), room],
                [label('结果与单位'), room, label('不确定度'), room],
                [label('结论'), { text: '□ 合格      □ 不合格', margin: [0, 6, 0, 6] }, label('签收/日期'), room],
              ],
            },
          }
        : fields([
            field('报告编号', result.reportNo, '检验机构', result.laboratory),
            field('检验方法', result.method, '结果', labValueWords(result)),
            field('结论', result.passed ? '合格' : '不合格', '送检机构', laboratory),
          ]),
    ],
  }
}
