/** The two cuts of Noto Sans SC (SIL Open Font License 1.1) that every paper carries inside itself. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whole TrueType files. Papers embed only the characters they use. */
export interface PaperFonts {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

/** Where the fonts lie below the program's root: the repository, or `app.asar` of a packaged program (read through `fs`). */
export function fontFiles(root: string): { readonly regular: string; readonly bold: string } {
  const family = join(root, 'node_modules', '@expo-google-fonts', 'noto-sans-sc')
  return {
    regular: join(family, '400Regular', 'NotoSansSC_400Regular.ttf'),
    bold: join(family, '700Bold', 'NotoSansSC_700Bold.ttf'),
  }
}

/** Reads both files (10 MB each) once for the life of the station. Throws when the program is incomplete. */
export function readFonts(root: string): PaperFonts {
  const files = fontFiles(root)
  return { regular: readFileSync(files.regular), bold: readFileSync(files.bold) }
}
