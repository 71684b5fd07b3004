/** Turns whatever was thrown into the three sentences an operator reads; nothing thrown is ever shown raw. */

/** 发生了什么, 为什么, 怎么办; `code` for the telephone, `detail` for the technician. */
export interface FaultText {
  readonly code: string
  readonly what: string
  readonly why: string
  readonly next: string
  readonly detail: string
}

function field(data: object, name: string): string | null {
  const value: unknown = Reflect.get(data, name)
  return typeof value === 'string' ? value : null
}

/** A coded fault travels as `data`; anything else is a silent station or a refused argument. */
export function faultOf(error: unknown): FaultText {
  const data: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'data') : null
  if (typeof data === 'object' && data !== null) {
    const what = field(data, 'what')
    if (what !== null) {
      return {
        code: field(data, 'code') ?? 'unknown',
        what,
        why: field(data, 'why') ?? '',
        next: field(data, 'next') ?? '',
        detail: field(data, 'detail') ?? '',
      }
    }
  }
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null
  const detail = error instanceof Error ? error.message : String(error)
  if (code === 'BAD_REQUEST') {
    return {
      code: 'input.invalid',
      what: '填写的内容没有被接受',
      why: '有一项缺少、写错,或与已有的记录对不上',
      next: '核对填写的内容,改正后再试',
      detail,
    }
  }
  return {
    code: 'station.silent',
    what: '主程序没有回答',
    why: '主程序正在启动、重启,或这一步出了错',
    next: '稍等片刻会自动重试;一直不行请重新打开快检站',
    detail,
  }
}

/** Was this only a page being left while it was still asking? */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}
