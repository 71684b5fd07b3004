/** 达元 DY-3000DY 多功能食品安全分析仪: host protocol 03 FF, records of the last days read one by one. */
import { hostModel } from '#drivers/kit/dayuan-03ff/model.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'

export const driver = defineDriver({
  ...hostModel('DY-3000DY'),
  id: 'dayuan/dy-3000dy',
  model: 'DY-3000DY',
  title: '达元 DY-3000DY 食品安全分析仪',
})
