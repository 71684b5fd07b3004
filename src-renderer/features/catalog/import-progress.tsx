/** How far a long file is; analyzers are heard meanwhile. */
import { useEffect, useState } from 'react'
import { client } from '#api'

type Progress = Awaited<ReturnType<typeof client.catalog.progress>>

const phaseWords = { reading: '正在读文件', checking: '正在检查', writing: '正在写入' } as const

export function ImportProgress() {
  const [progress, setProgress] = useState<Progress>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      client.catalog.progress({}).then(setProgress, () => undefined)
    }, 500)
    return () => clearInterval(timer)
  }, [])
  const { phase, done, total } = progress ?? { phase: 'reading' as const, done: 0, total: 0 }
  return (
    <p className="notebox" role="status">
      {phaseWords[phase]}
      {total > 0 ? ` ${done} / ${total} 行` : ''}……仪器照常接收数据
    </p>
  )
}
