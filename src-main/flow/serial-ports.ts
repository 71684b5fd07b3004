/** Which serial ports the system names; asked through flow because ports are not for answering desks. */
export { listSerialPorts as serialPorts } from '#ports/list.ts'
