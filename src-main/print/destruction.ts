/** PRINT a destruction record (不合格食品销毁记录): the paper at the end of a case, from the first value to the last kilogram. */
import type { DestructionPaper } from './destruction-paper.ts'
import { recordSections } from './destruction-sections.ts'
import type { PaperFonts } from './fonts.ts'
import { render } from './paper.ts'
import { partyLine } from './parties.ts'
import { photoSheet } from './photo-sheet.ts'
import { screeningSentence } from './words.ts'

/** The A4 record as PDF bytes; the same paper gives the same bytes. */
export function printDestructionRecord(paper: DestructionPaper, fonts: PaperFonts): Promise<Uint8Array> {
  const title = goes(paper) ? '不合格食品销毁记录' : '不合格食品处置记录'
  const photos = photoSheet(paper.photos)
  return render(
    {
      title: `${title} ${paper.recordNo}`,
      number: `${paper.recordNo}  ${paper.caseNo}`,
      createdAt: paper.madeAt,
      content: [
        { text: title, style: 'title' },
        { text: `${paper.site}    ${paper.recordNo}    案号 ${paper.caseNo}`, style: 'subtitle', margin: [0, 4, 0, 0] },
        ...partyLine(paper.parties),
        ...recordSections(paper, photos.content),
      ],
      foot: [screeningSentence],
      watermarks: [...(paper.demo ? ['演示数据'] : []), ...(paper.draft ? ['草稿'] : [])],
      images: photos.images,
    },
    fonts,
  )
}

function goes({ disposal }: DestructionPaper): boolean {
  return disposal === null || !['return', 'withdraw'].includes(disposal.method)
}
