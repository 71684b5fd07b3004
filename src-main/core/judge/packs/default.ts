/**
 * The pack in force, `default`: only rows whose method and limit were read in a source, each with how good that source is.
 * A row that is only remembered, or stands in a replaced edition, is not here; what is not here stays 待判定.
 */
import type { LimitPack, Rule } from '../limit-pack.ts'
import { foods } from './foods.ts'
import { items, methods } from './items.ts'
import { MAKERS_TABLE, standards } from './standards.ts'

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

const makers = {
  standard: MAKERS_TABLE,
  clause: null,
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  evidence: 'weak',
} as const

function threeBands(id: string, food: string, source: string): Rule {
  return {
    id,
    item: 'op-carbamate',
    method: 'enzyme-three-bands',
    foods: [food],
    part: null,
    limit: { kind: 'below', value: '50', unit: '%', lod: null, suspectFrom: '40' },
    ...makers,
    source,
    note: '只在仪器或端口明确指定此方法时使用',
  }
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
  threeBands('op-carbamate.vegetable.three-bands', '蔬菜', '仪器项目表(方法与判定段):阴性 0–40,可疑 40–50,阳性 50–100'),
  threeBands('op-carbamate.fruit.three-bands', '水果', '仪器项目表(方法与判定段):阴性 0–40,可疑 40–50,阳性 50–100'),
  {
    id: 'op-carbamate.tea.enzyme-tea',
    item: 'op-carbamate',
    method: 'enzyme-tea',
    foods: ['茶叶'],
    part: null,
    limit: { kind: 'below', value: '50', unit: '%', lod: null, suspectFrom: null },
    ...makers,
    source: '仪器项目表(方法与判定):≥50% 为阳性',
    note: '只在仪器或端口明确指定此方法时使用:GB/T 5009.199-2003 只适用于蔬菜',
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
    id: 'clenbuterol.pork.chemiluminescence',
    item: 'clenbuterol',
    method: 'chemiluminescence',
    foods: ['猪肉'],
    part: null,
    limit: { kind: 'not-detected', unit: 'µg/kg', lod: '0.48' },
    standard: letter50.standard,
    clause: letter50.clause,
    effectiveFrom: letter50.from,
    effectiveTo: null,
    evidence: 'weak',
    source: '方法文献(检出限 0.48 µg/kg);二手资料(限量)',
    note: '确证 GB/T 22286',
  },
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
  {
    id: 'sodium-glutamate.msg.photometer',
    item: 'sodium-glutamate',
    method: 'photometer',
    foods: ['味精'],
    part: null,
    limit: { kind: 'min', value: '80', unit: 'g/100 g', lod: null },
    ...makers,
    source: '仪器项目表(方法与下限)',
    note: '下限值:低于 80 为不合格。不加盐的味精要求可能更高,未核实国家标准原文',
  },
  {
    id: 'amino-nitrogen.soy-sauce.photometer',
    item: 'amino-nitrogen',
    method: 'photometer',
    foods: ['酱油'],
    part: null,
    limit: { kind: 'min', value: '0.4', unit: 'g/100 mL', lod: null },
    standard: 'GB 2717-2018',
    clause: '3.3',
    effectiveFrom: '2019-12-21',
    effectiveTo: null,
    evidence: 'weak',
    source: '仪器项目表(方法与下限);GB 2717-2018 的条款与日期为二手资料',
    note: '下限值:低于 0.4 为不合格',
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
  version: '2026.2',
  title: '默认限量包',
  issuedOn: '2026-03-01',
  demo: false,
  standards,
  items,
  methods,
  foods,
  rules,
}
