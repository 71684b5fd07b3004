/** The evidence as a contact sheet: each photo with its hash, time and the name of who added it; nothing can be taken away. */
import { type DragEvent, useId, useState } from 'react'
import { client } from '#api'
import type { FailureView } from '#contract/failure.ts'
import { localText, type Moment } from '#core/time.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { shortText, sizeText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Panel } from '#ui/panel.tsx'
import { readPhoto } from '#ui/photo.ts'
import { endedStages } from './failure-words.ts'
import { isFilm, sendFilm } from './film.ts'
import { FilmView } from './film-view.tsx'

export interface Evidence {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly sha256: string
  readonly bytes: number
  readonly addedAt: Moment
  readonly addedBy: string
  readonly film: boolean
}

interface EvidenceSheetProps {
  readonly failure: FailureView
  readonly evidence: readonly Evidence[]
  readonly onAdded: () => void
}

export function EvidenceSheet({ failure, evidence, onAdded }: EvidenceSheetProps) {
  const open = !endedStages.includes(failure.stage)
  return (
    <Panel title="现场照片和视频" aside={evidence.length === 0 ? '' : `${evidence.length} 份`}>
      <div className="stack">
        <ContactSheet evidence={evidence} />
        {open && <AddPhotos id={failure.id} onAdded={onAdded} />}
        {!open && evidence.length === 0 && <p className="quiet">没有照片和视频</p>}
      </div>
    </Panel>
  )
}

export function ContactSheet({ evidence }: { readonly evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null
  return (
    <ul className="contact">
      {evidence.map((photo) => (
        <li key={photo.id}>
          {photo.film ? <FilmView film={photo} /> : <Photo photo={photo} />}
          <p className="small">
            {shortText(localText(photo.addedAt))} {photo.addedBy} · {sizeText(photo.bytes)}
          </p>
          <HashText sha256={photo.sha256} />
        </li>
      ))}
    </ul>
  )
}

function Photo({ photo }: { readonly photo: Evidence }) {
  const file = useLoad(`evidence ${photo.id}`, () => client.failure.evidence({ id: photo.id }))
  if (file.data === null)
    return <span className="photo photo-empty">{file.fault === null ? '读取中' : '照片读不出来'}</span>
  return (
    <img className="photo" src={`data:${file.data.mime};base64,${file.data.content}`} alt={`现场照片 ${photo.name}`} />
  )
}

/** Choosing or dropping photos; each is stored at once, so that a closed window loses none. */
export function AddPhotos({ id, onAdded }: { readonly id: string; readonly onAdded: () => void }) {
  const { by } = useOperator()
  const act = useAct()
  const field = useId()
  const [over, setOver] = useState(false)
  const [part, setPart] = useState(0)
  const add = (files: readonly File[]) =>
    void act.run(async () => {
      for (const file of files) {
        if (isFilm(file)) {
          await sendFilm(id, by, file, setPart)
          setPart(0)
          onAdded()
          continue
        }
        const photo = await readPhoto(file)
        await client.failure.addEvidence({ id, by, ...photo })
        onAdded()
      }
    })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    add([...event.dataTransfer.files])
  }
  return (
    <>
      <label
        htmlFor={field}
        className={`drop ${over ? 'drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          id={field}
          className="said-only"
          type="file"
          accept="image/jpeg,image/png,image/webp,video/mp4,video/webm"
          multiple
          disabled={act.busy}
          onChange={(event) => {
            add([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <b>{act.busy ? `正在保存…${part > 0 ? ` ${Math.round(part * 100)}%` : ''}` : '添加现场照片或视频'}</b>
        <span className="quiet small">
          点这里选择,或拖进来(照片 JPG、PNG、WebP,每张 10 MB 以内;视频 MP4、WebM,200 MB 以内)
        </span>
      </label>
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </>
  )
}
