/** 泰扬 TTJ-9H24: key-operated multi-function reader, 73-byte records that are read once and then gone. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { keyConversation, sistersOf, taiyang } from '#drivers/kit/taiyang/model.ts'
import { ABSORBANCE_OR_PERCENT, PESTICIDE } from '#drivers/kit/taiyang/record.ts'

/** Codes 02 and 05 stand in the maker's two worked examples, without a unit; 01 is the family's. */
const items = [
  { code: '01', name: PESTICIDE, unit: ABSORBANCE_OR_PERCENT },
  { code: '02', name: '甲醛', unit: null },
  { code: '05', name: '硼砂', unit: null },
]

export const driver = defineDriver({
  ...taiyang,
  id: 'taiyang/ttj-9h24',
  model: 'TTJ-9H24',
  title: '泰扬 TTJ-9H24 多功能食品安全检测仪',
  source:
    "Maker's documents 仪器上传到上位机协议 and 泰扬仪器按键多功能USB接口协议: records, codes and worked examples; not yet tried on a device",
  sisters: sistersOf('ttj-9h24'),
  items,
  // The code list gives 22, 23, 32 and 33 to no model, and 9H24 no code.
  ...keyConversation({ codes: [0x22, 0x23, 0x32, 0x33], channels: 24, items }),
})
