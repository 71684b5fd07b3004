/**
 * The pack in force, `default`: only rows whose method and limit were read in a source, each with how good that source is.
 * A row that is only remembered, or stands in a replaced edition, is not here; what is not here stays 待判定.
 */
import type { Item, LimitPack, Method, Rule, Standard } from '../limit-pack.ts'
import { foods } from './foods.ts'

/**
 * Read in a source: the first days of GB 31650-2019 and of 公告第250号, both secondary. Not confirmed, to be checked against the
 * official texts: the other first days, the editions of GB 2716 and GB 2707, and the clause of 食品安全法. Where only the year of an
 * order is known its first day is put late, on the next 1 January: a day too late leaves an old result open, a day too early
 * would judge by a rule that did not yet exist.
 */
const standards: readonly Standard[] = [
  {
    code: 'GB/T 5009.199-2003',
    title: '蔬菜中有机磷和氨基甲酸酯类农药残留量的快速检测',
    replaces: null,
    effectiveFrom: '2004-01-01',
    effectiveTo: null,
  },
  {
    code: 'GB 31650-2019',
    title: '食品安全国家标准 食品中兽药最大残留限量',
    replaces: null,
    effectiveFrom: '2020-04-01',
    effectiveTo: null,
  },
  {
    code: '农业农村部公告第250号',
    title: '食品动物中禁止使用的药品及其他化合物清单',
    replaces: null,
    effectiveFrom: '2019-12-27',
    effectiveTo: null,
  },
  {
    code: '整顿办函〔2010〕50号',
    title: '食品中可能违法添加的非食用物质和易滥用的食品添加剂名单(第四批)',
    replaces: null,
    effectiveFrom: '2011-01-01',
    effectiveTo: null,
  },
  {
    code: 'GB 2716-2018',
    title: '食品安全国家标准 植物油',
    replaces: null,
    effectiveFrom: '2018-12-21',
    effectiveTo: null,
  },
  {
    code: 'GB 2707-2016',
    title: '食品安全国家标准 鲜(冻)畜、禽产品',
    replaces: null,
    effectiveFrom: '2017-06-23',
    effectiveTo: null,
  },
  {
    code: '食品安全法(2021修正)',
    title: '中华人民共和国食品安全法',
    replaces: null,
    effectiveFrom: '2021-04-29',
    effectiveTo: null,
  },
  {
    code: '市场监管总局公告2019年第41号',
    title: 'KJ201901 至 KJ201913 食品快速检测方法',
    replaces: null,
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
  },
]

const items: readonly Item[] = [
  {
    id: 'op-carbamate',
    name: '有机磷和氨基甲酸酯类',
    aliases: [
      '有机磷+氨基甲酸酯',
      '有机磷和氨基甲酸酯',
      '有机磷与氨基甲酸酯类',
      '有机磷、氨基甲酸酯类',
      '有机磷/氨基甲酸酯',
      '有机磷氨基甲酸酯类',
      '有机磷和氨基甲酸酯类农药',
      '有机磷和氨基甲酸酯类农药残留',
      '有机磷和氨基甲酸酯类农药残留量',
      '有机磷和氨基甲酸酯农药残留',
      '有机磷类和氨基甲酸酯类',
      '有机磷类和氨基甲酸酯类农药',
      '有机磷及氨基甲酸酯类农药残留',
      '有机磷、氨基甲酸酯类农药残留',
      '有机磷和氨基甲酸酯类农药残留快速检测',
      '农药残留',
      '农药残留量',
      '农残',
      '农药残毒',
      '农药总残留',
      '农残快检',
      '蔬菜农残',
      '蔬菜农药残留',
      '农药残留(抑制率)',
      '农药残留抑制率',
      '农残抑制率',
      '农残(国标)',
      '抑制率',
      '酶抑制率',
      '胆碱酯酶抑制率',
      '抑制率(%)',
    ],
  },
  { id: 'enrofloxacin', name: '恩诺沙星', aliases: ['恩诺沙星(以恩诺沙星与环丙沙星之和计)', '恩诺沙星+环丙沙星'] },
  { id: 'chloramphenicol', name: '氯霉素', aliases: ['氯霉素类(氯霉素)', '氯霉素残留'] },
  { id: 'aoz', name: '呋喃唑酮代谢物', aliases: ['呋喃唑酮代谢物AOZ', '呋喃唑酮代谢物(AOZ)', 'AOZ'] },
  {
    id: 'amoz',
    name: '呋喃它酮代谢物',
    aliases: ['呋喃它酮代谢物AMOZ', '呋喃它酮代谢物(AMOZ)', 'AMOZ', '呋喃他酮代谢物'],
  },
  { id: 'sem', name: '呋喃西林代谢物', aliases: ['呋喃西林代谢物SEM', '呋喃西林代谢物(SEM)', 'SEM'] },
  { id: 'ahd', name: '呋喃妥因代谢物', aliases: ['呋喃妥因代谢物AHD', '呋喃妥因代谢物(AHD)', 'AHD'] },
  {
    id: 'malachite-green',
    name: '孔雀石绿',
    aliases: ['孔雀石绿(含隐色孔雀石绿)', '孔雀石绿+隐色孔雀石绿', '孔雀石绿和隐色孔雀石绿'],
  },
  { id: 'clenbuterol', name: '克伦特罗', aliases: ['盐酸克伦特罗', '瘦肉精(克伦特罗)'] },
  { id: 'ractopamine', name: '莱克多巴胺', aliases: ['瘦肉精(莱克多巴胺)'] },
  { id: 'salbutamol', name: '沙丁胺醇', aliases: ['瘦肉精(沙丁胺醇)'] },
  { id: 'polar-compounds', name: '极性组分', aliases: ['食用油极性组分', '极性化合物', '总极性物质'] },
  { id: 'tvb-n', name: '挥发性盐基氮', aliases: ['TVB-N', 'TVBN', '肉类新鲜度(挥发性盐基氮)'] },
  { id: 'rhodamine-b', name: '罗丹明B', aliases: ['玫瑰红B'] },
  { id: 'sudan-1', name: '苏丹红Ⅰ', aliases: ['苏丹红I号', '苏丹红1号', '苏丹红Ⅰ号', '苏丹红一号'] },
  { id: 'poppy-capsule', name: '罂粟壳', aliases: ['罂粟壳(吗啡等)', '罂粟碱等', '罂粟壳成分'] },
  { id: 'sildenafil', name: '西地那非', aliases: ['西地那非(那非类)'] },
  { id: 'tadalafil', name: '他达拉非', aliases: [] },
  { id: 'rosiglitazone', name: '罗格列酮', aliases: ['马来酸罗格列酮'] },
  { id: 'glibenclamide', name: '格列苯脲', aliases: ['格列本脲'] },
]

const methods: readonly Method[] = [
  {
    id: 'enzyme-inhibition',
    name: 'GB/T 5009.199-2003 酶抑制率法',
    aliases: [
      'GB/T 5009.199-2003',
      'GB/T 5009.199',
      'GBT 5009.199-2003',
      'GB/T 5009.199-2003 第二法',
      'GB/T 5009.199-2003(酶抑制率法)',
      'GB/T 5009.199-2003 酶抑制法',
      'GB/T 5009.199 酶抑制率法',
      '酶抑制率法',
      '酶抑制法',
      '酶抑制率法(分光光度法)',
      '酶抑制率',
      '酶抑制',
      '抑制率法',
      '酶抑制率法 GB/T 5009.199-2003',
      '酶抑制率法(GB/T 5009.199-2003)',
      '胆碱酯酶抑制法',
      '胆碱酯酶抑制率法',
    ],
    kind: 'quantitative',
  },
  {
    id: 'colloidal-gold',
    name: '胶体金法',
    aliases: [
      '胶体金',
      '胶体金免疫层析法',
      '胶体金免疫层析',
      '金标卡',
      '胶体金卡',
      '胶体金试纸条',
      '胶体金快速检测卡',
      '免疫层析法',
    ],
    kind: 'qualitative',
  },
  {
    id: 'oil-sensor',
    name: '极性组分传感器法',
    aliases: ['油品质检测仪', '极性组分检测仪', '介电常数法', '传感器法'],
    kind: 'quantitative',
  },
  {
    id: 'photometer',
    name: '分光光度法',
    aliases: ['光度法', '分光光度', '比色法', '分光光度快速检测'],
    kind: 'quantitative',
  },
]

/** Read in kit leaflets (method) and in a secondary source (limit). */
const leaflet = '试剂盒说明书(方法);二手资料(限量)'

interface Banned {
  readonly id: string
  readonly item: string
  readonly foods: readonly string[]
  readonly standard: string
  readonly clause: string | null
  readonly from: string
  readonly source: string
  readonly note: string | null
}

/** A substance that must not be there at all, looked for with a card: any positive counts. */
function banned({ id, item, foods, standard, clause, from, source, note }: Banned): Rule {
  return {
    id,
    item,
    method: 'colloidal-gold',
    foods,
    part: null,
    limit: { kind: 'not-detected', unit: 'µg/kg', lod: null },
    standard,
    clause,
    effectiveFrom: from,
    effectiveTo: null,
    evidence: 'weak',
    source,
    note,
  }
}

const notice250 = { standard: '农业农村部公告第250号', clause: null, from: '2019-12-27', source: leaflet }
const letter50 = { standard: '整顿办函〔2010〕50号', clause: null, from: '2011-01-01', source: leaflet }
const notFood = {
  standard: '食品安全法(2021修正)',
  clause: '第三十四条第一项',
  from: '2021-04-29',
  source: '试剂盒说明书(方法);非食用物质,任何阳性均须确证',
}
const notice41 = {
  standard: '市场监管总局公告2019年第41号',
  from: '2020-01-01',
  source: '二手资料(方法);阳性须确证',
}

const rules: readonly Rule[] = [
  {
    id: 'op-carbamate.vegetable.enzyme',
    item: 'op-carbamate',
    method: 'enzyme-inhibition',
    foods: ['蔬菜'],
    part: null,
    limit: { kind: 'below', value: '50', unit: '%', lod: null, suspectFrom: null },
    standard: 'GB/T 5009.199-2003',
    clause: null,
    effectiveFrom: '2004-01-01',
    effectiveTo: null,
    evidence: 'verified',
    source: '试剂盒说明书与方法验证文献,二者一致:抑制率≥50%为阳性',
    note: '阳性应重复检验两次以上;仅指有机磷和氨基甲酸酯类',
  },
  {
    id: 'enrofloxacin.fish.card',
    item: 'enrofloxacin',
    method: 'colloidal-gold',
    foods: ['鱼'],
    part: null,
    limit: { kind: 'max', value: '100', unit: 'µg/kg', lod: null, suspectFrom: null },
    standard: 'GB 31650-2019',
    clause: null,
    effectiveFrom: '2020-04-01',
    effectiveTo: null,
    evidence: 'weak',
    source: '二手资料(方法与限量)',
    note: '恩诺沙星与环丙沙星之和',
  },
  banned({
    id: 'chloramphenicol.aquatic.card',
    item: 'chloramphenicol',
    foods: ['水产品'],
    note: '确证 GB/T 22338',
    ...notice250,
  }),
  ...(
    [
      ['aoz', null],
      ['amoz', null],
      ['sem', '虾蟹壳可能含天然本底,须取肉'],
      ['ahd', null],
    ] as const
  ).map(([item, note]) =>
    banned({
      id: `${item}.animal.card`,
      item,
      foods: ['水产品', '畜禽肉'],
      note: note ?? '确证 GB/T 21311',
      ...notice250,
    }),
  ),
  banned({
    id: 'malachite-green.fish.card',
    item: 'malachite-green',
    foods: ['鱼'],
    note: '只在 5 分钟时读数',
    ...notice250,
  }),
  ...['clenbuterol', 'ractopamine', 'salbutamol'].map((item) =>
    banned({ id: `${item}.pork.card`, item, foods: ['猪肉'], note: '确证 GB/T 22286', ...letter50 }),
  ),
  {
    id: 'polar-compounds.frying-oil.sensor',
    item: 'polar-compounds',
    method: 'oil-sensor',
    foods: ['煎炸油'],
    part: null,
    limit: { kind: 'max', value: '27', unit: '%', lod: null, suspectFrom: null },
    standard: 'GB 2716-2018',
    clause: null,
    effectiveFrom: '2018-12-21',
    effectiveTo: null,
    evidence: 'weak',
    source: '仪器说明(方法与限量);标准年号为二手资料',
    note: null,
  },
  {
    id: 'tvb-n.pork.photometer',
    item: 'tvb-n',
    method: 'photometer',
    foods: ['猪肉'],
    part: null,
    limit: { kind: 'max', value: '15', unit: 'mg/100 g', lod: null, suspectFrom: null },
    standard: 'GB 2707-2016',
    clause: null,
    effectiveFrom: '2017-06-23',
    effectiveTo: null,
    evidence: 'weak',
    source: '仪器项目表(方法与限量);GB 2707 为二手资料,年号待核',
    note: '先做对照;确证 GB 5009.228',
  },
  banned({ id: 'rhodamine-b.chilli.card', item: 'rhodamine-b', foods: ['辣椒制品'], note: null, ...notFood }),
  banned({ id: 'sudan-1.chilli.card', item: 'sudan-1', foods: ['辣椒制品'], note: null, ...notFood }),
  banned({ id: 'poppy-capsule.hotpot.card', item: 'poppy-capsule', foods: ['火锅底料'], note: null, ...notFood }),
  ...['sildenafil', 'tadalafil'].map((item) =>
    banned({ id: `${item}.health-food.card`, item, foods: ['保健食品'], clause: 'KJ201901', note: null, ...notice41 }),
  ),
  ...['rosiglitazone', 'glibenclamide'].map((item) =>
    banned({ id: `${item}.health-food.card`, item, foods: ['保健食品'], clause: 'KJ201902', note: null, ...notice41 }),
  ),
]

export const defaultPack: LimitPack = {
  id: 'default',
  version: '2026.1',
  title: '默认限量包',
  issuedOn: '2026-03-01',
  demo: false,
  standards,
  items,
  methods,
  foods,
  rules,
}
