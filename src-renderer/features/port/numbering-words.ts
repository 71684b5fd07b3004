/** 编号方式, in one sentence each: whose numbers a device sends, and what follows from it. */
export const numberings = [
  { numbering: 'ours', name: '每个样品都在仪器上输编号', effect: '短编号(如 12)就是今天的样品号,复测也自动认' },
  { numbering: 'counter', name: '仪器自己往下数', effect: '短编号不认样品,只看通道;没有通道的等人认领' },
] as const

export const numberingUnsaid = '没说清时,一个短编号每个项目一天只认一次,再来就等人认领'
