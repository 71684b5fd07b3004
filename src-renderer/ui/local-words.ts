/** Cuts of a site-local time text (`YYYY-MM-DDTHH:mm:ss`), and the way back from a form field to a stored moment. */
import { readDate } from './date-text.ts'

/** `06:12` */
export function clockText(local: string): string {
  return local.slice(11, 16)
}

/** `06:12:40` */
export function secondText(local: string): string {
  return local.slice(11, 19)
}

/** `11-22 06:12` */
export function shortText(local: string): string {
  return `${local.slice(5, 10)} ${local.slice(11, 16)}`
}

/** `2026年11月22日 06:12` */
export function fullText(local: string): string {
  return `${dayText(local)} ${local.slice(11, 16)}`
}

/** `2026年11月22日` */
export function dayText(local: string): string {
  return `${local.slice(0, 4)}年${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日`
}

/** A minute as a date field has it, read as the wall clock at the site; null while it is incomplete. */
export function momentFromField(
  field: string,
  offset: number,
): { readonly utc: string; readonly offset: number } | null {
  if (readDate('minute', field) !== field) return null
  return { utc: new Date(Date.parse(`${field}:00.000Z`) - offset * 60_000).toISOString(), offset }
}

/** The wall clock at the site as a date field wants it. */
export function fieldText(epochMs: number, offset: number): string {
  return new Date(epochMs + offset * 60_000).toISOString().slice(0, 16)
}

/** `61.2 GB`, `512 KB` */
export function sizeText(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(bytes >= 1e11 ? 0 : 1)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1e3))} KB`
}
