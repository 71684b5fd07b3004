/** 达元 DY-7200: host protocol 03 FF, whose records are lines of Chinese text. */
import { written } from '#drivers/kit/dayuan-03ff/groups.ts'
import { hostModel } from '#drivers/kit/dayuan-03ff/model.ts'
import { defineDriver } from '#drivers/kit/define-driver.ts'

export const driver = defineDriver({
  ...hostModel('DY-7200', [written]),
  id: 'dayuan/dy-7200',
  model: 'DY-7200',
  title: '达元 DY-7200 食品安全分析仪',
})
