/** 达元 TL-300: host protocol 03 FF, records of the last days read one by one. */
import { hostModel } from '#drivers/kit/dayuan-03ff/model.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'

export const driver = defineDriver({
  ...hostModel('TL-300'),
  id: 'dayuan/tl-300',
  model: 'TL-300',
  title: '达元 TL-300 食品安全分析仪',
})
