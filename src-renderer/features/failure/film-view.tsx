/** One film of the evidence: fetched only when somebody wants to see it, because it may be large. */
import { useEffect, useState } from 'react'
import { FaultCard } from '#ui/fault-card.tsx'
import { useAct } from '#ui/load.ts'
import { sizeText } from '#ui/local-words.ts'
import { Button } from '#ui/parts.ts'
import type { Evidence } from './evidence-sheet.tsx'
import { filmAddress } from './film.ts'

export function FilmView({ film }: { readonly film: Evidence }) {
  const act = useAct()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(
    () => () => {
      if (address !== null) URL.revokeObjectURL(address)
    },
    [address],
  )
  if (address !== null)
    return (
      // biome-ignore lint/a11y/useMediaCaption: a film of a disposal, taken on the spot, has no captions
      <video className="photo" controls src={address} aria-label={`现场视频 ${film.name}`} />
    )
  return (
    <>
      <span className="photo photo-empty">
        <Button
          size="small"
          loading={act.busy}
          onClick={() => void act.run(async () => setAddress(await filmAddress(film.id, film.mime)))}
        >
          {act.busy ? '正在读取…' : `▶ 视频 ${sizeText(film.bytes)}`}
        </Button>
      </span>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </>
  )
}
