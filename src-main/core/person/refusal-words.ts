/** Why a secret or a choice of roles was refused, in the operator's words. */
import type { FaultCode, FaultText } from '../fault.ts'
import { type PasswordRefusal, type PinRefusal, shortestPassword } from './secret-rules.ts'

type Words = Partial<Pick<FaultText, 'why' | 'next'>>

const pinWords: { readonly [Code in PinRefusal | 'own']: Words } = {
  'not-4-to-8-digits': { why: 'PIN 要 4 到 8 位数字', next: '只用数字,4 到 8 位' },
  'one-digit': { why: 'PIN 不能是同一个数字', next: '换几个不同的数字' },
  'in-order': { why: 'PIN 不能是连续的数字,如 1234', next: '换几个不连续的数字' },
  repeated: { why: 'PIN 不能是重复的一段,如 1212', next: '换几个不重复的数字' },
  date: { why: 'PIN 不能像年份或生日', next: '换成与日期无关的数字' },
  own: { why: 'PIN 只能由本人设置', next: '建好账号后,请本人登录再设置 PIN' },
}

const passwordWords: { readonly [Code in PasswordRefusal | 'same']: Words } = {
  'too-short': { why: `密码至少 ${shortestPassword} 个字`, next: '可以用一句自己记得住的话' },
  'too-long': { why: '密码太长', next: '缩短后再试' },
  'too-plain': { why: '密码里不同的字太少', next: '可以用一句自己记得住的话' },
  'well-known': { why: '这是常见密码,别人最先试的就是它', next: '可以用一句自己记得住的话' },
  'holds-the-name': { why: '密码里有自己的姓名', next: '去掉姓名,换一句自己记得住的话' },
  same: { why: '新密码与原来的一样', next: '换一个只有自己知道的密码' },
}

const roleWords: Readonly<Record<string, Words>> = {
  none: { why: '至少要有一个角色', next: '勾选至少一个角色' },
  twice: { why: '同一个角色选了两次', next: '重新选择角色' },
  'auditor-alone': { why: '审计员只能看,不能同时做别的', next: '只选审计员,或不选审计员' },
  'first-is-administrator': {
    why: '第一个账号要能管理其他账号',
    next: '勾选管理员;一个人的检测室可同时勾选操作员和站长',
  },
}

/** What makes the table's sentences exact; null where the detail says no more. */
export function wordsOfPersonRefusal(code: FaultCode, detail: string): Words | null {
  if (code === 'person.wait') return { why: `连续输错后要等一会儿才能再试,还要等 ${waitWords(Number(detail))}` }
  if (code === 'person.roles') return roleWords[detail] ?? null
  if (code !== 'person.weak') return null
  const [secret, reason = ''] = detail.split(': ')
  const words: Readonly<Record<string, Words>> = secret === 'pin' ? pinWords : passwordWords
  return words[reason] ?? null
}

function waitWords(seconds: number): string {
  return seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
