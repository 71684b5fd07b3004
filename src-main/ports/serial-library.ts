/** serialport, loaded on first use: a machine on which its native part does not load still has TCP, replay and every other desk. */
import { Fault } from '#core/fault.ts'

export async function loadSerialPort(): Promise<typeof import('serialport')> {
  try {
    return await import('serialport')
  } catch (error) {
    throw new Fault(
      'port.no-library',
      `serialport does not load: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
