/** A notification in lines, as it is shown before somebody signs for it on the screen; the words are those of the paper. */
import type { NotificationPaper } from './notification.ts'
import { partyFacts } from './parties.ts'
import { limitWords, roundWords, screeningSentence, timeWords, verdictWords } from './words.ts'

export interface NoticeLine {
  readonly name: string
  readonly value: string
}

/** 食品安全法 art. 64 (stop of sale), 88 (four hours, no quick method), 63 (disposal); 实施条例 art. 42 (cost of 复检). */
export const dutyTexts: readonly string[] = [
  '请立即停止销售，就地封存该批食品，并配合监管部门处置（《食品安全法》第六十四条）。',
  '如对结果有异议，可自收到检测结果时起四小时内申请复检；复检不采用快速检测方法（《食品安全法》第八十八条）。',
  '复检费用由申请人先行支付；复检结论合格的，由实施抽样检验的部门承担（《食品安全法实施条例》第四十二条）。',
  '逾期未申请复检，或复检不合格的，该批食品将依法处置，处置的时间、地点提前报告（《食品安全法》第六十三条）。',
]

export function noticeLines(paper: NotificationPaper): readonly NoticeLine[] {
  const { basis } = paper
  return [
    { name: '文书', value: '快检阳性结果告知书' },
    { name: '编号', value: paper.notificationNo },
    { name: '案号', value: paper.caseNo },
    { name: '检测点', value: paper.site },
    ...partyFacts(paper.parties),
    { name: '经营户', value: [paper.stallCode, paper.stallName].filter((part) => part !== null).join(' ') },
    { name: '样品编号', value: paper.sampleNo },
    { name: '采样时间', value: timeWords(paper.sampledAt) },
    { name: '食品名称', value: paper.food },
    { name: '检测项目', value: paper.item },
    { name: '检测方法', value: paper.method },
    {
      name: '判定依据',
      value: basis === null ? '—' : `${basis.standard} ${basis.clause ?? ''} ${limitWords(basis.limit)}`.trim(),
    },
    ...paper.values.map(({ round, value, verdict, at }) => ({
      name: roundWords[round],
      value: `${value} ${verdictWords[verdict]} ${timeWords(at)}`,
    })),
    ...dutyTexts.map((value, index) => ({ name: `要求与权利${index + 1}`, value })),
    { name: '说明', value: screeningSentence },
  ]
}
