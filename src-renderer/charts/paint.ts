/** The page's own colours and patterns on a canvas, so that charts follow light, dark and the large type. */

export function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/** Diagonal lines: a kind that is seen without colour. */
export function hatch(colour: string, ground: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = 8
  tile.height = 8
  const pen = tile.getContext('2d')
  if (pen === null) return colour
  pen.fillStyle = ground
  pen.fillRect(0, 0, 8, 8)
  pen.strokeStyle = colour
  pen.lineWidth = 2
  pen.beginPath()
  for (const shift of [-8, 0, 8]) {
    pen.moveTo(shift, 8)
    pen.lineTo(shift + 8, 0)
  }
  pen.stroke()
  return pen.createPattern(tile, 'repeat') ?? colour
}

/** Letters of a chart: the small type of the page, which grows with it. */
export function letters(): { readonly size: number; readonly family: string } {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return { size: Math.round(root * 0.875), family: getComputedStyle(document.body).fontFamily }
}
