/** The standards the shipped packs rest on, each edition by itself with its days. */
import type { Standard } from '../limit-pack.ts'

/** What a maker's own list says, where no standard was read: never more than `weak`. */
export const MAKERS_TABLE = '仪器项目表(2026年抄录)'

/**
 * Read in a source: the first days of GB 2763-2026, GB 31650-2019, GB 2717-2018 and of 公告第250号, all secondary. Not confirmed, to be checked against the
 * official texts: the other first days, the editions of GB 2716 and GB 2707, and the clause of 食品安全法. Where only the year of an
 * order is known its first day is put late, on the next 1 January: a day too late leaves an old result open, a day too early
 * would judge by a rule that did not yet exist. GB 2763 stands here without a row: none of its limits was read in the edition itself,
 * and a county's pack that adds them finds its two editions parted at 2026-03-01.
 */
export const standards: readonly Standard[] = [
  {
    code: 'GB/T 5009.199-2003',
    title: '蔬菜中有机磷和氨基甲酸酯类农药残留量的快速检测',
    replaces: null,
    effectiveFrom: '2004-01-01',
    effectiveTo: null,
  },
  {
    code: 'GB 2763-2021',
    title: '食品安全国家标准 食品中农药最大残留限量',
    replaces: null,
    effectiveFrom: '2021-09-03',
    effectiveTo: '2026-02-28',
  },
  {
    code: 'GB 2763-2026',
    title: '食品安全国家标准 食品中农药最大残留限量',
    replaces: 'GB 2763-2021',
    effectiveFrom: '2026-03-01',
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
  {
    code: 'GB 2717-2018',
    title: '食品安全国家标准 酱油',
    replaces: null,
    effectiveFrom: '2019-12-21',
    effectiveTo: null,
  },
  {
    code: MAKERS_TABLE,
    title: '快检仪器随机项目表(厂家预设,不是国家标准)',
    replaces: null,
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
  },
]
