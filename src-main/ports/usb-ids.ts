/** USB ids met in quick-test rooms. A bridge chip names a cable, not an instrument: these only help a person to choose. */

const chips: Readonly<Record<string, string>> = {
  '067B:2303': 'PL2303',
  '0483:5740': 'STM32 virtual COM',
  '0483:5742': 'STM32 card rail',
  '0522:5742': 'mycotoxin reader 9000',
  '0416:5011': 'printer',
  '0417:5011': 'printer',
  '1A86:7523': 'CH340',
  '1A86:55D3': 'CH343',
  '1A86:55D4': 'CH9102',
  '10C4:EA60': 'CP210x',
  '0403:6001': 'FTDI FT232',
}

/** Every id of the table: the udev rules must name each, except printers. */
export const knownUsbIds: readonly string[] = Object.keys(chips)

/** `1a86` and `7523` become `1A86:7523`; null when either is missing. */
export function usbId(vendor: string | undefined, product: string | undefined): string | null {
  return vendor && product ? `${vendor}:${product}`.toUpperCase() : null
}

/** What this id is known to be, or null. */
export function chipOf(usb: string | null): string | null {
  return usb === null ? null : (chips[usb] ?? null)
}
