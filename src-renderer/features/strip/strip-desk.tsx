/** 人工判读: a strip of one sample from its drop to its verdict; the clock is the station's, and what is late is refused. */

import { client } from '#api'
import { BackButton } from '#ui/back-button.tsx'
import { DeskPage } from '#ui/desk-page.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useLoad } from '#ui/load.ts'
import { link, type Route } from '#ui/route.ts'
import { Answered } from '#ui/waiting.tsx'
import { OpenStrips } from './open-strips.tsx'
import { StripPast } from './strip-past.tsx'
import { StripRunning } from './strip-running.tsx'
import { StripStart } from './strip-start.tsx'
import './strip.css'

export function StripDesk({ route }: { readonly route: Route }) {
  const sampleId = route.rest[0]
  return sampleId === undefined ? <StripList /> : <StripPage key={sampleId} sampleId={sampleId} />
}

function StripList() {
  return (
    <DeskPage title="人工判读" tools={<BackButton href={link('sample')}>返回样品</BackButton>}>
      <OpenStrips
        empty={<EmptyState title="没有正在显色的试纸条">先打开样品,再点“试纸条人工判读”开始计时。</EmptyState>}
      />
    </DeskPage>
  )
}

function StripPage({ sampleId }: { readonly sampleId: string }) {
  const sample = useLoad(`sample ${sampleId}`, () => client.sample.get({ id: sampleId }))
  const strips = useLoad(`strips ${sampleId}`, () => client.strip.ofSample({ sampleId }), ['sample.changed'])
  const running = strips.data?.find(({ end }) => end === null)
  const view = sample.data?.sample
  const past = (strips.data ?? []).filter(({ end }) => end !== null)
  const tools = <BackButton href={link('sample', [sampleId])}>返回样品</BackButton>
  const title = (
    <>
      人工判读{' '}
      <span className="quiet">
        {view?.food} {view?.sampleNo}
      </span>
    </>
  )
  if (view === undefined || strips.data === null)
    return (
      <DeskPage title={title} tools={tools}>
        <Answered of={sample}>{() => <Answered of={strips}>{() => null}</Answered>}</Answered>
      </DeskPage>
    )
  // Its own component is the page: the main action at the bottom right belongs to the step it stands in.
  return running === undefined ? (
    <StripStart title={title} tools={tools} sampleId={sampleId} onStarted={strips.reload}>
      <StripPast strips={past} />
    </StripStart>
  ) : (
    <StripRunning key={running.id} title={title} tools={tools} strip={running} onChanged={strips.reload}>
      <StripPast strips={past} />
    </StripRunning>
  )
}
