/** 泰扬 TTNJ-16: key-operated pesticide reader, 73-byte records that are read once and then gone. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { keyConversation, sistersOf, taiyang } from '#drivers/kit/taiyang/model.ts'
import { PESTICIDE } from '#drivers/kit/taiyang/record.ts'

const items = [{ code: '01', name: PESTICIDE, unit: '%' }]

export const driver = defineDriver({
  ...taiyang,
  id: 'taiyang/ttnj-16',
  model: 'TTNJ-16',
  title: '泰扬 TTNJ-16 农药残留速测仪(16 通道)',
  source:
    "Maker's documents 仪器上传到上位机协议 and 泰扬仪器按键多功能USB接口协议: records, codes and worked examples; not yet tried on a device",
  sisters: sistersOf('ttnj-16'),
  items,
  ...keyConversation({ codes: [0x02], channels: 16, items }),
})
