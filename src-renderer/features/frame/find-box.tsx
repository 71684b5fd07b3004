/** F2: one box for scanner and keyboard; a code opens its record, anything else is searched for. Scans are heard on every screen. */
import { useEffect, useRef, useState } from 'react'
import { FaultCard } from '#ui/fault-card.tsx'
import { KeyHint } from '#ui/key-hint.tsx'
import { useAct } from '#ui/load.ts'
import { Button, Input } from '#ui/parts.ts'
import { go, link } from '#ui/route.ts'
import { useScanner, useScanReplaces } from '#ui/scanner.ts'
import { find } from './find.ts'

export function FindBox() {
  const [text, setText] = useState('')
  const [nothing, setNothing] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const act = useAct()

  const look = (said: string, scanned = false) => {
    if (said.trim() === '') return
    void act.run(async () => {
      const answer = await find(said, scanned)
      if (answer.kind === 'nothing') {
        setNothing(answer.text)
        return
      }
      setNothing(null)
      setText('')
      go(answer.href)
    })
  }
  useScanner((said) => look(said, true))
  useScanReplaces(box)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'F2') return
      event.preventDefault()
      const input = box.current?.querySelector('input')
      input?.focus()
      input?.select()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  // The answer belongs to the page it was asked on.
  useEffect(() => {
    const leave = () => setNothing(null)
    window.addEventListener('hashchange', leave)
    return () => window.removeEventListener('hashchange', leave)
  }, [])
  const close = () => {
    setNothing(null)
    act.clear()
  }

  return (
    <search className="find" ref={box}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          look(text)
        }}
      >
        <Input
          aria-label="扫码或搜索:样品号、处置编号、摊位号"
          placeholder="扫码 / 搜索"
          value={text}
          maxLength={60}
          onChange={(event) => {
            setText(event.target.value)
            close()
          }}
          suffix={<KeyHint keys="F2" />}
        />
      </form>
      {nothing !== null && (
        <div className="find-answer" role="status">
          <p>
            没有找到“<b>{nothing}</b>”。请核对样品号、处置编号或摊位号。
          </p>
          <p className="row">
            <Button
              onClick={() => {
                close()
                setText('')
                go(link('sample', [], { stall: nothing.slice(0, 20) }))
              }}
            >
              作为新摊位登记
            </Button>
            <Button type="text" onClick={close}>
              关闭
            </Button>
          </p>
        </div>
      )}
      {act.fault !== null && (
        <div className="find-answer">
          <FaultCard fault={act.fault} onClose={close} />
        </div>
      )}
    </search>
  )
}
