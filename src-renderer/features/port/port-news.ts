/** The news that touches an instrument's lists: something was heard on a line, or the line itself changed. */

export const heardNews: readonly string[] = ['port.changed', 'result.recorded', 'frame.damaged', 'reading.unclaimed']
