#!/usr/bin/env node
/** The station from a terminal: machine-readable lines on stdout, words on stderr; exit 0 ok, 1 fault, 2 usage. Each command loads only what it needs. */
import { Command, CommanderError } from 'commander'
import { faults, isFault } from '#core/fault.ts'
import { UsageError } from './terminal/usage.ts'
import { version } from './version.ts'

const program = new Command('station').description('Kuaijian Station from a terminal').version(version)

program
  .command('replay')
  .description('play captured bytes through a driver and the real flow into a database')
  .requiredOption('--driver <id>', 'driver, see `station drivers`')
  .requiredOption('--db <file>', 'database file, made when it does not exist')
  .argument('<bytes-file>', 'raw bytes as the analyzer sent them')
  .action(async (file, options) => (await import('./terminal/replay.ts')).replay(file, options))

program
  .command('export')
  .description('write what the database holds')
  .requiredOption('--db <file>', 'database file')
  .requiredOption('--what <subject>', 'frames|readings|results|cases|outbox|audit')
  .option('--format <format>', 'jsonl|csv', 'jsonl')
  .action(async (options) => (await import('./terminal/export.ts')).exportRows(options))

program
  .command('judge')
  .description('judge JSON lines from stdin by a limit pack')
  .option('--pack <file|id>', 'limit pack, see docs/limit-pack.md', 'default')
  .action(async (options) => (await import('./terminal/judge.ts')).judgeLines(options))

program
  .command('rejudge')
  .description('what another limit pack would have said of the results of some days; changes nothing')
  .requiredOption('--db <file>', 'database file')
  .option('--pack <file|id>', 'limit pack; default: the one in force')
  .requiredOption('--from <day>', 'YYYY-MM-DD at the site')
  .requiredOption('--to <day>', 'the last day')
  .action(async (options) => (await import('./terminal/rejudge.ts')).rejudgeDays(options))

program
  .command('serve')
  .description('run the station without a window; the same pages at 127.0.0.1')
  .option('--db <file>', 'database file; default: the user data folder')
  .option('--config <json>', 'ports and platforms')
  .option('--port <n>', 'HTTP port, 0 picks a free one', '0')
  .option('--demo', 'a demonstration database with virtual analyzers; never uploads for real', false)
  .option('--open', 'open the pages in the default browser', false)
  .action(async (options) => (await import('./terminal/serve.ts')).serve(options))

program
  .command('simulate')
  .description("play a driver's samples as the instrument would, handshake included")
  .requiredOption('--driver <id>', 'driver, see `station drivers`')
  .requiredOption('--to <address>', 'tcp://127.0.0.1:n, listen://127.0.0.1:n or a serial path')
  .option('--sample <name>', 'one of the driver’s samples; default: all that a healthy instrument sends')
  .option('--readings <n>', 'so many invented readings instead of samples')
  .option('--rate <n>', 'bytes a second, `real` for the baud rate of the model, 0: as fast as the line takes them', '0')
  .option('--seed <n>', 'the same seed plays the same trouble again', '1')
  .option('--noise <n>', 'foreign bytes before one in n bytes', '0')
  .option('--flip <n>', 'a flipped bit in one of n bytes', '0')
  .option('--split', 'messages arrive in pieces', false)
  .option('--resend <percent>', 'messages sent twice', '0')
  .option('--silence <percent>', 'messages never sent', '0')
  .option('--power-loss <n>', 'the power fails once, after n bytes')
  .option('--erase', 'its memory is empty after the transfer', false)
  .option('--clock <seconds>', 'its clock is ahead (+) or behind (-)', '0')
  .option('--second <id>', 'another device on the same line')
  .option('--stay', 'go on answering until stopped', false)
  .action(async (options) => (await import('./terminal/simulate.ts')).simulateInstrument(options))

program
  .command('record')
  .description('record a port into a file, both directions with times')
  .requiredOption('--from <address>', 'serial path or tcp://host:port')
  .requiredOption('--to <file>', 'new .kjrec file')
  .option('--driver <id>', 'run its dialogue meanwhile')
  .option('--baud <n>', 'bits a second; default: of the driver, else 9600')
  .option('--data-bits <n>', '7|8')
  .option('--parity <p>', 'none|even|odd')
  .option('--stop-bits <n>', '1|2')
  .option('--for <seconds>', 'stop by itself')
  .action(async (options) => (await import('./terminal/record.ts')).record(options))

program
  .command('drivers')
  .description('list the drivers and their samples')
  .action(async () => (await import('./terminal/drivers.ts')).listDrivers())
program
  .command('doctor')
  .description('ports, permissions, disk, database check, versions, each with a next step')
  .option('--db <file>', 'database file to check')
  .action(async (options) => (await import('./terminal/doctor.ts')).doctor(options))
program
  .command('bench')
  .description('measure: JSON on stdout, a table on stderr')
  .option('--only <names>', 'comma separated')
  .option('--quick', 'smaller sizes', false)
  .action(async (options) => (await import('./terminal/bench.ts')).bench(options))

const learn = program.command('learn').description('a driver for an instrument nobody knows, from a recording')
learn
  .command('propose')
  .argument('<recording>')
  .option('--split <key>', 'another way to cut records, see `splits`')
  .action(async (file, options) => (await import('./terminal/learn.ts')).learnPropose(file, options))
learn
  .command('make')
  .argument('<recording>')
  .requiredOption('--draft <json>')
  .requiredOption('--out <file>')
  .requiredOption('--by <name>')
  .option('--db <file>', "sign with this station's key")
  .action(async (file, options) => (await import('./terminal/learn.ts')).learnMake(file, options))
learn
  .command('check')
  .argument('<file>')
  .action(async (file) => (await import('./terminal/learn.ts')).learnCheck(file))

const pack = program.command('pack').description('limit packs, see docs/limit-pack.md')
pack
  .command('compare')
  .description('what the second pack adds, removes and changes, a line each')
  .argument('<file|id>')
  .argument('<file|id>')
  .action(async (before, after) => (await import('./terminal/pack.ts')).packCompare(before, after))
pack
  .command('show')
  .description('a pack as one JSON object')
  .argument('<file|id>')
  .action(async (named) => (await import('./terminal/pack.ts')).packShow(named))

const people = program.command('people').description('accounts, for whoever owns the database file')
people
  .command('reset-password')
  .description('a password for one sign-in, for a person who forgot theirs; the station must not be running')
  .requiredOption('--db <file>', 'database file')
  .requiredOption('--name <name>', 'whose')
  .action(async (options) => (await import('./terminal/people.ts')).peopleReset(options))

const catalog = program.command('catalog').description('master data from and to CSV and Excel')
catalog
  .command('import')
  .argument('<file>', 'CSV (UTF-8, GB18030) or xlsx')
  .requiredOption('--db <file>')
  .requiredOption('--list <name>')
  .requiredOption('--by <name>', 'who answers for it')
  .option('--dry-run', 'say what each row would do, write nothing', false)
  .action(async (file, options) => (await import('./terminal/catalog.ts')).catalogImport(file, options))
catalog
  .command('export')
  .argument('<file>')
  .requiredOption('--db <file>')
  .requiredOption('--list <name>')
  .option('--format <name>', 'xlsx|csv|csv-gb18030', 'xlsx')
  .action(async (file, options) => (await import('./terminal/catalog.ts')).catalogExport(file, options))
catalog
  .command('template')
  .argument('<file>')
  .requiredOption('--list <name>')
  .option('--format <name>', 'xlsx|csv|csv-gb18030', 'xlsx')
  .action(async (file, options) => (await import('./terminal/catalog.ts')).catalogTemplate(file, options))

const groups = [learn, pack, people, catalog]
for (const command of [program, ...program.commands, ...groups.flatMap((group) => group.commands)]) {
  command.exitOverride()
  command.configureOutput({
    writeOut: (text) => process.stderr.write(text),
    writeErr: (text) => process.stderr.write(text),
  })
}

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = explain(error)
}

function explain(error: unknown): 0 | 1 | 2 {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`)
    return 2
  }
  if (isFault(error)) {
    const { what, why, next } = faults[error.code]
    process.stderr.write(`${error.code}: ${what}。${why}。${next}\n${error.detail}\n`)
    return 1
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return 1
}
