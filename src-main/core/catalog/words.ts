/**
 * How a sheet of the master data is written: the Chinese heading of every field and the word of every choice. A file format that import,
 * export, template and form share; what else a heading has been called elsewhere is understood on the way in.
 */
import { type catalog, fieldsOf } from './catalog.ts'
import type { CatalogName } from './list.ts'
import type { ValueWords } from './read-value.ts'

type Headings = { readonly [L in CatalogName]: { readonly [F in keyof (typeof catalog)[L]['fields']]: string } }

export const listWords: { readonly [L in CatalogName]: string } = {
  site: '检测点',
  stall: '经营户档案',
  food: '样品(食品)',
  item: '检测项目',
  method: '检测方法',
  kit: '快检产品',
  'kit-lot': '快检产品批号',
  instrument: '仪器台账',
  staff: '检测人员',
}

export const headings: Headings = {
  site: {
    code: '检测点编号',
    name: '检测点名称',
    kind: '类别',
    region: '行政区划',
    address: '地址',
    opener: '开办者',
    openerCode: '开办者统一社会信用代码',
    testingBody: '检测单位',
    testingBodyCode: '检测单位统一社会信用代码',
    contact: '联系人',
    phone: '联系电话',
    complaintPhone: '投诉举报电话',
    openedOn: '启用日期',
    note: '备注',
  },
  stall: {
    code: '摊位号',
    name: '经营户名称',
    kind: '主体类型',
    site: '检测点编号',
    area: '区域',
    holder: '经营者姓名',
    subjectCode: '统一社会信用代码',
    identityNumber: '身份证号',
    phone: '联系电话',
    address: '住所',
    wares: '经营品种',
    supply: '进货渠道',
    licenceNo: '许可证号',
    licenceUntil: '证照有效期至',
    agreementOn: '协议签订日期',
    enteredOn: '入场日期',
    leftOn: '离场日期',
    note: '备注',
  },
  food: {
    name: '样品名称',
    class1: '食品大类',
    class2: '食品亚类',
    class3: '食品次亚类',
    class4: '食品细类',
    aliases: '别名',
    localNames: '俗称',
    part: '测定部位',
    note: '备注',
  },
  item: { id: '项目编号', name: '检测项目', aliases: '别名', unit: '结果单位', note: '备注' },
  method: {
    id: '方法编号',
    name: '检测方法',
    series: '依据类别',
    document: '依据文件',
    kind: '定性定量',
    aliases: '别名',
    named: '须指明才用',
    note: '备注',
  },
  kit: {
    code: '产品编号',
    name: '产品名称',
    maker: '生产厂家',
    items: '检测项目编号',
    method: '检测方法编号',
    storage: '储存条件',
    openedLifeDays: '开封后有效天数',
    windowMinSeconds: '读数窗口起(秒)',
    windowMaxSeconds: '读数窗口止(秒)',
    dilution: '稀释倍数',
    note: '备注',
  },
  'kit-lot': {
    kit: '产品编号',
    lot: '批号',
    maker: '生产厂家',
    expiresOn: '有效期至',
    receivedOn: '入库日期',
    openedOn: '开封(配制)日期',
    openedLifeDays: '开封后有效天数',
    storage: '储存条件',
    bufferLot: '配套复溶液批号',
    windowMinSeconds: '读数窗口起(秒)',
    windowMaxSeconds: '读数窗口止(秒)',
    stock: '库存数量',
    reader: '适用读数仪',
    cThreshold: 'C线无效值',
    tcPositive: 'T/C阳性上限',
    tcNegative: 'T/C阴性下限',
    note: '备注',
  },
  instrument: {
    code: '仪器编号',
    model: '型号',
    maker: '生产厂家',
    serialNo: '出厂编号',
    port: '端口名称',
    channels: '通道数',
    calibratedOn: '检定(校准)日期',
    calibrationDue: '检定(校准)有效期至',
    certificateNo: '证书编号',
    startedOn: '启用日期',
    note: '备注',
  },
  staff: {
    code: '工号',
    name: '姓名',
    duty: '岗位',
    phone: '联系电话',
    certificateNo: '上岗证号',
    certificateUntil: '上岗证有效期至',
    trainingHours: '本年培训学时',
    trainedOn: '培训考核日期',
    trainedUntil: '培训考核有效期至',
    note: '备注',
  },
}

/** By field name; an option that means the same everywhere is said once. */
const choices: { readonly [option: string]: string } = {
  market: '农贸市场',
  wholesale: '批发市场',
  supermarket: '超市',
  park: '食品加工园区',
  producer: '生产加工企业(自检)',
  canteen: '食堂',
  'supervision-office': '市场监管所',
  van: '快检车',
  'county-lab': '县级检测机构',
  company: '企业',
  household: '个体工商户',
  cooperative: '专业合作社',
  farmer: '自产自销农户',
  quantitative: '定量',
  qualitative: '定性',
  KJ: 'KJ 快检方法',
  maker: '厂家说明书',
  DB: 'DB 地方标准',
}

/** What other files call a field, beside its heading here. */
const alsoCalled: { readonly [L in CatalogName]?: { readonly [field: string]: readonly string[] } } = {
  site: { name: ['名称', '市场名称'], opener: ['市场开办者'], kind: ['检测点类别', '市场类型'] },
  stall: {
    code: ['摊位编号', '摊号', '铺位号', '档口号', '摊位'],
    name: ['名称', '商户名称', '销售者名称', '经营者名称', '摊主名称', '店名', '字号'],
    holder: ['经营者', '负责人', '法定代表人', '联系人', '摊主', '销售者姓名'],
    subjectCode: ['社会信用代码', '信用代码', '营业执照号', '统一信用代码'],
    identityNumber: ['身份证号码', '身份证', '公民身份号码'],
    phone: ['电话', '手机', '手机号', '联系方式'],
    address: ['地址', '住址'],
    wares: ['经营范围', '主营品种', '种类', '销售品种'],
    supply: ['进货来源', '供货者', '进货单位'],
    licenceUntil: ['营业执照有效期', '证照有效期', '有效期'],
    enteredOn: ['进场日期', '入驻日期'],
    leftOn: ['退场日期', '离开日期'],
  },
  food: {
    name: ['食品名称', '名称', '品种'],
    class1: ['大类'],
    class2: ['亚类'],
    class3: ['次亚类'],
    class4: ['细类'],
    part: ['取样部位'],
  },
  item: { id: ['项目代码'], name: ['项目名称', '名称'] },
  method: { id: ['方法代码'], name: ['方法名称', '名称'] },
  kit: { code: ['产品代码'], name: ['名称', '试剂名称'], maker: ['厂家', '生产企业'] },
  'kit-lot': { lot: ['产品批号', '生产批号'], expiresOn: ['有效期', '失效日期'], stock: ['库存', '数量'] },
  instrument: {
    code: ['设备编号'],
    model: ['仪器型号', '规格型号'],
    serialNo: ['序列号', '机身号'],
    port: ['端口'],
    calibrationDue: ['检定有效期', '校准有效期'],
  },
  staff: { code: ['编号', '人员编号'], name: ['人员姓名'], certificateNo: ['证书编号', '资格证号'] },
}

export function headingOf(name: CatalogName, field: string): string {
  return (headings[name] as { readonly [field: string]: string })[field] ?? field
}

export function choiceWord(option: string): string {
  return choices[option] ?? option
}

/** The field a column belongs to: by its heading, its other names, or the field's own name. Undefined: none. */
export function fieldNamed(name: CatalogName, heading: string): string | undefined {
  const asked = plain(heading)
  if (asked === '') return undefined
  const all = fieldsOf(name).map(([field]) => field)
  return (
    all.find((field) => plain(headingOf(name, field)) === asked || plain(field) === asked) ??
    all.find((field) => (alsoCalled[name]?.[field] ?? []).some((word) => plain(word) === asked))
  )
}

const yes = ['是', '有', '1', 'y', 'yes', '√', 'true']
const no = ['否', '无', '0', 'n', 'no', '×', 'false']

/** The words of a sheet's cells for one field. */
export function wordsFor(name: CatalogName): (field: string) => ValueWords {
  const fields = new Map(fieldsOf(name))
  return (field) => ({
    choice: (word) => {
      const declared = fields.get(field)
      if (declared?.kind !== 'choice') return undefined
      const said = plain(word)
      return declared.options.find((option) => plain(choiceWord(option)) === said || plain(option) === said)
    },
    flag: (word) => (yes.includes(plain(word)) ? true : no.includes(plain(word)) ? false : undefined),
  })
}

/** A cell of an export; what `readValue` reads as the same value again. */
export function cellOf(kind: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.join(';')
  if (typeof value === 'boolean') return value ? '是' : '否'
  return kind === 'choice' ? choiceWord(String(value)) : String(value)
}

/** Width, blanks, brackets and a star for what must be filled in make no other heading. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*]+/g, '')
}
