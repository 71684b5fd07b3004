/**
 * The demonstration's market as master data: one farmers' market of a believable size. Every name, number and code is invented and the
 * check digits are made to fit; two files are left open, a licence and a lot have ended, as on any morning.
 */
import type { CatalogName, Data } from '#core/catalog/list.ts'
import { dayOf, later, type Moment } from '#core/time.ts'
import { entryOf, revisionNow } from '#storage/catalog.ts'
import { transaction } from '#storage/open.ts'
import { checkContext } from './catalog-context.ts'
import { sealerOf } from './catalog-secret.ts'
import { prepareEntry, writePrepared } from './save-entry.ts'
import type { World } from './world.ts'

const BY = '演示'
const DAY_MS = 86_400_000

/** Once, at the first start of a demonstration; never in a real room. */
export function demoMarket(world: World): void {
  if (!world.demo || entryOf(world.db, 'site', DEMO_SITE) !== undefined) return
  const before = revisionNow(world.db)
  transaction(world.db, () => {
    for (const [list, rows] of marketOn(world.now())) for (const row of rows) put(world, list, row)
  })
  if (revisionNow(world.db) > before)
    for (const [list] of marketOn(world.now())) world.tell({ kind: 'catalog.changed', list })
}

function put(world: World, list: CatalogName, row: Data): void {
  const sealer = sealerOf(world)
  const prepared = prepareEntry(world, list, row, { context: checkContext(world), sealer })
  if (prepared.change === 'refused')
    throw new Error(`the demonstration's ${list} ${prepared.key}: ${JSON.stringify(prepared.findings)}`)
  if (prepared.change !== 'same') writePrepared(world, prepared, { sealer, by: BY, source: 'demo' })
}

export const DEMO_SITE = 'SC-01'

/** Days are counted from today, so that a demonstration of any year has one licence that just ended and one lot about to. */
function marketOn(now: Moment): readonly (readonly [CatalogName, readonly Data[]])[] {
  const day = (days: number) => dayOf(later(now, days * DAY_MS))
  return [
    ['site', [site]],
    ['stall', stalls(day)],
    ['kit', kits],
    ['kit-lot', lots(day)],
    ['instrument', instruments(day)],
    ['staff', staff(day)],
  ]
}

const site: Data = {
  code: DEMO_SITE,
  name: '康巴什农贸市场快检室(演示)',
  kind: 'market',
  region: '150603',
  address: '演示地址一号',
  opener: '演示市场开办有限公司',
  testingBody: '演示检测服务有限公司',
  contact: '王敏',
  phone: '0477-0000001',
  complaintPhone: '12315',
  openedOn: '2022-12-14',
}

/** Stall, sign, holder, wares, whence, subject code; the row of the market is its letter. */
const traders: readonly (readonly [string, string, string, string, string, string])[] = [
  ['A-01', '鑫源蔬菜', '张三一', '韭菜;芹菜;菠菜;油麦菜', '巴彦淖尔蔬菜批发市场', '92150603MADEMQ0011'],
  ['A-02', '康隆鲜菜', '李四一', '黄瓜;番茄;茄子', '巴彦淖尔蔬菜批发市场', '92150603MADEMQ0024'],
  ['A-03', '一品鲜', '王五一', '生菜;上海青;小白菜', '寿光蔬菜物流园', '92150603MADEMQ0037'],
  ['A-04', '田园蔬菜', '赵六一', '豇豆;辣椒;空心菜', '寿光蔬菜物流园', '92150603MADEMQ004A'],
  ['A-05', '老李鲜菜', '李老汉', '大白菜;芹菜;韭菜', '本地合作社', '92150603MADEMQ005D'],
  ['A-06', '惠民蔬菜', '孙七一', '土豆;胡萝卜;洋葱', '张家口坝上', '92150603MADEMQ006G'],
  ['A-07', '绿野蔬菜', '周八一', '菠菜;香菜;小白菜', '银川四季鲜', '92150603MADEMQ007K'],
  ['A-08', '鲜又多', '吴九一', '黄瓜;西葫芦;冬瓜', '银川四季鲜', '92150603MADEMQ008N'],
  ['A-12', '绿丰果蔬', '郑十一', '番茄;辣椒;苹果;香蕉', '寿光蔬菜物流园', '92150603MADEMQ0125'],
  ['B-01', '晨光豆芽', '冯一二', '绿豆芽;黄豆芽', '本市豆制品厂', '92150603MADEMQ0200'],
  ['B-03', '草原鲜蔬', '陈二二', '油麦菜;生菜;茼蒿', '本地合作社', '92150603MADEMQ0226'],
  ['B-05', '北国果业', '褚三二', '苹果;梨;葡萄', '本市果品批发市场', '92150603MADEMQ024C'],
  ['B-08', '阿拉腾蔬菜', '阿拉腾', '韭菜;菠菜;芹菜', '巴彦淖尔蔬菜批发市场', '92150603MADEMQ027M'],
  ['C-01', '蓝海水产', '卫四三', '草鱼;鲫鱼;鲤鱼', '黄河鄂尔多斯段', '92150603MADEMQ0301'],
  ['C-02', '海之鲜水产', '蒋五三', '草鱼;鲈鱼;对虾', '银川水产市场', '92150603MADEMQ0314'],
  ['D-01', '巴图牛羊肉', '巴图', '牛肉;羊肉', '定点屠宰厂', '92150603MADEMQ0402'],
  ['D-02', '放心猪肉', '沈六四', '猪里脊;五花肉;猪排骨', '定点屠宰厂', '92150603MADEMQ0415'],
  ['D-05', '家家禽蛋', '韩七四', '鸡肉;鸭肉;鸡蛋', '养殖场直供', '92150603MADEMQ044E'],
]

function stalls(day: (days: number) => string): readonly Data[] {
  const shops = traders.map(([code, name, holder, wares, supply, subjectCode], at): Data => {
    const whole: Data = {
      code,
      name,
      kind: 'household',
      site: DEMO_SITE,
      area: `${code.slice(0, 1)} 区`,
      holder,
      subjectCode,
      phone: `0477-00000${String(at + 10)}`,
      address: '演示住所',
      wares: wares.split(';'),
      supply: [supply],
      licenceUntil: day(at === 3 ? -12 : 200 + at * 30),
      agreementOn: day(-400),
      enteredOn: day(-400 + at),
    }
    // Files that somebody still has to complete: what a morning's desk looks like.
    if (at !== 6 && at !== 11) return whole
    const { subjectCode: _, supply: __, ...open } = whole
    return open
  })
  const farmer: Data = {
    code: 'E-01',
    name: '自产自销区(奇三五)',
    kind: 'farmer',
    site: DEMO_SITE,
    area: 'E 区',
    holder: '奇三五',
    identityNumber: '150600190001010012',
    phone: '0477-0000090',
    address: '演示村',
    wares: ['大白菜', '土豆', '南瓜'],
    supply: ['自产'],
    enteredOn: day(-60),
  }
  const left: Data = {
    code: 'B-09',
    name: '老王杂菜(已离场)',
    kind: 'household',
    site: DEMO_SITE,
    holder: '王离场',
    enteredOn: day(-900),
    leftOn: day(-200),
  }
  return [...shops, farmer, left]
}

const kits: readonly Data[] = [
  {
    code: 'YM-01',
    name: '农药残留酶试剂盒(演示)',
    maker: '演示生物甲',
    items: ['op-carbamate'],
    method: 'enzyme-inhibition',
    storage: '2–8 ℃ 避光',
    openedLifeDays: 7,
  },
  {
    code: 'JTJ-01',
    name: '氯霉素胶体金卡(演示)',
    maker: '演示生物乙',
    items: ['chloramphenicol'],
    method: 'colloidal-gold',
    storage: '4–30 ℃ 干燥避光',
    windowMinSeconds: 300,
    windowMaxSeconds: 480,
  },
  {
    code: 'JTJ-02',
    name: '孔雀石绿胶体金卡(演示)',
    maker: '演示生物乙',
    items: ['malachite-green'],
    method: 'colloidal-gold',
    storage: '4–30 ℃ 干燥避光',
    windowMinSeconds: 300,
    windowMaxSeconds: 300,
  },
]

function lots(day: (days: number) => string): readonly Data[] {
  return [
    {
      kit: 'YM-01',
      lot: 'Y2610',
      expiresOn: day(150),
      receivedOn: day(-30),
      openedOn: day(-2),
      openedLifeDays: 7,
      stock: 12,
    },
    {
      kit: 'YM-01',
      lot: 'Y2606',
      expiresOn: day(-5),
      receivedOn: day(-160),
      openedOn: day(-40),
      openedLifeDays: 7,
      stock: 1,
    },
    {
      kit: 'JTJ-01',
      lot: 'C26081',
      expiresOn: day(210),
      receivedOn: day(-40),
      bufferLot: 'B26081',
      windowMinSeconds: 300,
      windowMaxSeconds: 480,
      stock: 160,
    },
    {
      kit: 'JTJ-02',
      lot: 'M26051',
      expiresOn: day(20),
      receivedOn: day(-120),
      bufferLot: 'B26051',
      windowMinSeconds: 300,
      windowMaxSeconds: 300,
      stock: 24,
    },
  ]
}

function instruments(day: (days: number) => string): readonly Data[] {
  return [
    {
      code: 'YQ-01',
      model: 'LZ-4000T',
      serialNo: 'DEMO-0001',
      port: '农残仪1',
      channels: 12,
      calibratedOn: day(-200),
      calibrationDue: day(165),
      certificateNo: '演示证书-01',
      startedOn: '2023-03-01',
    },
    {
      code: 'YQ-02',
      model: 'DY-723PC',
      serialNo: 'DEMO-0002',
      port: '农残仪2',
      channels: 12,
      calibratedOn: day(-350),
      calibrationDue: day(15),
      certificateNo: '演示证书-02',
      startedOn: '2023-03-01',
    },
    {
      code: 'YQ-03',
      model: '胶体金读数仪',
      serialNo: 'DEMO-0003',
      port: '胶体金读数仪',
      channels: 1,
      calibratedOn: day(-100),
      calibrationDue: day(265),
      certificateNo: '演示证书-03',
      startedOn: '2024-05-01',
    },
  ]
}

function staff(day: (days: number) => string): readonly Data[] {
  return [
    {
      code: '001',
      name: '王敏',
      duty: '快检操作员',
      certificateNo: '演示-上岗-001',
      certificateUntil: day(500),
      trainingHours: '42',
      trainedOn: day(-120),
      trainedUntil: day(245),
    },
    {
      code: '002',
      name: '刘洋',
      duty: '站长',
      certificateNo: '演示-上岗-002',
      certificateUntil: day(300),
      trainingHours: '40',
      trainedOn: day(-120),
      trainedUntil: day(245),
    },
    { code: '003', name: '新来的小赵', duty: '见习', trainingHours: '8' },
  ]
}
