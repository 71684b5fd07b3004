/** A photo from a file field to the words the contract takes; a wrong file is a fault in the operator's words. */
import type { FaultText } from './fault.ts'

const kinds = ['image/jpeg', 'image/png', 'image/webp'] as const

/** 14,000,000 characters of base64 are what the contract lets through. */
const mostBytes = 10_000_000

export interface PhotoFile {
  readonly name: string
  readonly mime: (typeof kinds)[number]
  /** base64 */
  readonly content: string
}

/** Carries the three sentences in `data`, like every fault that reaches a page. */
class PhotoRefused extends Error {
  readonly data: FaultText
  constructor(data: FaultText) {
    super(data.what)
    this.data = data
  }
}

export function refusedFile(file: File, what: string, why: string, next: string): Error {
  return new PhotoRefused({ code: 'input.invalid', what: `“${file.name}”${what}`, why, next, detail: file.type })
}

export async function readPhoto(file: File): Promise<PhotoFile> {
  const mime = kinds.find((kind) => kind === file.type)
  if (mime === undefined) {
    throw new PhotoRefused({
      code: 'input.invalid',
      what: `“${file.name}”不是能用的照片`,
      why: '只收 JPG、PNG、WebP 格式',
      next: '用手机拍照后直接选原图,或另存为 JPG',
      detail: file.type,
    })
  }
  if (file.size > mostBytes) {
    throw new PhotoRefused({
      code: 'input.invalid',
      what: `“${file.name}”太大`,
      why: '单张照片不能超过 10 MB',
      next: '在手机相机里把照片尺寸调小一档,重拍或另存',
      detail: `${file.size}`,
    })
  }
  return { name: file.name.slice(-120), mime, content: await base64Of(file, file.name) }
}

export function base64Of(file: Blob, name: string): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader()
    reader.onload = () => {
      const text = typeof reader.result === 'string' ? reader.result : ''
      done(text.slice(text.indexOf(',') + 1))
    }
    reader.onerror = () =>
      failed(
        new PhotoRefused({
          code: 'file.unreadable',
          what: `“${name}”读不出来`,
          why: '文件被移走,或没有权限',
          next: '重新选择这个文件',
          detail: '',
        }),
      )
    reader.readAsDataURL(file)
  })
}
