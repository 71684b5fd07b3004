/** The doctor's words for a port: what is wrong, and what a person does next, in a sentence each. */

export interface CauseWords {
  readonly what: string
  readonly next: string
}

export const causeWords = {
  healthy: { what: '线路正常', next: '不用操作' },
  held: {
    what: '端口正被另一个程序占用',
    next: '关闭那个程序(旧版上位机、串口助手);本程序会自动重新连接',
  },
  'no-permission': {
    what: '当前用户没有权限使用这个串口',
    next: 'Linux:安装随程序提供的 60-kuaijian-serial.rules 后重新插线;Windows:检查设备驱动',
  },
  'no-driver': {
    what: '转换器已插上,但系统没有它的驱动,所以没有串口',
    next: '安装这种转换器芯片的驱动,然后重新插线',
  },
  brltty: {
    what: '盲文显示程序 brltty 把转换器抢走了',
    next: '卸载 brltty(sudo apt remove brltty),然后重新插线',
  },
  'wrong-speed': {
    what: '收到的是乱码,波特率很可能不对',
    next: '在仪器菜单里查看波特率,改成一致;不知道时让程序逐个试',
  },
  'wrong-parity': {
    what: '收到的字节带着校验位,数据位或校验设置不对',
    next: '把这个端口的数据位和校验改成仪器的设置',
  },
  crossed: {
    what: '问了没有回应,或听到的是自己的话:收发两根线可能接反',
    next: '先确认仪器已开机;再换一根线(直通线和交叉线互换),或对调 2、3 脚',
  },
  'in-menu': {
    what: '仪器连着,但停在菜单里,没有进入传输界面',
    next: '在仪器上退出菜单,进入“上传/传输/联机”界面',
  },
  quiet: {
    what: '端口正常,仪器还没有发过数据',
    next: '在仪器上测一个样品,或按“打印/上传”',
  },
  unplugged: {
    what: '端口不在:数据线没插好,或端口名称写错',
    next: '插好数据线和转换器;插好后仍没有时,重新选择端口',
  },
  'other-model': {
    what: '收到的内容完整可读,但不是这个型号的格式',
    next: '核对仪器型号,重新选择驱动;没有对应驱动时用学习向导',
  },
  noisy: {
    what: '有的报文完好,有的损坏:接触不良或有干扰',
    next: '插紧并固定数据线,远离压缩机和电机,或换一根短的屏蔽线',
  },
} as const satisfies Record<string, CauseWords>

export type CauseCode = keyof typeof causeWords

/** One sentence with what it rests on: `端口正被另一个程序占用:minicom(进程 1234)`. */
export function causeSentence({ code, on }: { readonly code: CauseCode; readonly on: string }): string {
  const said = on === 'echo' ? '收到的正是自己发出的字节' : on
  return said === '' ? causeWords[code].what : `${causeWords[code].what}:${said}`
}
