/** An instrument's words: its state, how well its format is known, what it is, and where its line runs. */
import type { DriverView, PortView, Transport } from '#contract/port.ts'
import { lengthWords } from '#ui/clock-words.ts'

interface StateWords {
  readonly shape: string
  readonly word: string
  readonly means: string
}

const stateWords: Readonly<Record<PortView['state'], StateWords>> = {
  opening: { shape: '◌', word: '正在连接', means: '正在打开端口' },
  talking: { shape: '●', word: '正在传数', means: '最近一分钟有数据' },
  quiet: { shape: '○', word: '已连接,安静', means: '端口通着,仪器暂时没有发数据' },
  lost: { shape: '▲', word: '断开', means: '会自动重新连接' },
  closed: { shape: '—', word: '已停用', means: '没有打开' },
}

/** The program that has the port, as the station found it: `... — 正被 minicom(进程 1234) 占用`. */
export function holderOf(port: Pick<PortView, 'fault'>): string | null {
  return port.fault?.code === 'port.busy' ? (/正被 (.+) 占用/.exec(port.fault.detail)?.[1] ?? null) : null
}

/** A held port is lost for a reason that a person can end at once, so the program is named in the sign itself. */
export function stateOf(port: Pick<PortView, 'state' | 'fault'>): StateWords {
  if (port.state !== 'lost' || port.fault?.code !== 'port.busy') return stateWords[port.state]
  const holder = holderOf(port)
  return {
    shape: '▲',
    word: holder === null ? '被别的程序占用' : `被 ${holder.replace(/\(.*$/, '')} 占用`,
    means: `${holder ?? '另一个程序'}正打开着这个端口,关闭它后会自动连上`,
  }
}

/** Shown on every card: an operator must know whether this was ever tried on the real machine. */
export const evidenceWords: Readonly<Record<string, { readonly word: string; readonly means: string }>> = {
  'device-tested': { word: '真机验证', means: '在真实仪器上试过' },
  capture: { word: '真实报文', means: '按真实仪器的报文编写' },
  'maker-document': { word: '厂家文档', means: '按厂家公开的通信文档编写,未在真机上试过' },
  'host-code': { word: '上位机资料', means: '按同类程序的资料编写,未在真机上试过' },
  generic: { word: '通用格式', means: '按通用标准或格式编写,具体型号请先试传一条' },
}

export const categoryWords: Readonly<
  Record<DriverView['category'], { readonly word: string; readonly means: string }>
> = {
  analyzer: { word: '检测仪', means: '读数会成为检测结果' },
  balance: { word: '天平', means: '只记重量,不出检测结果' },
  meter: { word: '测量表', means: '只记测得的数,不出检测结果' },
  scanner: { word: '扫码枪', means: '只送条码,不出检测结果' },
}

export const guardWords: Readonly<Record<DriverView['guard'], string>> = {
  checksum: '每条报文自带校验,传错一个字节也看得出',
  shape: '没有校验码,靠固定的格式识别;缺字会被当作损坏',
  none: '这种格式没有校验,断线时可能看不出缺字,编号只作参考',
}

export const repeatWords: Readonly<Record<DriverView['repeats'], string>> = {
  key: '仪器给每条记录编号,重发的只算一次',
  ask: '仪器重传旧记录时分不出新旧,一样的会问人',
  live: '测一次传一次,一样的两条就是测了两次',
}

export const kindWords: Readonly<Record<Transport['kind'], string>> = {
  serial: '串口线',
  'tcp-client': '网络:去连仪器',
  'tcp-server': '网络:等仪器连',
  folder: '文件夹',
  replay: '回放',
}

const parityLetters = { none: 'N', even: 'E', odd: 'O' } as const

/** What a port sets beside its model, e.g. `19200 8E1`; empty when it sets nothing. */
function linkWords(transport: Extract<Transport, { kind: 'serial' }>): string {
  const { baudRate, dataBits, parity, stopBits } = transport
  if (baudRate === undefined && dataBits === undefined && parity === undefined && stopBits === undefined) return ''
  const bits = `${dataBits ?? '·'}${parity === undefined ? '·' : parityLetters[parity]}${stopBits ?? '·'}`
  return ` · ${baudRate ?? '默认速率'}${bits === '···' ? '' : ` ${bits}`}`
}

/** `串口 /dev/ttyUSB0 · 9600` */
export function transportWords(transport: Transport, address: string | null): string {
  switch (transport.kind) {
    case 'serial':
      return `串口 ${transport.path}${linkWords(transport)}`
    case 'tcp-client':
      return `网络,连到 ${transport.host}:${transport.port}`
    case 'tcp-server':
      return `网络,在 ${address ?? `${transport.host ?? '127.0.0.1'}:${transport.port}`} 等仪器来连`
    case 'folder':
      return `文件夹 ${transport.path}${transport.pattern === undefined ? '' : ` · ${transport.pattern}`}`
    case 'replay':
      return `回放 ${transport.path}`
  }
}

/** `快 12 分`, `慢 2 小时 3 分`, `准`: a device's clock against ours. `seconds` is positive when it is ahead. */
export function offsetWords(seconds: number): string {
  const length = Math.abs(seconds)
  if (length < 60) return length < 2 ? '准' : `${seconds > 0 ? '快' : '慢'} ${length} 秒`
  return `${seconds > 0 ? '快' : '慢'} ${lengthWords(length * 1_000)}`
}
