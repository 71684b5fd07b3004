/**
 * The demonstration pack: the default one and rows nobody has confirmed (remembered, of a replaced edition, or a maker's preset).
 * All of them stand under a made-up standard called 演示数据, so that no paper can cite a real one for them.
 */
import type { Item, Limit, LimitPack, Method, Rule } from '../limit-pack.ts'
import { defaultPack } from './default.ts'
import { foodGroup } from './food-rows.ts'

const standard = '演示数据'
const from = '2000-01-01'

const methods: readonly Method[] = [
  { id: 'ny-t-448', name: 'NY/T 448-2001', aliases: ['NY/T 448', '农残(农标)'], kind: 'quantitative', named: true },
  {
    id: 'laboratory',
    name: '实验室方法',
    aliases: ['气相色谱法', '液相色谱-串联质谱法', 'GC-MS', 'LC-MS/MS'],
    kind: 'quantitative',
  },
  { id: 'xrf', name: 'KJ202510 X射线荧光法', aliases: ['XRF', 'X射线荧光法', 'KJ202510'], kind: 'quantitative' },
]

const items: readonly Item[] = [
  item('procymidone', '腐霉利'),
  item('phorate', '甲拌磷'),
  item('carbendazim', '多菌灵'),
  item('carbofuran', '克百威'),
  item('chlorpyrifos', '毒死蜱'),
  item('cyromazine', '灭蝇胺'),
  item('clothianidin', '噻虫胺'),
  item('sulfonamides', '磺胺类', '磺胺类总量'),
  item('cimaterol', '西马特罗'),
  item('pentachlorophenol', '五氯酚酸钠', '五氯酚酸钠(以五氯酚计)'),
  item('aflatoxin-b1', '黄曲霉毒素B1'),
  item('cadmium', '镉', '镉(以Cd计)'),
  item('nitrite', '亚硝酸盐'),
  item('formaldehyde', '甲醛'),
  item('hydrogen-peroxide', '过氧化氢', '双氧水'),
  item('borax', '硼砂'),
  item('acid-value', '酸价'),
  item('peroxide-value', '过氧化值'),
  item('malondialdehyde', '丙二醛'),
  item('iron', '铁'),
  item('copper', '铜'),
  item('ammonia-nitrogen', '氨氮', '氨(以N计)'),
]

const rules: readonly Rule[] = [
  rule('op-carbamate', 'ny-t-448', ['蔬菜'], below('70', '%'), 'NY/T 448-2001 的仪器预设;标准原文未见'),
  rule('op-carbamate', 'enzyme-inhibition', ['茶叶', '水果'], below('50', '%'), '方法标准只适用于蔬菜,凭推断'),
  rule('procymidone', 'colloidal-gold', ['韭菜'], max('0.2', 'mg/kg'), 'GB 2763-2019 (已被代替)'),
  rule('phorate', 'laboratory', ['韭菜'], max('0.01', 'mg/kg'), 'GB 2763 旧版'),
  rule('carbendazim', 'colloidal-gold', ['韭菜'], max('2', 'mg/kg'), 'GB 26130-2010 (旧)'),
  rule('carbofuran', 'colloidal-gold', ['蔬菜'], max('0.02', 'mg/kg'), 'GB 2763,凭记忆'),
  rule('chlorpyrifos', 'colloidal-gold', ['芹菜', '韭菜', '豇豆'], max('0.02', 'mg/kg'), 'GB 2763-2021,凭记忆'),
  rule('cyromazine', 'colloidal-gold', ['豇豆'], max('0.5', 'mg/kg'), 'GB 2763,凭记忆'),
  rule('clothianidin', 'colloidal-gold', ['姜'], max('0.2', 'mg/kg'), 'GB 2763-2021,凭记忆'),
  rule('sulfonamides', 'colloidal-gold', ['畜禽肉'], max('100', 'µg/kg'), 'GB 31650-2019,凭记忆'),
  rule('cimaterol', 'colloidal-gold', ['牛羊肉'], absent('µg/kg'), '凭记忆'),
  rule('pentachlorophenol', 'colloidal-gold', ['畜禽肉', '水产品'], absent('µg/kg'), '农业农村部公告第250号,凭记忆'),
  rule('aflatoxin-b1', 'colloidal-gold', ['玉米', '花生'], max('20', 'µg/kg'), 'GB 2761,凭记忆'),
  rule('aflatoxin-b1', 'colloidal-gold', ['大米'], max('10', 'µg/kg'), 'GB 2761,凭记忆'),
  rule('cadmium', 'xrf', ['大米'], max('0.2', 'mg/kg'), 'GB 2762-2012 (旧)'),
  rule('nitrite', 'photometer', ['熟肉制品', '腌菜'], max('30', 'mg/kg'), '仪器预设'),
  rule('formaldehyde', 'photometer', ['水发水产品'], max('10', 'mg/kg'), '仪器预设'),
  // The maker's preset limit lies under the kit's detection limit: a trap worth showing, such a kit can pass nothing.
  rule('hydrogen-peroxide', 'photometer', ['水发水产品'], max('5', 'mg/kg', '10'), '仪器预设;试剂盒检出限 10'),
  rule('borax', 'photometer', ['面制品'], max('5', 'mg/kg'), '仪器预设'),
  rule('acid-value', 'photometer', ['糕点'], max('5', 'mg/g'), 'GB 7099,年号未知'),
  rule('peroxide-value', 'photometer', ['熟制葵花籽'], max('0.80', 'g/100 g'), 'GB 19300,年号未知'),
  rule('malondialdehyde', 'photometer', ['猪油'], max('0.25', 'mg/100 g'), '仪器预设,标准未知'),
  rule('iron', 'photometer', ['饮用水'], max('0.3', 'mg/L'), '仪器预设;判定方向为推断'),
  rule('copper', 'photometer', ['饮用水'], max('1', 'mg/L'), '仪器预设;判定方向为推断'),
  rule('ammonia-nitrogen', 'photometer', ['饮用水'], max('0.5', 'mg/L'), '仪器预设;判定方向为推断'),
]

export const demoPack: LimitPack = {
  ...defaultPack,
  id: 'demo',
  title: '演示限量包(含未核实数据)',
  demo: true,
  standards: [
    ...defaultPack.standards,
    { code: standard, title: '演示用,未核实,不得作为判定依据', replaces: null, effectiveFrom: from, effectiveTo: null },
  ],
  items: [...defaultPack.items, ...items],
  methods: [...defaultPack.methods, ...methods],
  foods: [
    ...defaultPack.foods,
    foodGroup('粮食', null, ['谷物'], [['大米', '稻米'], ['玉米'], ['小麦'], ['花生']]),
    foodGroup('熟肉制品', null, ['熟肉'], [['卤肉'], ['火腿肠']]),
    foodGroup('腌菜', null, ['酱腌菜'], [['泡菜'], ['榨菜']]),
    foodGroup('面制品', null, [], [['面条'], ['肉丸']]),
    foodGroup('水发水产品', null, ['水发产品'], [['水发鱿鱼'], ['海参(水发)'], ['毛肚'], ['凤爪']]),
    foodGroup('糕点', null, [], [['面包'], ['月饼']]),
    foodGroup('坚果炒货', null, [], [['熟制葵花籽', '葵花籽', '瓜子']]),
    foodGroup('猪油', null, [], []),
    foodGroup('饮用水', null, ['生活饮用水'], []),
  ],
  rules: [...defaultPack.rules, ...rules],
}

function item(id: string, name: string, ...aliases: readonly string[]): Item {
  return { id, name, aliases }
}

function rule(item: string, method: string, foods: readonly string[], limit: Limit, source: string): Rule {
  return {
    id: `demo.${item}.${method}.${foods[0] ?? ''}`,
    item,
    method,
    foods,
    part: null,
    limit,
    standard,
    clause: null,
    effectiveFrom: from,
    effectiveTo: null,
    evidence: 'recall',
    source,
    note: null,
  }
}

function max(value: string, unit: string, lod: string | null = null): Limit {
  return { kind: 'max', value, unit, lod, suspectFrom: null }
}

function below(value: string, unit: string): Limit {
  return { kind: 'below', value, unit, lod: null, suspectFrom: null }
}

function absent(unit: string): Limit {
  return { kind: 'not-detected', unit, lod: null }
}
