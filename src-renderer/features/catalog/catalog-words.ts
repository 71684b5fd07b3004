/** The words of the master data's pages; the headings and choices themselves are core's, as they stand in the files too. */
import type { CatalogEntry, CatalogValue } from '#contract/catalog.ts'
import { fieldsOf } from '#core/catalog/catalog.ts'
import type { CatalogName } from '#core/catalog/list.ts'
import { cellOf } from '#core/catalog/words.ts'

/** In the order in which a room meets them. */
export const listOrder: readonly CatalogName[] = [
  'stall',
  'food',
  'item',
  'method',
  'kit',
  'kit-lot',
  'instrument',
  'staff',
  'site',
]

/** What one entry of the list is called on a button. */
export const oneWords: { readonly [L in CatalogName]: string } = {
  stall: '经营户',
  food: '样品',
  item: '检测项目',
  method: '检测方法',
  kit: '快检产品',
  'kit-lot': '批号',
  instrument: '仪器',
  staff: '检测人员',
  site: '检测点',
}

/** The columns of the table beside key and title. */
export const shownFields: { readonly [L in CatalogName]: readonly string[] } = {
  stall: ['holder', 'phone', 'wares', 'licenceUntil'],
  food: ['class1', 'class2', 'aliases', 'part'],
  item: ['aliases', 'unit'],
  method: ['series', 'document', 'kind'],
  kit: ['maker', 'items', 'method'],
  'kit-lot': ['expiresOn', 'openedOn', 'bufferLot', 'stock'],
  instrument: ['serialNo', 'port', 'channels', 'calibrationDue'],
  staff: ['duty', 'certificateNo', 'certificateUntil', 'trainedUntil'],
  site: ['kind', 'opener', 'testingBody'],
}

const sources: { readonly [source: string]: string } = {
  person: '手工录入',
  import: '文件导入',
  pack: '限量包自带',
  demo: '演示数据',
  registration: '登记样品时建立',
  port: '在仪器页填写',
}

export function sourceWord(source: string): string {
  return sources[source] ?? source
}

export const duplicateWords: { readonly [reason: string]: string } = {
  'subject-code': '统一社会信用代码相同',
  'identity-number': '身份证号相同',
  phone: '联系电话相同',
  'name-and-holder': '名称和经营者都相同',
  'code-written-otherwise': '摊位号只是写法不同',
}

export const standingWords = { active: '在营', left: '已离场', archivable: '离场满六个月,可以归档' } as const

/** A value as a person reads it; nothing said is a dash. */
export function valueText(list: CatalogName, field: string, value: CatalogValue | null | undefined): string {
  if (value === null || value === undefined) return '—'
  const declared = fieldsOf(list).find(([name]) => name === field)?.[1]
  return Array.isArray(value) ? value.join('、') : cellOf(declared?.kind ?? 'text', value)
}

/** What is overdue in an entry: the field and the day, for the fields that end something. */
export function overdueIn({ list, data }: CatalogEntry, today: string): readonly string[] {
  const ends = ['licenceUntil', 'expiresOn', 'calibrationDue', 'certificateUntil', 'trainedUntil']
  return fieldsOf(list).flatMap(([field]) => {
    const until = data[field]
    return ends.includes(field) && typeof until === 'string' && until < today ? [field] : []
  })
}
