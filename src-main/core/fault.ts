/** Every fault in one table: what happened and what the operator does next, in the operator's words. */

/** `button` names the action the screen offers; null when a person must act outside the program. */
export interface FaultText {
  readonly what: string
  readonly why: string
  readonly next: string
}

export const faults = {
  'port.busy': {
    what: '端口被其他程序占用',
    why: '另一个程序(旧版上位机、串口助手)正打开着它',
    next: '关闭那个程序后,本程序会自动重新连接',
  },
  'port.denied': {
    what: '没有权限打开端口',
    why: '当前系统用户不允许访问串口',
    next: 'Linux 请把用户加入 dialout 组后重新登录;Windows 请用管理员检查设备驱动',
  },
  'port.unknown': {
    what: '找不到这个端口',
    why: '名称写错,或数据线、转换器没有插好',
    next: '检查数据线,或在“仪器”里重新选择端口',
  },
  'port.which': {
    what: '不能确定是哪一个转换器',
    why: '有相同型号的转换器,或它换了 USB 口;认错会把结果记到别的仪器上',
    next: '请插回原来的 USB 口,或在“仪器”里重新选择端口',
  },
  'port.lost': {
    what: '与仪器的连接断开',
    why: '数据线被拔出、仪器关机或网络中断',
    next: '检查数据线和电源;本程序会自动重连,已收到的数据都在',
  },
  'port.refused': {
    what: '仪器拒绝网络连接',
    why: '地址或端口号不对,或仪器没有打开联网功能',
    next: '核对仪器的地址和端口号',
  },
  'port.in-use': {
    what: '监听的网络端口已被占用',
    why: '另一个程序正在使用这个端口号',
    next: '换一个端口号,或关闭那个程序',
  },
  'port.no-udevadm': {
    what: '系统缺少 udevadm,无法列出串口',
    why: '没有安装 udev 软件包',
    next: '安装 udev(apt install udev),或手工填写端口名称,如 /dev/ttyUSB0',
  },
  'port.no-library': {
    what: '串口部件没有装好',
    why: '程序文件不全,或被杀毒软件隔离',
    next: '重新安装程序;走网络、文件夹的仪器不受影响',
  },
  'driver.unknown': {
    what: '没有这个仪器驱动',
    why: '驱动编号写错,或来自更新的版本',
    next: '用 station drivers 查看可用的驱动编号',
  },
  'driver.confirm': {
    what: '要先确认型号',
    why: '有的型号传来的字节一样,项目却不同,选错会张冠李戴',
    next: '看仪器铭牌上的型号,勾选“铭牌上写的就是它”再添加',
  },
  'learn.nothing-recorded': {
    what: '还没有收到可以学习的数据',
    why: '仪器没有发送数据,或接线、速率不对',
    next: '请让仪器发送或打印几条结果;仍然没有时检查数据线,再换一个速率',
  },
  'learn.file-broken': {
    what: '这个驱动文件不能用',
    why: '文件不完整、不是驱动文件,或来自更新的版本',
    next: '请让制作人重新导出一次;仍不行时先升级本程序',
  },
  'learn.file-altered': {
    what: '这个驱动文件被改动过',
    why: '内容与制作人的签名对不上',
    next: '不要使用它;请直接向制作人要一份新的',
  },
  'learn.in-use': {
    what: '这个驱动正在使用,不能删除',
    why: '还有仪器用它来读数据',
    next: '先在“仪器”里移除使用它的仪器',
  },
  'database.newer': {
    what: '数据库来自更新版本的程序',
    why: '这台电脑曾运行过更新的版本',
    next: '请安装新版本程序后再打开;数据没有被改动',
  },
  'database.corrupt': {
    what: '数据库文件已损坏',
    why: '磁盘故障或断电损坏了文件',
    next: '原文件没有被改动。请把最近一次备份复制为新的数据库文件,再用本程序打开',
  },
  'database.locked': {
    what: '数据库正被另一个程序使用',
    why: '快检站已经在运行,或备份软件正占用文件',
    next: '关闭另一个快检站窗口,稍后再试',
  },
  'database.read-only': {
    what: '数据库不能写入',
    why: '文件或所在磁盘是只读的',
    next: '检查文件权限,或换一个可写的位置',
  },
  'database.older': {
    what: '数据库来自旧版本的程序',
    why: '升级后还没有启动过快检站',
    next: '先启动一次快检站,它会备份并升级数据库',
  },
  'database.foreign': {
    what: '这不是快检站的数据库',
    why: '文件属于另一个程序',
    next: '请选择快检站自己的数据库文件,或换一个新的文件名',
  },
  'database.unreachable': {
    what: '数据库读写失败',
    why: '磁盘、U 盘或网络盘出错',
    next: '检查磁盘;在此之前仪器不会得到确认,数据留在仪器里',
  },
  'disk.full': {
    what: '磁盘已满',
    why: '数据库所在磁盘没有空间',
    next: '清理磁盘;在此之前仪器不会得到确认,数据留在仪器里',
  },
  'file.unreadable': { what: '文件无法读取', why: '文件不存在或没有权限', next: '检查文件路径和权限' },
  'film.lost': {
    what: '现场视频不在或被改动过',
    why: '文件被移走、删除、截短,或内容和登记的哈希对不上',
    next: '从备份找回同名文件,放回数据库旁边的“.films”文件夹;找不回的报告监管部门,案卷里会写明',
  },
  'pack.invalid': {
    what: '限量包格式不正确',
    why: '文件不是有效的限量包',
    next: '对照 docs/limit-pack.md 检查,或使用默认限量包 default',
  },
  'pack.changed': {
    what: '待签的限量包已经变了',
    why: '提交人在您查看之后又换了文件',
    next: '重新查看变化,再签字',
  },
  'pack.same-signer': {
    what: '两次签字是同一个人',
    why: '启用限量包要两个人:一人提交,另一人核对签字',
    next: '请另一个人在右上角换成自己的姓名后签字',
  },
  'person.signed-out': {
    what: '还没有登录',
    why: '这台快检站已建立账号,登录后才能操作;程序重启或长时间离开后要重新登录',
    next: '选择自己的姓名,用密码登录',
  },
  'person.locked': { what: '画面已锁定', why: '一段时间没有人操作', next: '选择自己的姓名,输入 PIN 继续' },
  'person.forbidden': {
    what: '没有这项权限',
    why: '当前账号的角色不能做这一步',
    next: '请有权限的人换人后操作,或请管理员在“设置 / 人员”里调整角色',
  },
  'person.other': {
    what: '操作人与登录的人不一致',
    why: '记录只能写登录者本人的姓名',
    next: '请本人先换人登录,再操作',
  },
  'person.unknown': {
    what: '没有这个账号,或账号已停用',
    why: '姓名写错,或管理员停用了它',
    next: '重新选择姓名,或请管理员处理',
  },
  'person.wrong': {
    what: '密码或 PIN 不对',
    why: '输入的内容与登记的不一致',
    next: '请重新输入;忘记了请管理员重设密码',
  },
  'person.wait': {
    what: '输错次数太多,请稍等',
    why: '连续输错后要等一会儿才能再试,防止别人猜出',
    next: '等一会儿再试;急用时可以用密码登录,或请管理员重设密码',
  },
  'person.no-pin': {
    what: '这个账号不能用 PIN',
    why: '还没有设置 PIN,或数据库换了电脑、PIN 密钥文件没有一起带来',
    next: '请用密码登录,再设置新的 PIN',
  },
  'person.must-change': {
    what: '先换成自己的密码',
    why: '现在的密码是管理员设的,别人也知道',
    next: '设置只有自己知道的密码,再设置 PIN',
  },
  'person.name-taken': { what: '这个姓名已有账号', why: '姓名要能分清是谁', next: '加上工号或换一种写法,如“王敏2”' },
  'person.weak': { what: '密码或 PIN 太容易被猜到', why: '别人几次就能试出来', next: '换一个更长、和姓名无关的再试' },
  'person.roles': { what: '角色不能这样选', why: '角色之间有不能同时担任的', next: '重新选择角色' },
  'person.last-administrator': {
    what: '这是最后一个管理员',
    why: '没有管理员就再也不能管理账号',
    next: '先给另一个人管理员角色',
  },
  'person.untrained': {
    what: '没有有效的培训记录,不能签检测结果',
    why: '快检操作人员经培训并考核合格后方可上岗',
    next: '在“基础数据 / 人员”里登记培训和证书有效期,再签字',
  },
  'person.own-training': {
    what: '不能登记这条培训记录',
    why: '培训和证书有效期决定谁能签检测结果,只由管理员登记,而且不能登记自己的',
    next: '请管理员登记;管理员自己的,请另一位管理员登记',
  },
  'catalog.busy': {
    what: '正在导入另一个文件',
    why: '基础数据一次只导入一个文件',
    next: '等它完成后再试',
  },
  'catalog.file': {
    what: '这个文件不能导入',
    why: '不是表格,或没有认得的列名',
    next: '请下载模板,把数据贴到模板里再导入',
  },
  'config.invalid': { what: '配置文件不正确', why: '有一项写错、缺少,或不是有效的 JSON', next: '按提示修改配置文件' },
  'input.invalid': {
    what: '输入不正确',
    why: '有一项缺少、写错,或与已有的记录对不上',
    next: '核对填写的内容,改正后再试',
  },
  'clock.jumped': { what: '电脑时间发生跳变', why: '系统时间被修改或校时', next: '请核对电脑时间;跳变已记入日志' },
  'sample.impossible': {
    what: '样品信息里有不可能的内容',
    why: '日期、先后顺序或数量对不上',
    next: '按标红的字段改正后再保存;内容还在草稿里',
  },
  'sample.unsigned': {
    what: '还没有签名',
    why: '签名区是空的,或只点了一下',
    next: '请在签名区写下姓名后再确认',
  },
  'sample.changed': {
    what: '样品信息单在签名前变了',
    why: '打开之后有人改了内容或加了照片,签名只能签给看过的内容',
    next: '核对新的内容,再签一次',
  },
  'plate.locked': {
    what: '这一板不能再改',
    why: '仪器已经开始出数,放错的样品不能事后换位置',
    next: '另放一板重测;出来的读数有疑问的在“待认领”里处理',
  },
  'plate.twice': {
    what: '同一样品已在这一板上',
    why: '一个样品占两个通道,读数会各算一次检测',
    next: '确实要平行测,就选“作平行样”;放错了,就移到新通道',
  },
  'plate.full': { what: '这一板放满了', why: '每个通道都有样品', next: '先上机;下一个样品放到下一板' },
  'control.same-person': {
    what: '放行要另一个人签字',
    why: '做检测的人不能给自己放行',
    next: '请站长或另一位检测员核对后签字',
  },
  'control.nothing-blocked': {
    what: '没有需要放行的条件',
    why: '这一批现在没有被拦住,或条件已经变了',
    next: '刷新后再看;能测就直接测',
  },
  'strip.early': {
    what: '还没到判读时间',
    why: '显色还没有完成,现在看会看错',
    next: '等倒计时结束再判读',
  },
  'strip.late': {
    what: '过了判读时间,不能再判读',
    why: '过了时间颜色还会变,看到的不算数',
    next: '把这条记为无效,换新条重测',
  },
  'strip.ended': { what: '这条试纸已经结束', why: '结果已经记录,或已经作废', next: '要再测请换新条' },
  'strip.no-photo': {
    what: '缺少照片',
    why: '人工判读要有样品和试纸条的照片,没有照片平台不认',
    next: '先拍样品和试纸条各一张,再判读',
  },
  'strip.same-reader': {
    what: '第二次判读要另一个人',
    why: '两个人各看各的,才能互相核对',
    next: '请另一位检测员在右上角换成自己的姓名后判读',
  },
  'strip.no-window': {
    what: '不知道这个试剂的判读时间',
    why: '批号资料里没有,也没有填写',
    next: '看说明书,填上最早和最晚几分钟判读',
  },
  'failure.not-allowed': {
    what: '当前步骤不能这样处理',
    why: '处置流程必须按顺序进行',
    next: '按页面提示的下一步操作',
  },
  'claim.released': {
    what: '这条认领不能撤销了',
    why: '它的结果已经离开检测室:已上报或正在上报、已公示,或处置单已经往下走',
    next: '不要改;有错请在处置单或平台上按更正办理,并写明原因',
  },
  'referral.file-broken': {
    what: '这个文件不能用',
    why: '文件不完整,或不是送检文件、实验室结果文件',
    next: '请对方重新导出一次,原样拷过来',
  },
  'referral.file-altered': {
    what: '这个文件被改动过',
    why: '内容与对方的签名对不上',
    next: '不要使用它;请直接向对方要一份新的',
  },
  'referral.not-ours': {
    what: '这份结果不是答复本站的送检',
    why: '没有这个编号的送检单,或它答复的是另一份文件',
    next: '核对送检单编号;弄错了请退回实验室',
  },
  'referral.not-laboratory': {
    what: '本站不是实验室',
    why: '只有县级实验室才接收送检',
    next: '在“设置”里把本站类型改为县级实验室,或到实验室的电脑上办理',
  },
  'not-found': { what: '没有这条记录', why: '编号写错,或列表在打开以后变了', next: '返回列表重新选择' },
  'platform.unreachable': {
    what: '监管平台连不上',
    why: '网络中断或平台停机',
    next: '不用操作,会自动重试;请保持电脑联网',
  },
  'notice.not-allowed': {
    what: '公示单不能这样操作',
    why: '它已经撤回,或内容在打开以后变了',
    next: '回到公示单重新核对,再操作',
  },
  'input.too-large': { what: '内容太大', why: '一次最多发送 16 MiB', next: '缩小照片或文件后重试' },
  'station.failed': {
    what: '快检站没有启动成功',
    why: '程序内部出错',
    next: '请重试;仍不成功时把下面的内容发给技术支持',
  },
  'serve.wrong-host': {
    what: '访问地址不对',
    why: '本机页面只能用启动时显示的地址打开',
    next: '请使用启动时显示的地址',
  },
  'serve.wrong-origin': {
    what: '拒绝其他网页的访问',
    why: '请求来自另一个网页,不是快检站自己的页面',
    next: '请直接在地址栏打开启动时显示的地址',
  },
  'serve.no-session': {
    what: '这个地址已经用过或不正确',
    why: '打开地址里的口令只能用一次',
    next: '请重新启动快检站,使用新显示的地址',
  },
} as const satisfies Record<string, FaultText>

export type FaultCode = keyof typeof faults

/** A fault on its way to a person. It is data with a stack; across a process boundary only `code` and `detail` travel. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly detail: string
  constructor(code: FaultCode, detail = '') {
    super(detail === '' ? code : `${code}: ${detail}`)
    this.name = 'Fault'
    this.code = code
    this.detail = detail
  }
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Fault
}
