/** The clocks of a case by name, the same on the case and in the settings. */

const words: Readonly<Record<string, string>> = {
  notify: '送达告知书',
  'on-site': '监管人员到场',
  objection: '经营户表态',
  refer: '样品送检',
  report: '复检报告',
  dispose: '现场处置',
  handling: '全部办结',
}

export function caseClockWords(code: string): string {
  return words[code] ?? code
}
