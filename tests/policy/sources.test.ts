import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../src/main/database/migrations.ts';
import { linesWith, project, projectFiles, sourcesIn, textOf } from './source-text.ts';

const sources = sourcesIn('src');
const core = sourcesIn('src/main');

describe('words that take a wall away stand nowhere in the sources', () => {
  test.each([
    ['webSecurity', 'lets the page read from anywhere'],
    ['allowRunningInsecureContent', 'loads what can be changed on the way'],
    ['experimentalFeatures', 'is unproven'],
    ['enableBlinkFeatures', 'is unproven'],
    ['bypassCSP', 'takes the policy away'],
    ['openExternal', 'starts other programs with a text of ours'],
    ['openPath', 'starts other programs with a file of ours'],
    ['openDevTools', 'shows and runs everything'],
    ['crashReporter', 'writes decrypted memory to the disk'],
    ['executeJavaScript', 'runs text in the page'],
    ['utilityProcess', 'exists in Electron alone'],
    ['dangerouslySetInnerHTML', 'makes markup of text'],
    ['innerHTML', 'makes markup of text'],
    ['insertAdjacentHTML', 'makes markup of text'],
    ['unsafe-inline', 'takes the policy away'],
    ['unsafe-eval', 'takes the policy away'],
    ['localStorage', 'keeps something outside the vault'],
    ['indexedDB', 'keeps something outside the vault'],
    ['@ts-ignore', 'hides an error'],
    ['@ts-expect-error', 'hides an error'],
    ['@ts-nocheck', 'hides errors'],
    ['oxlint-disable', 'takes a rule away'],
    ['eslint-disable', 'takes a rule away'],
    ['biome-ignore', 'takes a rule away'],
  ])('%s (it %s)', (word) => {
    expect(linesWith(sources, new RegExp(word))).toEqual([]);
  });
});

describe('where things stand', () => {
  test('changes of the schema stand in the order of their numbers', () => {
    const numbers = migrations.map(({ number }) => number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  });

  test('SQL stands in stores, migrations and the database alone', () => {
    const others = core.filter((file) => !/-store\.ts$|^src\/main\/database\//.test(file));
    const sql =
      /\.prepare\(\s*['`]|\b(SELECT\b.+\bFROM|INSERT (OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (TABLE|TRIGGER)|PRAGMA)\b/;
    expect(linesWith(others, sql)).toEqual([]);
  });

  test('rules files ask no clock and throw no dice', () => {
    const features =
      /^src\/main\/(people|cases|retrievals|recordings|viewings|stills|court|retention|disclosures|deployments|oversight|backups)\//;
    const rules = core.filter((file) => features.test(file) && !/-(service|store|job|worker)\.ts$/.test(file));
    expect(rules.length).toBeGreaterThan(0);
    expect(
      linesWith(
        rules,
        /Date\.now\(|new Date\(\)|Math\.random|randomUUID\(|randomBytes\(|Temporal\.Now|performance\.now/,
      ),
    ).toEqual([]);
  });

  test('the core loads nothing while it runs: an import the walls cannot see', () => {
    expect(linesWith(core, /\bimport\(|\brequire\(['"`]|createRequire/)).toEqual([]);
  });

  test('nothing is exported under another roof', () => {
    expect(linesWith(sources, /^export \* /)).toEqual([]);
    expect(
      sources.filter((file) => /^(index|utils?|helpers?|managers?|common|misc)\.tsx?$/.test(basename(file))),
    ).toEqual([]);
  });

  test('nothing of the sources knows the tests, where the trial host lives', () => {
    expect(linesWith(sources, /from '[^']*(tests|playwright|vitest)[^']*'/)).toEqual([]);
  });
});

test('only algorithms that both Electron (BoringSSL) and Node (OpenSSL) have are used', () => {
  const call =
    /\b(createHash|createHmac|hkdfSync|hkdf|createCipheriv|createDecipheriv|createSign|createVerify|sign|verify|hash|generateKeyPairSync|generateKeyPair|pbkdf2Sync|scryptSync|argon2Sync)\(\s*'([^']+)'/g;
  const used = new Set(core.flatMap((file) => [...textOf(file).matchAll(call)].map((found) => found[2])));
  const both = ['sha256', 'sha512', 'aes-256-gcm', 'rsa', 'ed25519', 'RSA-SHA256'];
  expect([...used].filter((name) => !both.includes(name ?? '') && name !== 'sha1')).toEqual([]);
  expect(used).toContain('sha256');
  // Both have SHA-1 too. The login of an ONVIF recorder knows nothing else; nothing of ours may rest on it.
  const weak = core.filter((file) => /\bcreateHash\('sha1'\)/u.test(textOf(file)));
  expect(weak).toEqual(['src/main/platform/soap-envelope.ts']);
});

describe('size', () => {
  test('no file of ours is over 300 lines; the contract and migrations may be', () => {
    const bound = [...sources, ...sourcesIn('tests'), ...sourcesIn('build')].filter(
      (file) => !/contract\.ts$|\/migrations\//.test(file),
    );
    const long = bound
      .map((file) => [file, textOf(file).split('\n').length - 1] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test('the shell stays thin: 250 lines for the folder, 25 for the preload', () => {
    const shell = sources.filter((file) => dirname(file) === 'src/main/electron');
    const lines = shell.reduce((sum, file) => sum + textOf(file).split('\n').length - 1, 0);
    expect(lines).toBeLessThanOrEqual(250);
    expect(textOf('src/main/electron/preload.ts').split('\n').length).toBeLessThanOrEqual(25);
  });

  test('the preload puts two functions on the page and hands over no event object', () => {
    const preload = textOf('src/main/electron/preload.ts');
    const bridge = /const bridge: Bridge = \{\n(.*?)\n\};/s.exec(preload)?.[1] ?? '';
    expect([...bridge.matchAll(/^ {2}(\w+)[:(]/gm)].map((found) => found[1])).toEqual(['invoke', 'subscribe']);
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(1);
    expect(preload).toContain('(_event: unknown, message: EventMessage): void => listener(message)');
  });
});

test('no file names a place of the machine it was written on', () => {
  const places = [dirname(project), ...(homedir() === '/root' ? [] : [homedir()])].filter((place) => place.length > 3);
  const text = projectFiles.filter((file) =>
    /\.(tsx?|mjs|cjs|css|html|ya?ml|json|md|sh|ps1|txt)$|^\.ci\/|^\.npmrc$/.test(file),
  );
  for (const place of places) expect(text.filter((file) => textOf(file).includes(`${place}/`))).toEqual([]);
});
