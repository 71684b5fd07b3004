/** Open work in words and as an address: what it is called, what comes next, and the page where that is done. */
import type { OpenWork } from '#contract/day.ts'
import { link } from '#ui/route.ts'

export const queueWords: Readonly<Record<OpenWork['queue'], string>> = {
  retest: '待复测',
  claim: '待认领',
  disposal: '待处置',
  publish: '待公示',
  upload: '待上报',
}

const ofQueue: Readonly<Record<OpenWork['queue'], string>> = {
  retest: '同一样品再测两次',
  claim: '选出它属于哪个样品',
  disposal: '打开处置单,办下一步',
  publish: '核对后批准并公示',
  upload: '查看未报原因',
}

const ofStep: Readonly<Record<string, string>> = {
  retest: '同一样品再测两次',
  claim: '选出它属于哪个样品',
  'serve-notice': '送达告知书,暂停销售',
  accept: '请经营户签字表态',
  object: '登记异议',
  answer: '等经营户表态,四小时内可提异议',
  'let-deadline-pass': '四小时已过,登记逾期未提异议',
  refer: '封样送检',
  confirm: '登记复检结论',
  'plan-disposal': '安排处置并先报告时间地点',
  dispose: '现场处置,记录数量、签字、照片',
  close: '核对后结案',
  approve: '核对后批准并公示',
  retry: '查看拒收原因后重报',
  wait: '自动重试中,无需操作',
}

export function nextWords(work: OpenWork): string {
  return ofStep[work.next] ?? ofQueue[work.queue]
}

/** `claim:12`, `failure:F1`, `entry:E1`, `result:12`: where each is worked on. */
export function hrefOfWork(work: OpenWork): string {
  const cut = work.target.indexOf(':')
  const kind = work.target.slice(0, cut)
  const id = work.target.slice(cut + 1)
  switch (kind) {
    case 'claim':
      return link('sample', ['claim', id])
    case 'failure':
      return link('failure', [id])
    case 'entry':
      return link('outbox', [id])
    case 'result':
      return work.queue === 'publish' ? link('notice') : link('day', ['result', id])
    default:
      return work.queue === 'publish' ? link('notice') : link('day')
  }
}
