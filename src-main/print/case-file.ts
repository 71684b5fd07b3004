/** PRINT a case's file (处置案卷): the record, everything that happened, the analyzers' bytes, the audit and the hash of every file, in one PDF. */
import type { Content, TableCell } from 'pdfmake/interfaces.js'
import type { FailureRecord } from '#core/failure/event.ts'
import type { Moment } from '#core/time.ts'
import { actionWords, eventWords } from './case-words.ts'
import type { DestructionPaper } from './destruction-paper.ts'
import { recordSections } from './destruction-sections.ts'
import type { PaperFonts } from './fonts.ts'
import { section } from './form.ts'
import { ink, render, ruled } from './paper.ts'
import { partyLine } from './parties.ts'
import { photoSheet } from './photo-sheet.ts'
import { screeningSentence, timeWords } from './words.ts'

/** What an analyzer sent, as it came. */
export interface RawFrame {
  readonly name: string
  readonly port: string
  readonly heardAt: Moment
  readonly sha256: string
  readonly bytes: Uint8Array
}

export interface AuditLine {
  readonly id: number
  readonly at: Moment
  readonly by: string
  readonly action: string
  readonly sha256: string
}

export interface HashedFile {
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly sha256: string
  /** The file itself is no longer where it was kept. */
  readonly lost?: boolean
}

export interface CaseFile {
  readonly record: DestructionPaper
  readonly history: readonly Pick<FailureRecord, 'at' | 'by' | 'event'>[]
  readonly frames: readonly RawFrame[]
  readonly audit: readonly AuditLine[]
  readonly files: readonly HashedFile[]
}

/** A frame longer than this is printed by its beginning; its file and hash are whole. */
const MOST_BYTES = 4096

/** The A4 file as PDF bytes; the same case gives the same bytes. */
export function printCaseFile(file: CaseFile, fonts: PaperFonts): Promise<Uint8Array> {
  const { record } = file
  const photos = photoSheet(record.photos)
  return render(
    {
      title: `不合格处置案卷 ${record.caseNo}`,
      number: record.caseNo,
      createdAt: record.madeAt,
      content: [
        { text: '不合格处置案卷', style: 'title' },
        { text: `${record.site}    案号 ${record.caseNo}`, style: 'subtitle', margin: [0, 4, 0, 0] },
        ...partyLine(record.parties),
        ...recordSections(record, photos.content),
        ...historySection(file),
        ...frameSection(file),
        ...auditSection(file),
        ...fileSection(file),
      ],
      foot: [screeningSentence],
      watermarks: [...(record.demo ? ['演示数据'] : []), ...(record.draft ? ['尚未结案'] : [])],
      images: photos.images,
    },
    fonts,
  )
}

function historySection({ history }: CaseFile): Content[] {
  const rows = history.map(({ at, by, event }): TableCell[] => [timeWords(at), by, eventWords(event)])
  return [section('八、经过'), table(['时间', '经办', '事项'], [82, 70, '*'], rows)]
}

function frameSection({ frames }: CaseFile): Content[] {
  if (frames.length === 0) return [section('九、仪器原始报文'), none]
  return [
    section('九、仪器原始报文(十六进制)'),
    ...frames.map(
      ({ name, port, heardAt, sha256, bytes }): Content => ({
        margin: [0, 0, 0, 6],
        stack: [
          { text: `${name}  ${port}  ${timeWords(heardAt)}  ${bytes.length} 字节`, style: 'small' },
          { text: `SHA-256 ${sha256}`, style: 'tiny' },
          { text: hexOf(bytes), fontSize: 6 },
          ...(bytes.length > MOST_BYTES ? [{ text: '以上为开头部分,全文见电子原件', style: 'tiny' }] : []),
        ],
      }),
    ),
  ]
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, MOST_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

function auditSection({ audit }: CaseFile): Content[] {
  if (audit.length === 0) return [section('十、操作日志'), none]
  const rows = audit.map(({ id, at, by, action, sha256 }): TableCell[] => [
    String(id),
    timeWords(at),
    by,
    actionWords(action),
    { text: sha256, fontSize: 5.6 },
  ])
  return [
    section('十、操作日志(逐条以哈希相连)'),
    table(['序号', '时间', '操作人', '操作', 'SHA-256'], [34, 82, 60, 90, '*'], rows),
  ]
}

function fileSection({ files }: CaseFile): Content[] {
  const rows = files.map(({ name, size, sha256, lost }): TableCell[] => [
    lost === true ? `${name}(文件不在)` : name,
    String(size),
    { text: sha256, fontSize: 5.6 },
  ])
  return [
    section('十一、电子文件清单'),
    rows.length === 0 ? none : table(['文件', '字节', 'SHA-256'], ['*', 50, 212], rows),
    {
      text: '用任何 SHA-256 工具核对电子原件;一致即未被改动。本案卷自身的哈希在同时保存的清单里。',
      style: 'small',
      margin: [0, 4, 0, 0],
    },
  ]
}

const none: Content = { text: '无', color: ink.soft }

function table(heads: readonly string[], widths: (number | '*')[], rows: TableCell[][]): Content {
  return {
    layout: ruled,
    fontSize: 8,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths,
      body: [heads.map((text) => ({ text, style: 'head' })), ...rows],
    },
  }
}
