/** The two signatures of the sheet: each bound to exactly what the sheet says now; a change after it asks for it again. */
import { useState } from 'react'
import { client } from '#api'
import type { SheetView } from '#contract/sheet.ts'
import { isSignature, type SheetSigner, sheetSigners } from '#core/sample/sheet.ts'
import { localText } from '#core/time.ts'
import { FaultCard } from '#ui/fault-card.tsx'
import { Field } from '#ui/field.tsx'
import { HashText } from '#ui/hash-text.tsx'
import { useAct } from '#ui/load.ts'
import { fullText } from '#ui/local-words.ts'
import { useOperator } from '#ui/operator.tsx'
import { Button, Input } from '#ui/parts.ts'
import { noPin, SignFields, useSignReady } from '#ui/sign-fields.tsx'
import { signerWords } from './sheet-words.ts'
import { SignaturePad, SignaturePicture } from './signature-pad.tsx'

interface SheetSigningProps {
  readonly id: string
  readonly sheet: SheetView
  readonly takenBy: string
  readonly stallName: string
  /** Something typed is not saved yet: what would be signed is not what is seen. */
  readonly unsaved: boolean
  readonly onSigned: () => void
}

export function SheetSigning({ id, sheet, takenBy, stallName, unsaved, onSigned }: SheetSigningProps) {
  return (
    <div className="signers">
      {sheetSigners.map((signer) => {
        const signed = sheet.signatures.find((one) => one.signer === signer)
        return (
          <section key={signer} aria-label={signerWords[signer]}>
            <h3 className="legend">{signerWords[signer]}</h3>
            {signed?.current === true ? (
              <>
                <SignaturePicture strokes={signed.strokes} label={`${signed.name} 的签名`} />
                <p className="small">
                  ✓ {signed.name} · {fullText(localText(signed.at))}
                </p>
              </>
            ) : (
              <SignHere
                id={id}
                signer={signer}
                sha256={sheet.sha256}
                name={signer === 'sampler' ? takenBy : stallName}
                again={signed !== undefined}
                unsaved={unsaved}
                onSigned={onSigned}
              />
            )}
          </section>
        )
      })}
    </div>
  )
}

interface SignHereProps {
  readonly id: string
  readonly signer: SheetSigner
  readonly sha256: string
  readonly name: string
  readonly again: boolean
  readonly unsaved: boolean
  readonly onSigned: () => void
}

function SignHere({ id, signer, sha256, name: usual, again, unsaved, onSigned }: SignHereProps) {
  const { by } = useOperator()
  const act = useAct()
  const [signing, setSigning] = useState(noPin(signer === 'sampler' ? usual : ''))
  const [strokes, setStrokes] = useState<[number, number][][]>([])
  // A stall holder has no account: name and pen are all there is.
  const proven = useSignReady(signing) || signer === 'stall-holder'
  const ready = proven && signing.by.trim() !== '' && isSignature(strokes) && !unsaved
  const sign = () =>
    void act
      .run(() => client.sheet.sign({ id, signer, name: signing.by.trim(), pin: signing.pin, strokes, sha256, by }))
      .then((done) => {
        setSigning({ ...signing, pin: '' })
        if (done) onSigned()
      })
  return (
    <div className="stack">
      {again && <p className="small warn-words">▲ 签名之后信息单有改动,请核对后再签</p>}
      <SignaturePad label={`${signerWords[signer]}签名区`} strokes={strokes} onChange={setStrokes} />
      {signer === 'sampler' ? (
        <SignFields
          label="姓名"
          value={signing}
          onChange={setSigning}
          others
          meaning="样品按信息单所写采集。"
          covers={
            <>
              信息单内容指纹 <HashText sha256={sha256} />
            </>
          }
        />
      ) : (
        <Field label="姓名">
          {(field) => (
            <Input
              id={field}
              value={signing.by}
              maxLength={30}
              placeholder={usual}
              onChange={(event) => setSigning({ by: event.target.value, pin: '' })}
            />
          )}
        </Field>
      )}
      <Button loading={act.busy} disabled={!ready} onClick={sign}>
        确认签名
      </Button>
      {unsaved && <p className="small quiet">先保存上面的改动,再签名</p>}
      {act.fault !== null && <FaultCard fault={act.fault} onClose={act.clear} />}
    </div>
  )
}
