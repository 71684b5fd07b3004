/** What the demonstration's stalls bring and what their tests show: an endless morning, the same at every start. */

export interface DemoTest {
  /** Which of the virtual analyzers measures it. */
  readonly analyzer: 0 | 1 | 2
  readonly stall: { readonly code: string; readonly name: string }
  readonly food: string
  readonly origin: string
  readonly stockKg: string
  readonly channel: string
  readonly item: string
  readonly unit: string | null
  /** First value and, where it failed, the two repeats. */
  readonly values: readonly string[]
}

const stalls = [
  { code: 'A-01', name: '鑫源蔬菜' },
  { code: 'A-05', name: '老李鲜菜' },
  { code: 'A-12', name: '绿丰果蔬' },
  { code: 'B-03', name: '草原鲜蔬' },
  { code: 'B-08', name: '阿拉腾蔬菜' },
  { code: 'C-02', name: '海之鲜水产' },
] as const

const vegetables = [
  '韭菜',
  '豇豆',
  '芹菜',
  '菠菜',
  '小白菜',
  '上海青',
  '油麦菜',
  '生菜',
  '黄瓜',
  '番茄',
  '辣椒',
  '茄子',
  '空心菜',
  '大白菜',
] as const
const fish = ['草鱼', '鲫鱼', '鲈鱼'] as const
const origins = ['内蒙古巴彦淖尔', '山东寿光', '河北张家口', '宁夏银川'] as const

export const PESTICIDES = '有机磷和氨基甲酸酯类'

export function* demoMorning(): Generator<DemoTest> {
  for (let turn = 0; ; turn += 1) {
    yield turn % 4 === 3 ? fishTest(turn) : vegetableTest(turn)
  }
}

/** Every ninth vegetable fails its first test; every second of those is cleared by its repeats. */
function vegetableTest(turn: number): DemoTest {
  const fails = turn % 9 === 4
  const cleared = turn % 18 === 13
  const first = fails ? '63.20' : inhibition(turn)
  return {
    analyzer: turn % 2 === 0 ? 0 : 1,
    stall: pick(stalls.slice(0, 5), turn),
    food: pick(vegetables, turn),
    origin: pick(origins, turn),
    stockKg: `${8 + ((turn * 7) % 30)}.5`,
    channel: String((turn % 12) + 1),
    item: PESTICIDES,
    unit: '%',
    values: fails ? [first, cleared ? '21.40' : '58.75', cleared ? '18.90' : '61.10'] : [first],
  }
}

function fishTest(turn: number): DemoTest {
  return {
    analyzer: 2,
    stall: stalls[5],
    food: pick(fish, turn >> 2),
    origin: '黄河鄂尔多斯段',
    stockKg: `${20 + (turn % 15)}.0`,
    channel: '1',
    item: turn % 8 === 3 ? '孔雀石绿' : '氯霉素',
    unit: null,
    values: ['阴性'],
  }
}

/** A calm spread below the cut-off, now and then a small negative value, which an enzyme reader does show. */
function inhibition(turn: number): string {
  if (turn % 11 === 6) return '-3.20'
  return `${((turn * 37) % 420) / 10 + 1}`.slice(0, 5).replace(/^(\d+)$/, '$1.0')
}

function pick<T>(list: readonly T[], turn: number): T {
  const one = list[turn % list.length]
  if (one === undefined) throw new Error('an empty list')
  return one
}
