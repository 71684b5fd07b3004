/** Open work in words and as an address: what it is called, what comes next, and the page where that is done. */
import type { OpenWork } from '#contract/day.ts'
import { link } from '#ui/route.ts'

export const queueWords: Readonly<Record<OpenWork['queue'], string>> = {
  strip: '待判读',
  retest: '待复测',
  claim: '待认领',
  disposal: '待处置',
  'follow-up': '还要复查',
  publish: '待公示',
  upload: '待上报',
}

const ofQueue: Readonly<Record<OpenWork['queue'], string>> = {
  strip: '等显色,到时间人工判读',
  retest: '同一样品再上机测两次',
  claim: '选出它属于哪个样品',
  disposal: '打开处置单,办下一步',
  'follow-up': '今天再抽这个摊位的同一食品,检同一项目',
  publish: '核对后批准并公示',
  upload: '查看原因后重报',
}

/** A case's next step follows from the stage it stands in. */
const ofStage: Readonly<Record<string, string>> = {
  'retest-due': '同一样品再上机测两次',
  'notify-due': '送达告知书,暂停销售',
  'objection-open': '等经营户表态(四小时)',
  'referral-due': '封样送检',
  referred: '登记复检结论',
  'disposal-due': '安排处置,先行报告',
  'disposal-planned': '现场处置:数量、签字、照片',
  disposed: '核对后结案',
}

export function nextWords(work: OpenWork): string {
  if (work.next.startsWith('blank-awaited')) return '等这一板的空白对照,出数后自动判定'
  return ofStage[work.next] ?? ofQueue[work.queue]
}

/** What is open, in a line: the station's title says which record, the queue says what kind it is. */
export function titleOf(work: OpenWork): string {
  switch (work.queue) {
    case 'publish':
      return `${work.title} 条结果等着公示`
    case 'upload':
      return `${work.title} 退回了一条`
    default:
      return work.title
  }
}

/** `claim:12`, `failure:F1`, `entry:E1`, `notice:draft`: where each is worked on. */
export function hrefOfWork(work: OpenWork): string {
  const cut = work.target.indexOf(':')
  const kind = work.target.slice(0, cut)
  const id = work.target.slice(cut + 1)
  switch (kind) {
    case 'claim':
      return link('sample', ['claim', id])
    case 'strip':
      return link('strip', [id])
    case 'failure':
      return link('failure', [id])
    case 'entry':
      return link('outbox', [id])
    case 'result':
      return link('day', ['result', id])
    case 'notice':
      return link('notice')
    default:
      return link('day')
  }
}
