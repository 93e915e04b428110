import { cp, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSha256 } from '../../../resources/open-me-first/verify/sha256.ts';
import { verifyBundle } from '../../../resources/open-me-first/verify/verify-bundle.ts';
import { certificateFingerprint, signDetached } from '../../../src/main/platform/certificates.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import { filesIn, newIdentity, preparedAt } from './bundle-fixtures.ts';
import { bundleFixture } from './burned-bundle.ts';
import { commandLine, openssl, sha256sum } from './outside-checks.ts';
import { ownFolder } from './image-fixtures.ts';

const folder = await ownFolder();
const { identity, bundle, good } = await bundleFixture(folder);
const fingerprint = certificateFingerprint(identity.certificatePem);

interface Tampering {
  readonly what: string;
  readonly act: (home: string) => Promise<unknown>;
  /** What our check must say, word for word a part of it. */
  readonly says: readonly string[];
  /** Whether the ordinary tools notice too. They cannot see what was added, or who signed. */
  readonly tools: boolean;
}

const master = 'data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav';
const second = 'data/exhibits/AS-2/master/ch02.dav';

const tamperings: readonly Tampering[] = [
  {
    what: 'one bit of a recording is flipped',
    act: async (home) => {
      const bytes = await readFile(join(home, master));
      bytes[1_000_000] = (bytes[1_000_000] ?? 0) ^ 1;
      await writeFile(join(home, master), bytes);
    },
    says: [`CHANGED       ${master}`],
    tools: true,
  },
  {
    what: 'a file is deleted',
    act: (home) => rm(join(home, second)),
    says: [`MISSING       ${second}`, 'Found: 10 files'],
    tools: true,
  },
  {
    what: 'a file is added',
    act: (home) => writeFile(join(home, 'data/exhibits/AS-2/master/more.dav'), 'more'),
    says: ['EXTRA         data/exhibits/AS-2/master/more.dav'],
    tools: false,
  },
  {
    what: 'a file is added beside the lists',
    act: (home) => writeFile(join(home, 'READ THIS INSTEAD.html'), 'more'),
    says: ['EXTRA         READ THIS INSTEAD.html'],
    tools: false,
  },
  {
    what: 'a link is added',
    act: (home) => symlink('/etc/hostname', join(home, 'data/link')),
    says: ['UNREADABLE    data/link'],
    tools: false,
  },
  {
    what: 'a file is renamed',
    act: (home) => rename(join(home, second), join(home, 'data/exhibits/AS-2/master/renamed.dav')),
    says: [`MISSING       ${second}`, `It is “${second}” under another name`],
    tools: true,
  },
  {
    what: 'two files are swapped',
    act: async (home) => {
      await rename(join(home, master), join(home, 'swap'));
      await rename(join(home, second), join(home, master));
      await rename(join(home, 'swap'), join(home, second));
    },
    says: [`CHANGED       ${master}`, `It now holds what belongs in “${second}”`, `CHANGED       ${second}`],
    tools: true,
  },
  {
    what: 'a recording is cut short',
    act: (home) => truncate(join(home, master), 2_000_000),
    says: [`CHANGED       ${master}`],
    tools: true,
  },
  {
    what: 'a line is taken out of the list with its file',
    act: async (home) => {
      await rm(join(home, second));
      const list = await readFile(join(home, 'manifest-sha256.txt'), 'utf8');
      await writeFile(join(home, 'manifest-sha256.txt'), list.replace(/^.*ch02\.dav\n/m, ''));
    },
    says: ['CHANGED       manifest-sha256.txt', 'Stated when it was sealed: 11 files'],
    tools: true,
  },
  {
    what: 'a recording and both lists are changed to fit',
    act: async (home) => {
      await writeFile(join(home, second), 'something else');
      await relist(home);
    },
    says: ['BROKEN        The signature does not belong to this list'],
    tools: true,
  },
  {
    what: 'the list of contents is deleted',
    act: (home) => rm(join(home, 'manifest-sha256.txt')),
    says: ['MISSING       manifest-sha256.txt', 'BROKEN        The list of contents (manifest-sha256.txt) is missing'],
    tools: true,
  },
  {
    what: 'both lists and the signature are deleted',
    act: async (home) => {
      for (const name of ['manifest-sha256.txt', 'tagmanifest-sha256.txt', 'signature.p7s']) await rm(join(home, name));
    },
    says: [
      'MISSING       tagmanifest-sha256.txt',
      'MISSING       signature.p7s',
      'BROKEN        The signature (signature.p7s) is missing',
    ],
    tools: true,
  },
  {
    what: 'the certificate is replaced',
    act: async (home) => writeFile(join(home, 'certificate.pem'), (await newIdentity()).certificatePem),
    says: [
      'CHANGED       certificate.pem',
      'BROKEN        The signature does not belong',
      'The certificate is NOT the one on the label',
    ],
    tools: true,
  },
  {
    what: 'everything is sealed again with a key of somebody’s own in the same name',
    act: async (home) => {
      const forger = await newIdentity();
      await writeFile(join(home, second), 'something else');
      await writeFile(join(home, 'certificate.pem'), forger.certificatePem);
      await relist(home);
      const list = await readFile(join(home, 'tagmanifest-sha256.txt'));
      await writeFile(join(home, 'signature.p7s'), signDetached(list, forger, preparedAt));
    },
    says: ['The certificate is NOT the one on the label', 'BROKEN        The ledger’s state was not signed'],
    tools: false,
  },
  {
    what: 'an entry of the ledger is changed and the lists with it',
    act: async (home) => {
      const path = join(home, 'data/record/ledger.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('Adam Smith', 'Adam Smyth'));
      await relist(home);
    },
    says: ['BROKEN        Entries of the ledger were changed or do not belong to it: number 2'],
    tools: true,
  },
  {
    what: 'the page is changed',
    act: async (home) => {
      const path = join(home, 'OPEN ME FIRST.html');
      await writeFile(path, (await readFile(path, 'utf8')).replace('The gate', 'The door'));
    },
    says: ['CHANGED       OPEN ME FIRST.html'],
    tools: true,
  },
  {
    what: 'the signature is damaged',
    act: (home) => truncate(join(home, 'signature.p7s'), 100),
    says: ['BROKEN        The signature (signature.p7s) is not one'],
    tools: true,
  },
];

/** Writes both lists anew, as a careful forger would. */
async function relist(home: string): Promise<void> {
  const listed = async (list: string): Promise<void> => {
    const lines = (await readFile(join(home, list), 'utf8')).trim().split('\n');
    const paths = lines.map((line) => line.slice(66));
    const fresh = await Promise.all(
      paths.map(async (path) => `${sha256Hex(await readFile(join(home, path)))}  ${path}\n`),
    );
    await writeFile(join(home, list), fresh.join(''));
  };
  await listed('manifest-sha256.txt');
  await listed('tagmanifest-sha256.txt');
}

for (const { what, act, says, tools } of tamperings) {
  test(`when ${what}, it is noticed and named, and page and command agree`, async () => {
    const home = join(folder, `tampered-${sha256Hex(new TextEncoder().encode(what)).slice(0, 12)}`);
    await cp(good, home, { recursive: true });
    await act(home);
    const { status, stdout } = commandLine(home, '--fingerprint', fingerprint, '--code', bundle.record.witnessCode);
    expect(status).toBe(1);
    expect(stdout).toContain('DO NOT RELY ON THIS COPY');
    for (const said of says) expect(stdout).toContain(said);
    expect(sha256sum(home) && openssl(home)).toBe(!tools);
    const typed = { typedFingerprint: fingerprint, typedWitnessCode: bundle.record.witnessCode };
    const inPage = await verifyBundle(await filesIn(home), { createHasher: createSha256, ...typed });
    expect(inPage.intact).toBe(what === 'a link is added'); // a browser does not list links
    if (!inPage.intact) expect(stdout).toContain(inPage.headline);
  });
}
