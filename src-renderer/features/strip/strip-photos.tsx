/** The two photos a reading by eye must have: each stored at once, with its hash and what the camera says of its time. */
import { client } from '#api'
import type { StripView } from '#contract/strip.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { FileButton } from '#ui/file-button.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct, useLoad } from '#ui/load.ts'
import { useOperator } from '#ui/operator.tsx'
import { readPhoto } from '#ui/photo.ts'
import { subjectWords } from './strip-words.ts'

type Photo = StripView['photos'][number]
type Subject = Photo['subject']
const subjects: readonly Subject[] = ['sample', 'strip']

interface PhotosProps {
  readonly strip: StripView
  /** Past its window nothing is read any more, so nothing must be photographed. */
  readonly needed: boolean
  readonly onAdded: () => void
}

export function StripPhotos({ strip, needed, onAdded }: PhotosProps) {
  return (
    <div className="strip-photos">
      {subjects.map((subject) => (
        <OnePhoto key={subject} subject={subject} strip={strip} needed={needed} onAdded={onAdded} />
      ))}
    </div>
  )
}

/** Each has its own deed: the second photo need not wait until the first is stored. */
function OnePhoto({ subject, strip, needed, onAdded }: PhotosProps & { readonly subject: Subject }) {
  const { by } = useOperator()
  const act = useAct()
  const add = (file: File) =>
    void act
      .run(async () => client.strip.photo({ id: strip.id, subject, by, ...(await readPhoto(file)) }))
      .then((done) => {
        if (done) onAdded()
      })
  const photo = strip.photos.findLast((one) => one.subject === subject)
  const words = subjectWords[subject]
  return (
    <div className="stack strip-photo">
      <div className="row">
        <b>{words}</b>
        {photo !== undefined && <span className="tag tag-good">✓ 已有</span>}
        {photo === undefined && needed && <span className="tag tag-loud">▲ 还没有</span>}
      </div>
      {photo !== undefined && <StripPhotoView photo={photo} />}
      {strip.end === null && (
        <FileButton accept="image/jpeg,image/png,image/webp" busy={act.busy} onFile={add}>
          {photo === undefined ? `添加${words}` : `换一张${words}(原来的也留着)`}
        </FileButton>
      )}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}

export function StripPhotoView({ photo }: { readonly photo: Photo }) {
  const file = useLoad(`strip photo ${photo.id}`, () => client.strip.photoBytes({ id: photo.id }))
  return (
    <>
      {file.data === null ? (
        <span className="strip-image strip-no-image">{file.fault === null ? '读取中' : '照片读不出来'}</span>
      ) : (
        <img
          className="strip-image"
          src={`data:${file.data.mime};base64,${file.data.content}`}
          alt={subjectWords[photo.subject]}
        />
      )}
      <p className="small">
        相机时间 {photo.shotAt ?? '没有'} <HashText sha256={photo.sha256} />
      </p>
    </>
  )
}
