/** 达元 DY-6600 手持执法快检通: host protocol 03 FF, records of the last days read one by one. */
import { hostModel } from '#drivers/kit/dayuan-03ff/model.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'

export const driver = defineDriver({
  ...hostModel('DY-6600'),
  id: 'dayuan/dy-6600',
  model: 'DY-6600',
  title: '达元 DY-6600 手持执法快检通',
})
