/** A sample's life in words: the station sends codes and data, never sentences. */
import { roundWords, verdictWords } from '#ui/verdict-sign.tsx'
import { awaitedWords, kindWords, natureWords } from './sample-words.ts'
import { choiceWords, fieldWords, signerWords, subjectWords } from './sheet-words.ts'

const kinds: Readonly<Record<string, string>> = {
  'sample.register': '登记',
  'sample.place': '上机',
  'sample.unplace': '取下',
  'sample.details': '信息单',
  'sample.photo': '照片',
  'sample.sign': '签名',
  sign: '签名核验',
  claim: '人工认领',
  'claim.blank': '空白对照后判定',
  'strip.start': '试纸条开始',
  'strip.photo': '试纸条拍照',
  'strip.read': '人工判读',
  'strip.settle': '判读完成',
  'strip.give-up': '试纸条作废',
  'control.truth': '实验室结论',
  'failure.opened': '开处置单',
  'claim.undo': '撤销认领',
  'failure.retested': '复测',
  'failure.result-withdrawn': '撤销认领,结果不算',
  'failure.serve-notice': '告知书送达',
  'failure.accept': '无异议',
  'failure.object': '提出异议',
  'failure.let-deadline-pass': '逾期',
  'failure.refer': '送检',
  'failure.confirm': '复检结论',
  'failure.plan-disposal': '安排处置',
  'failure.dispose': '现场处置',
  'failure.close': '结案',
}

export function lifeWords(kind: string): string {
  if (kind.startsWith('result.')) return roundWords[kind.slice('result.'.length)] ?? '结果'
  return kinds[kind] ?? kind
}

interface LifeLine {
  readonly kind: string
  readonly text: string
}

type Said = Readonly<Record<string, unknown>>

function saidOf(text: string): Said | null {
  try {
    const said: unknown = JSON.parse(text)
    return typeof said === 'object' && said !== null ? { ...said } : null
  } catch {
    return null
  }
}

/** The identity of a photograph of the timeline. */
export function photoOf(text: string): string | null {
  const id = saidOf(text)?.id
  return typeof id === 'string' ? id : null
}

function worded(words: Readonly<Record<string, string>>, code: unknown): string {
  return typeof code === 'string' ? (words[code] ?? code) : ''
}

function plain(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}

/** One line of facts; what cannot be read as data is shown as it came. */
export function lifeText({ kind, text }: LifeLine): string {
  const said = saidOf(text)
  if (kind === 'sample.details') return changeWords(text)
  if (kind === 'sample.place' || kind === 'sample.unplace') {
    const [, port, channel, beside] = /^(.*?) (\S+)(?: beside (.+))?$/.exec(text) ?? []
    if (port === undefined || channel === undefined) return text
    return `${port} · ${channel} 号通道${beside === undefined ? '' : `,与 ${beside.replaceAll(' ', '、')} 号平行`}`
  }
  if (said === null) return kind.startsWith('failure.') && text === '' ? '看处置单' : text
  if (kind.startsWith('result.')) {
    const value = `${plain(said.value)}${plain(said.unit) === '' ? '' : `\u00a0${plain(said.unit)}`}`
    return joined([worded(verdictWords, said.verdict), value, plain(said.item)])
  }
  if (kind === 'sample.register') {
    const what = said.kind === 'ordinary' ? worded(natureWords, said.nature) : worded(kindWords, said.kind)
    const stall = plain(said.stall)
    return joined([plain(said.food), stall === '' ? '' : `摊位 ${stall}`, what])
  }
  if (kind.startsWith('strip.')) return stripText(kind, said)
  if (kind === 'control.truth')
    return joined([worded(verdictWords, said.truth), plain(said.laboratory), plain(said.reportNo)])
  if (kind === 'claim.blank') return worded(awaitedWords, said.why)
  if (kind === 'claim' || kind === 'claim.undo') return plain(said.why)
  if (kind === 'sample.photo') return joined([worded(subjectWords, said.subject), plain(said.name)])
  if (kind === 'sample.sign') return joined([worded(signerWords, said.signer), plain(said.name)])
  if (kind === 'sign') return said.proven === true ? 'PIN 已核验' : '没有账号,未核验身份'
  return text
}

/** Who saw what is told by the result; here only that it was seen, so that a second reader stays blind. */
function stripText(kind: string, said: Said): string {
  switch (kind) {
    case 'strip.start':
      return joined([plain(said.item), `批号 ${plain(said.lot)}`])
    case 'strip.photo':
      return said.of === 'strip' ? '试纸条' : '样品'
    case 'strip.read':
      return said.place === 2 ? '第二人' : '第一人'
    case 'strip.give-up':
      return plain(said.why)
    default:
      return typeof said.word === 'string' ? worded(verdictWords, said.word) : ''
  }
}

/** `产地:山东 → 内蒙古;供货者:(空) → 张三`, from the list of changes. */
function changeWords(text: string): string {
  const changes: unknown = JSON.parse(text)
  if (!Array.isArray(changes)) return text
  return changes
    .map((change: Said) => {
      const name = change.name === 'items' ? '检测项目' : worded(fieldWords, change.name)
      const side = (value: unknown) => (plain(value) === '' ? '(空)' : choiceWords(plain(value)))
      return `${name}:${side(change.before)} → ${side(change.after)}`
    })
    .join(';')
}
