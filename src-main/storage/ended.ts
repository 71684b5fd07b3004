/** The stages of an ended case in SQL, in the words of the index of open cases: any other order or spelling would not use it. */
import { endedStages } from '#core/failure/stage.ts'

export const ENDED = endedStages.map((stage) => `'${stage}'`).join(', ')
