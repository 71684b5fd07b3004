/**
 * Builds everything that is not run from source into dist/: the pages for both shells, and the three scripts of the desktop.
 *   node scripts/build.mjs            pages and desktop scripts
 *   node scripts/build.mjs --pages    pages alone (enough for `station serve`)
 */
import { cpSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const pagesOnly = process.argv.includes('--pages')

/** Native addons and the paper fonts stay files in node_modules; the rest goes into one file a process. */
const external = ['electron', 'better-sqlite3', 'serialport', /^@serialport\//, /^node:/]

const steps = [
  [
    'pages',
    () => build({ root: join(root, 'src-renderer'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' }),
  ],
  ...(pagesOnly
    ? []
    : [
        [
          'main and station process',
          async () => {
            await script({ main: 'main.ts', 'station-process': 'station-process.ts' }, 'es', '[name].js')
            cpSync(join(root, 'node_modules/pdfkit/js/data'), join(root, 'dist/main/data'), { recursive: true })
          },
        ],
        // A sandboxed preload script cannot be an ES module.
        ['preload', () => script({ preload: 'preload.ts' }, 'cjs', '[name].cjs')],
      ]),
]

for (const [index, [name, run]] of steps.entries()) {
  const started = Date.now()
  process.stderr.write(`build ${index + 1}/${steps.length}: ${name} … `)
  try {
    await run()
  } catch (error) {
    process.stderr.write(`failed
${error instanceof Error ? error.message : error}
`)
    process.exit(1)
  }
  process.stderr.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function script(files, format, entryFileNames) {
  const input = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(root, 'src-main', file)]))
  return build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // The PDF library reads its metrics from beside itself; inside the bundle that is the bundle's own folder.
    define: { __dirname: 'import.meta.dirname' },
    ssr: { noExternal: true, external: external.filter((name) => typeof name === 'string') },
    build: {
      ssr: true,
      target: 'node20',
      outDir: join(root, 'dist/main'),
      emptyOutDir: format === 'es',
      minify: false,
      reportCompressedSize: false,
      rollupOptions: { input, external, output: { format, entryFileNames, chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  })
}
