/** The map as data: which room a file belongs to, which rooms and packages it may know. README "Decisions" gives the reasons. */

export interface Room {
  readonly name: string
  /** Matched against the path from the repository's root; the first room that matches has the file. */
  readonly at: RegExp
  /** One door each: files with another first group are strangers (a driver to a driver, a feature to a feature). */
  readonly apart?: boolean
  readonly rooms: readonly string[]
  /** npm packages; a trailing `/*` covers a scope. */
  readonly packages: readonly string[]
  /** Modules of Node without `node:`, or all of them. */
  readonly node: readonly string[] | 'any'
}

const nothing = { rooms: [], packages: [], node: [] } as const
const files = ['fs', 'fs/promises', 'path', 'url'] as const
/** Everything of the station, for the files that start it. */
const station = [
  'core',
  'drivers',
  'drivers/kit',
  'contract',
  'ports',
  'storage',
  'upload',
  'upload/platforms',
  'publish',
  'print',
  'flow',
  'answer',
  'serve',
  'pages',
] as const

export const rooms: readonly Room[] = [
  { ...nothing, name: 'core', at: /^src-main\/core\//, packages: ['big.js'] },
  { ...nothing, name: 'drivers/kit', at: /^drivers\/kit\//, rooms: ['core'], packages: ['fflate'] },
  { ...nothing, name: 'drivers/model', at: /^drivers\/([^/]+\/[^/]+)\//, apart: true, rooms: ['core', 'drivers/kit'] },
  { ...nothing, name: 'drivers', at: /^drivers\/index\.ts$/, rooms: ['core', 'drivers/kit', 'drivers/model'] },
  { ...nothing, name: 'contract', at: /^src-main\/contract\//, rooms: ['core'], packages: ['zod', '@orpc/contract'] },
  {
    name: 'ports',
    at: /^src-main\/ports\//,
    rooms: ['core', 'drivers/kit'],
    packages: ['serialport', '@serialport/*'],
    node: 'any',
  },
  {
    name: 'storage',
    at: /^src-main\/storage\//,
    rooms: ['core'],
    packages: ['better-sqlite3'],
    node: [...files, 'crypto'],
  },
  { ...nothing, name: 'upload/platforms', at: /^src-main\/upload\/platforms\//, rooms: ['core'] },
  { name: 'upload', at: /^src-main\/upload\//, rooms: ['core', 'upload/platforms'], packages: [], node: 'any' },
  {
    name: 'publish',
    at: /^src-main\/publish\//,
    rooms: ['core'],
    packages: ['qrcode'],
    node: [...files, 'http', 'net', 'os', 'crypto'],
  },
  {
    name: 'print',
    at: /^src-main\/print\//,
    rooms: ['core'],
    packages: ['pdfmake', 'qrcode', 'bwip-js'],
    node: [...files, 'crypto', 'module', 'zlib', 'buffer'],
  },
  {
    name: 'flow',
    at: /^src-main\/flow\//,
    rooms: ['core', 'drivers', 'drivers/kit', 'ports', 'storage', 'upload', 'upload/platforms', 'publish', 'print'],
    // Pinyin initials for the search text of a sample. Hashing and joining names are arithmetic, not touching.
    packages: ['pinyin-pro'],
    node: ['crypto', 'path'],
  },
  {
    // Implements the contract, one file per desk.
    name: 'answer',
    at: /^src-main\/answer\//,
    rooms: ['core', 'contract', 'storage', 'flow', 'drivers', 'drivers/kit', 'publish', 'print'],
    // zod for the types of the contract's answers.
    packages: ['@orpc/server', 'zod'],
    node: ['crypto', 'path'],
  },
  {
    name: 'serve',
    at: /^src-main\/serve\//,
    rooms: ['core', 'contract', 'answer', 'pages'],
    packages: ['@orpc/server', '@orpc/openapi', '@orpc/zod'],
    node: 'any',
  },
  // The built pages as a closed list, for the window and for the browser, and the version both name.
  { ...nothing, name: 'pages', at: /^src-main\/(pages|version)\.ts$/, node: files },
  {
    name: 'station',
    at: /^src-main\/(terminal\/|(cli|station|station-process|world|config|log-file)\.ts$)/,
    rooms: station,
    packages: ['commander', 'pino', 'zod', '@orpc/server'],
    node: 'any',
  },
  {
    name: 'shell',
    at: /^src-main\/(shell\/|main\.ts$)/,
    rooms: ['core', 'contract', 'pages'],
    packages: ['electron', 'zod'],
    node: 'any',
  },
  { ...nothing, name: 'preload', at: /^src-main\/preload\.ts$/, packages: ['electron'] },
  { ...nothing, name: 'ui', at: /^src-renderer\/ui\//, packages: ['react', 'antd'] },
  { ...nothing, name: 'charts', at: /^src-renderer\/charts\//, rooms: ['core'], packages: ['react', 'chart.js'] },
  {
    ...nothing,
    name: 'features',
    at: /^src-renderer\/features\/([^/]+)\//,
    apart: true,
    rooms: ['ui', 'charts', 'api', 'contract', 'core'],
    packages: ['react', 'antd'],
  },
  {
    ...nothing,
    name: 'api',
    at: /^src-renderer\/api\.ts$/,
    rooms: ['core', 'contract'],
    packages: ['@orpc/client', '@orpc/contract'],
  },
  {
    ...nothing,
    name: 'app',
    at: /^src-renderer\/(app|main)\.tsx$/,
    rooms: ['features', 'ui', 'api'],
    packages: ['react', 'react-dom', 'antd'],
  },
]

/** What a single file may do beyond its room, in the words of the check, each with its reason. */
export const exceptions: ReadonlyMap<string, string> = new Map([
  // The doctor asks the disk for its free space; everything else it asks its neighbours.
  ['src-main/flow/doctor.ts', 'flow may not touch node:fs/promises'],
  // The measurements lie beside the tests and are not part of the program; they are looked for when asked for.
  ['src-main/terminal/bench.ts', 'an import that is worked out at run time'],
])

/** Data, not code: as long as it has to be. */
export const longByNature: readonly RegExp[] = [/^src-main\/core\/judge\/packs\//, /^drivers\/[^/]+\/[^/]+\/samples\//]

/** No clock, no chance, no world. */
export const pureRooms: readonly string[] = ['core', 'drivers/kit', 'drivers/model', 'drivers', 'upload/platforms']
