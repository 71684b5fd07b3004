/** The terminal's log: pino on stderr, so that stdout stays for machines. */
import pino from 'pino'

export function terminalLog(level: string = process.env.STATION_LOG ?? 'warn'): pino.Logger {
  return pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
}
