// Starts one of the project's scripts on any machine that has Node 20 and npm:
//
//   node build/setup.mjs [--debian <group,…|all>] [--page <ui,…>] <script.ts | vitest> [arguments…]
//
// It sees to it that the packages of package-lock.json are installed, that the programs of Debian the script needs are
// there (installs them where it may), that the built pages are fresh, and then runs the script under the project's own
// Node 24. It speaks on stderr only, so a script's stdout is the script's alone. It needs no package itself.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { debianGroups } from './debian-packages.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const binFolder = join(project, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';

const say = (text) => process.stderr.write(`set-up: ${text}\n`);
function stop(text) {
  say(text);
  process.exit(1);
}

/** Runs a program to its end; what it prints goes to stderr. */
function run(program, args, env = process.env) {
  const { status, error } = spawnSync(program, args, { cwd: project, env, stdio: ['ignore', 2, 2], shell: isWindows });
  return error === undefined && status === 0;
}

/** The options of this script, then the script it starts and that one's arguments. */
function readArguments(given) {
  const rest = [...given];
  const options = { '--debian': [], '--page': [] };
  while (rest[0] in options) options[rest.shift()] = (rest.shift() ?? '').split(',');
  const [script, ...args] = rest;
  if (script === undefined) stop('say which script to start');
  return { debian: options['--debian'], pages: options['--page'], script, args };
}

/** What package-lock.json asks for and node_modules does not have, in words; empty when they agree. */
function differences() {
  const installedList = join(project, 'node_modules', '.package-lock.json');
  if (!existsSync(installedList)) return ['no packages are installed'];
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const wanted = read(join(project, 'package-lock.json'));
  const installed = read(installedList);
  return Object.entries(wanted).flatMap(([path, { version, optional, devOptional, peer }]) => {
    if (path === '') return [];
    const found = installed[path]?.version;
    if (found === version) return [];
    if (found === undefined && (optional || devOptional || peer)) return []; // for another platform
    return [`${path.replace('node_modules/', '')} is ${found ?? 'missing'}, not ${version}`];
  });
}

function projectNode() {
  const binary = join(binFolder, isWindows ? 'node.cmd' : 'node');
  const found = spawnSync(binary, ['--version'], { encoding: 'utf8', shell: isWindows }).stdout?.trim() ?? '';
  return found.startsWith('v24.') ? binary : null;
}

/** PATH without our own folder: `npm ci` removes that folder, and must not run on the Node inside it. */
const outerEnvironment = () => ({
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.startsWith(join(project, 'node_modules')))
    .join(delimiter),
});

function ensurePackages() {
  const wrong = differences();
  if (wrong.length === 0 && projectNode() !== null) return;
  say(`installing the packages of package-lock.json (${wrong[0] ?? 'Node 24 is missing'})`);
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], outerEnvironment()))
    stop('`npm ci` failed. Its own message stands above.');
  if (projectNode() === null)
    stop('there is no Node 24 for this platform among the packages (they have it for Linux and Windows on x64).');
}

/** Installs what is missing where we may, otherwise says exactly what a person has to type. */
function ensureDebian(groups) {
  const unknown = groups.filter((name) => name !== 'all' && !(name in debianGroups));
  if (unknown.length > 0) stop(`there is no group of Debian packages called ${unknown.join(', ')}`);
  // The portal is for the tests alone: a database and a web server that nothing else here needs.
  const usual = Object.keys(debianGroups).filter((name) => name !== 'portal');
  const needs = groups.flatMap((name) => (name === 'all' ? usual : [name])).flatMap((name) => debianGroups[name]);
  const isThere = ({ command, file }) =>
    command === undefined ? existsSync(file) : searchPath().some((folder) => existsSync(join(folder, command)));
  const missing = [...new Set(needs.filter((need) => !isThere(need)).map((need) => need.debian))];
  if (missing.length === 0) return;
  const line = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  const apt = aptGet();
  if (apt === null) stop(`these programs are missing. On Debian 12, as root:\n  ${line}`);
  say(`installing from Debian: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [program, ...before] = apt;
  run(program, [...before, 'update', '-qq'], env); // a stale list may do; the next line decides
  const isInstalled = withoutServices(apt, () =>
    run(program, [...before, 'install', '-y', '-qq', '--no-install-recommends', ...missing], env),
  );
  if (!isInstalled) stop(`the installation failed. By hand, as root:\n  ${line}`);
}

/** Runs an installation that starts none of the servers it brings: Debian asks this file whether it may (policy-rc.d). */
function withoutServices(apt, install) {
  const policy = '/usr/sbin/policy-rc.d';
  const asRoot = (script) =>
    run(apt[0] === 'sudo' ? 'sudo' : 'sh', [...(apt[0] === 'sudo' ? ['-n', 'sh'] : []), '-c', script]);
  const isOurs = !existsSync(policy) && asRoot(`printf '#!/bin/sh\\nexit 101\\n' > ${policy} && chmod 755 ${policy}`);
  try {
    return install();
  } finally {
    if (isOurs) asRoot(`rm -f ${policy}`);
  }
}

const searchPath = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/sbin', '/bin'];

/** How packages can be installed here without asking anybody: as root, or with a sudo that needs no password. */
function aptGet() {
  if (!existsSync('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return ['apt-get'];
  const maySudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return maySudo ? ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'] : null;
}

/** Runs the script in this process's place: its output, its signals, its exit code. */
function start(script, args, env) {
  const file = script === 'vitest' ? join(project, 'node_modules', 'vitest', 'vitest.mjs') : join(project, script);
  if (!existsSync(file)) stop(`there is no ${script} in this project yet`);
  const given = script === 'vitest' ? ['run', ...args] : args;
  const child = spawn(projectNode(), [file, ...given], { env, stdio: 'inherit', shell: isWindows });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`it could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1));
}

const { debian, pages, script, args } = readArguments(process.argv.slice(2));
ensurePackages();
ensureDebian(debian);
const env = {
  ...process.env,
  PATH: binFolder + delimiter + (process.env.PATH ?? ''),
  // What Node made of our TypeScript is kept: tests start the application anew many times.
  NODE_COMPILE_CACHE: join(project, 'node_modules', '.cache', 'node'),
};
if (pages.length > 0 && !run(projectNode(), ['build/fresh-pages.ts', ...pages], env))
  stop('the pages could not be built');
start(script, args, env);
