/** What a recorded step says, in one line: the facts a supervisor asks for first. */
import { localText } from '#core/time.ts'
import { shortText } from '#ui/local-words.ts'
import { stallText } from '#ui/stall-words.ts'
import { methodWords } from './failure-words.ts'

interface Recorded {
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

function textOf(data: Readonly<Record<string, unknown>>, name: string): string {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}

function timeOf(data: Readonly<Record<string, unknown>>, name: string): string {
  const value = data[name]
  if (typeof value !== 'object' || value === null) return ''
  const utc: unknown = Reflect.get(value, 'utc')
  const offset: unknown = Reflect.get(value, 'offset')
  return typeof utc === 'string' && typeof offset === 'number' ? shortText(localText({ utc, offset })) : ''
}

function methodOf(data: Readonly<Record<string, unknown>>): string {
  const method = textOf(data, 'method')
  return Object.entries(methodWords).find(([code]) => code === method)?.[1] ?? method
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(',')
}

function factsIn(recorded: Recorded['data']): Recorded['data'] {
  const inner = recorded.event
  return typeof inner === 'object' && inner !== null ? { ...recorded, ...inner } : recorded
}

const quantityWords = [
  ['stockKg', '库存'],
  ['destroyedKg', '处置'],
  ['returnedKg', '退回'],
  ['soldKg', '已售'],
  ['keptKg', '留样'],
] as const

interface Disposed {
  readonly failure: { readonly food: string; readonly stallCode: string | null; readonly stallName: string | null }
  readonly history: readonly Recorded[]
  readonly evidence: readonly unknown[]
}

/** What the destruction record will say, for whoever is about to close the case. */
export function disposalFacts({ failure, history, evidence }: Disposed): readonly (readonly [string, string])[] {
  const step = history.findLast(({ kind }) => kind === 'dispose')
  if (step === undefined) return []
  const data = factsIn(step.data)
  const amounts = quantityWords.filter(([name]) => Number(textOf(data, name)) !== 0)
  const signers: readonly unknown[] = Array.isArray(data.signers) ? data.signers : []
  const said = (signer: unknown, name: string) => String(Reflect.get(Object(signer), name) ?? '')
  return [
    ['样品', joined(failure.food, stallText(failure.stallCode, failure.stallName))],
    ['处置', detailOf(step)],
    ['数量', amounts.map(([name, word]) => `${word} ${textOf(data, name)}\u00a0kg`).join(',')],
    ['签字', signers.map((signer) => `${said(signer, 'role')} ${said(signer, 'name')}`).join('、')],
    ['取证', `照片和视频 ${evidence.length} 份`],
  ]
}

/** `data` is the step as it was recorded, with or without its `kind`. */
export function detailOf({ kind, data: recorded }: Recorded): string {
  const data = factsIn(recorded)
  switch (kind) {
    case 'serve-notice':
      return joined(
        `告知书 ${textOf(data, 'noticeNo')}`,
        `${textOf(data, 'receiver')} ${timeOf(data, 'receivedAt')} ${receiptOf(data)}`,
      )
    case 'accept':
      return joined(`${textOf(data, 'signer')} 签字`)
    case 'object':
      return joined(`${textOf(data, 'signer')} 签字`, textOf(data, 'reason'))
    case 'refer':
      return joined(
        textOf(data, 'laboratory'),
        `封签 ${textOf(data, 'sealNo')}`,
        named('送检量', textOf(data, 'quantity')),
        named('送检人', textOf(data, 'carrier')),
      )
    case 'confirm':
      return joined(
        data.passed === true ? '合格' : '不合格',
        [textOf(data, 'value'), textOf(data, 'unit')].filter((part) => part !== '').join(' '),
        named('不确定度', textOf(data, 'uncertainty')),
        textOf(data, 'laboratory'),
        `报告 ${textOf(data, 'reportNo')}`,
        'file' in data && data.file !== undefined ? '实验室签名文件' : '',
      )
    case 'plan-disposal':
      return joined(
        `${timeOf(data, 'plannedAt')} 在${textOf(data, 'place')}${methodOf(data)}`,
        `已报告 ${textOf(data, 'reportedTo')}`,
      )
    case 'dispose':
      return joined(
        `${timeOf(data, 'disposedAt')} 在${textOf(data, 'place')}${methodOf(data)} ${textOf(data, 'destroyedKg')}\u00a0kg`,
      )
    case 'seal':
      return joined(`${textOf(data, 'quantityKg')}\u00a0kg`, textOf(data, 'place'), `封条 ${listOf(data, 'sealNos')}`)
    case 'trace':
      return joined(
        named('供货者', textOf(data, 'supplier')),
        named('批号', textOf(data, 'batch')),
        named('销往', textOf(data, 'soldTo')),
      )
    default:
      return ''
  }
}

function named(name: string, value: string): string {
  return value === '' ? '' : `${name} ${value}`
}

function listOf(data: Readonly<Record<string, unknown>>, name: string): string {
  const value = data[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').join('、') : ''
}

function receiptOf(data: Readonly<Record<string, unknown>>): string {
  const { receipt } = data
  const kind: unknown = typeof receipt === 'object' && receipt !== null ? Reflect.get(receipt, 'kind') : null
  if (kind === 'screen') return '屏上签收'
  return kind === 'refused' ? `拒绝签收,${String(Reflect.get(Object(receipt), 'witness'))} 见证` : '签收'
}
