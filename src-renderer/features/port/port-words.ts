/** An instrument's words: its state, how well its format is known, and where its line runs. */
import type { PortView, Transport } from '#contract/port.ts'

export const stateWords: Readonly<
  Record<PortView['state'], { readonly shape: string; readonly word: string; readonly means: string }>
> = {
  opening: { shape: '◌', word: '正在连接', means: '正在打开端口' },
  talking: { shape: '●', word: '正在传数', means: '最近一分钟有数据' },
  quiet: { shape: '○', word: '已连接,安静', means: '端口通着,仪器暂时没有发数据' },
  lost: { shape: '▲', word: '断开', means: '会自动重新连接' },
  closed: { shape: '—', word: '已停用', means: '没有打开' },
}

/** Shown on every card: an operator must know whether this was ever tried on the real machine. */
export const evidenceWords: Readonly<Record<string, { readonly word: string; readonly means: string }>> = {
  'device-tested': { word: '真机验证', means: '在真实仪器上试过' },
  capture: { word: '真实报文', means: '按真实仪器的报文编写' },
  'maker-document': { word: '厂家文档', means: '按厂家公开的通信文档编写,未在真机上试过' },
  'host-code': { word: '上位机资料', means: '按同类程序的资料编写,未在真机上试过' },
  generic: { word: '通用格式', means: '按通用标准或格式编写,具体型号请先试传一条' },
}

export const kindWords: Readonly<Record<Transport['kind'], string>> = {
  serial: '串口',
  'tcp-client': '网络(本机去连仪器)',
  'tcp-server': '网络(仪器来连本机)',
  replay: '回放文件',
}

/** `串口 /dev/ttyUSB0 · 9600` */
export function transportWords(transport: Transport, address: string | null): string {
  switch (transport.kind) {
    case 'serial':
      return `串口 ${transport.path}${transport.baudRate === undefined ? '' : ` · ${transport.baudRate} 波特`}`
    case 'tcp-client':
      return `网络,连到 ${transport.host}:${transport.port}`
    case 'tcp-server':
      return `网络,在 ${address ?? `${transport.host ?? '127.0.0.1'}:${transport.port}`} 等仪器来连`
    case 'replay':
      return `回放 ${transport.path}`
  }
}
