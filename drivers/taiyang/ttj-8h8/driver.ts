/** 泰扬 TTJ-8H8: key-operated multi-function reader, 73-byte records that are read once and then gone. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { keyConversation, sistersOf, taiyang } from '#drivers/kit/taiyang/model.ts'
import { ABSORBANCE_OR_PERCENT, PESTICIDE } from '#drivers/kit/taiyang/record.ts'

/** The only code that the documents explain for this model; any other record is kept and told, not guessed. */
const items = [{ code: '01', name: PESTICIDE, unit: ABSORBANCE_OR_PERCENT }]

export const driver = defineDriver({
  ...taiyang,
  id: 'taiyang/ttj-8h8',
  model: 'TTJ-8H8',
  title: '泰扬 TTJ-8H8 多功能食品安全检测仪',
  source:
    "Maker's documents 仪器上传到上位机协议 and 泰扬仪器按键多功能USB接口协议: records, codes and worked examples; not yet tried on a device",
  sisters: sistersOf('ttj-8h8'),
  items,
  ...keyConversation({ codes: [0x12], channels: 8, items }),
})
