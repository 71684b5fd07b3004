/** 泰扬 TTNJ-Z16: pesticide reader with a touch screen, 501-byte groups; its memory is cleared after a transfer. */
import { defineDriver } from '#drivers/kit/define-driver.ts'
import { sistersOf, taiyang, touchConversation } from '#drivers/kit/taiyang/model.ts'

export const driver = defineDriver({
  ...taiyang,
  id: 'taiyang/ttnj-z16',
  model: 'TTNJ-Z16',
  title: '泰扬 TTNJ-Z16 农药残留速测仪(触摸屏,16 通道)',
  source:
    "Maker's documents 泰扬仪器智能机USB接口协议8.31 and TTNJ-Z16说明书, offsets confirmed by host code; not yet tried on a device",
  sisters: sistersOf('ttnj-z16'),
  ...touchConversation(0x05),
})
