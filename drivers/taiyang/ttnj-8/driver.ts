/** 泰扬 TTNJ-8: key-operated pesticide reader, 73-byte records that are read once and then gone. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { keyConversation, sistersOf, taiyang } from '#drivers/kit/taiyang/model.ts'
import { PESTICIDE } from '#drivers/kit/taiyang/record.ts'

const items = [{ code: '01', name: PESTICIDE, unit: '%' }]

export const driver = defineDriver({
  ...taiyang,
  id: 'taiyang/ttnj-8',
  model: 'TTNJ-8',
  title: '泰扬 TTNJ-8 农药残留速测仪(8 通道)',
  source:
    "Maker's documents 仪器上传到上位机协议 and 泰扬仪器按键多功能USB接口协议: records, codes and worked examples; not yet tried on a device",
  sisters: sistersOf('ttnj-8'),
  items,
  ...keyConversation({ codes: [0x01], channels: 8, items }),
})
