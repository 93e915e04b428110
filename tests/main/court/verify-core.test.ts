import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeBagPath, readManifest } from '../../../resources/open-me-first/verify/bag.ts';
import { readCertificate, verifyDetached } from '../../../resources/open-me-first/verify/cms.ts';
import { canonicalJson, plainCode, verifyEntry, witnessCode } from '../../../resources/open-me-first/verify/ledger.ts';
import { createSha256 } from '../../../resources/open-me-first/verify/sha256.ts';
import { manifestText } from '../../../src/main/court/bagit.ts';
import { discPaths, plainName } from '../../../src/main/court/bundle-names.ts';
import { requireJolietName } from '../../../src/main/court/iso-image-names.ts';
import * as ledgerEntry from '../../../src/main/ledger/entry.ts';
import { canonicalJson as canonicalJsonOfPackage } from '../../../src/main/platform/canonical-json.ts';
import { certificateFingerprint, signDetached } from '../../../src/main/platform/certificates.ts';
import { ledgerWith, newIdentity } from './bundle-fixtures.ts';

test('our SHA-256 is OpenSSL’s, in whatever pieces the bytes come', () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
  fc.assert(
    fc.property(pieces, (chosen) => {
      const [ours, theirs] = [createSha256(), createHash('sha256')];
      for (const piece of chosen) {
        ours.update(piece);
        theirs.update(piece);
      }
      expect(ours.digestHex()).toBe(theirs.digest('hex'));
    }),
  );
});

test('our SHA-256 states a length over 512 MiB rightly', () => {
  const [ours, theirs] = [createSha256(), createHash('sha256')];
  const piece = new Uint8Array(1 << 24).fill(7);
  for (let at = 0; at < 33; at += 1) for (const each of [ours, theirs]) each.update(piece);
  expect(ours.digestHex()).toBe(theirs.digest('hex'));
});

test('canonical JSON is the same text as that of the package the ledger uses', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
      expect(canonicalJson(value)).toBe(canonicalJsonOfPackage(value));
    }),
  );
});

test('witness codes are the ledger’s', () => {
  const root = fc.stringMatching(/^[0-9a-f]{64}$/);
  fc.assert(
    fc.property(fc.nat(), root, (size, hash) => {
      expect(witnessCode(size, hash)).toBe(ledgerEntry.witnessCode(size, hash));
    }),
  );
  expect(plainCode(' 1234 - o7qf 2m9x-ptwI')).toBe(plainCode('1234-07QF-2M9X-PTW1'));
});

const identity = await newIdentity();
const other = await newIdentity();
const ledger = ledgerWith(23, new Map(Array.from({ length: 23 }, (_, index) => [index, { index }])), identity);

test('every entry of a ledger is proved to its root, and none when anything of it is changed', () => {
  for (const claim of ledger.entries) {
    expect(verifyEntry(claim, ledger.checkpoint, createSha256)).toBe(true);
    const changed = { ...claim, entry: { ...claim.entry, action: 'discs.burn' } };
    expect(verifyEntry(changed, ledger.checkpoint, createSha256)).toBe(false);
    expect(verifyEntry({ ...claim, index: (claim.index + 1) % 23 }, ledger.checkpoint, createSha256)).toBe(false);
    expect(verifyEntry({ ...claim, proof: claim.proof.slice(1) }, ledger.checkpoint, createSha256)).toBe(false);
    const root = 'f'.repeat(64);
    expect(verifyEntry(claim, { ...ledger.checkpoint, root }, createSha256)).toBe(false);
  }
});

const content = new TextEncoder().encode('what was signed');
const contentSha256 = createHash('sha256').update(content).digest('hex');
const signature = signDetached(content, identity, '2026-11-04T21:14:07.000Z');

test('a signature is read and verified without the browser’s or Node’s crypto', () => {
  const certificate = readCertificate(identity.certificatePem, createSha256);
  expect(certificate.fingerprint).toBe(certificateFingerprint(identity.certificatePem));
  expect(verifyDetached(signature, contentSha256, certificate, createSha256)).toEqual({
    valid: true,
    signedAt: '2026-11-04T21:14:07.000Z',
  });
});

test('a signature over other content, or by another key, is not valid', () => {
  const certificate = readCertificate(identity.certificatePem, createSha256);
  expect(verifyDetached(signature, '0'.repeat(64), certificate, createSha256).valid).toBe(false);
  const stranger = readCertificate(other.certificatePem, createSha256);
  expect(verifyDetached(signature, contentSha256, stranger, createSha256).valid).toBe(false);
});

test('no byte of a signature file can be changed, added or cut without its being refused', () => {
  const certificate = readCertificate(identity.certificatePem, createSha256);
  const isValid = (file: Uint8Array): boolean => {
    try {
      return verifyDetached(file, contentSha256, certificate, createSha256).valid;
    } catch {
      return false; // not even a signature any more
    }
  };
  const accepted: number[] = [];
  for (let at = 0; at < signature.length; at += 1) {
    const changed = Uint8Array.from(signature);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    if (isValid(changed)) accepted.push(at);
  }
  expect(accepted).toEqual([]);
  expect(isValid(Uint8Array.from([...signature, 0]))).toBe(false);
  expect(isValid(signature.slice(0, -1))).toBe(false);
});

test('a list of contents is read as it was written, odd names included', () => {
  const path = fc.stringMatching(/^[a-z%\r\n é]{1,20}$/).map((name) => `data/x${name}y`);
  fc.assert(
    fc.property(fc.uniqueArray(path), (paths) => {
      const files = paths.map((each) => ({ path: each, sha256: createHash('sha256').update(each).digest('hex') }));
      expect(readManifest(manifestText(files))).toEqual(new Map(files.map((each) => [each.path, each.sha256])));
    }),
  );
  expect(encodeBagPath('100%\r\n')).toBe('100%25%0D%0A');
});

test('a list of contents that leads outside, names a file twice or is no list is refused', () => {
  const hash = 'a'.repeat(64);
  for (const text of [
    `${hash}  ../x\n`,
    `${hash}  /x\n`,
    `${hash}  a/./b\n`,
    `${hash}  a\n${hash}  a\n`,
    'nonsense\n',
    `${hash}\n`,
  ])
    expect(() => readManifest(text)).toThrow(RangeError);
});

test('any names of a recorder become names every disc can carry, all different even to Windows', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.constantFrom('CON', 'nul.dav', 'a.dav', 'A.DAV', '..', '', 'Ä.dav'),
  );
  const path = fc.array(name, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('/'));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 30 }), (originals) => {
      const paths = discPaths(originals);
      expect(paths.length).toBe(originals.length);
      expect(new Set(paths.map((each) => each.toLowerCase())).size).toBe(originals.length);
      for (const each of paths) {
        expect(each).toMatch(/^[A-Za-z0-9 ._()~/-]+$/);
        expect(each.split('/').length).toBeLessThanOrEqual(4);
        for (const part of each.split('/')) requireJolietName(part);
      }
      expect(discPaths(originals)).toEqual(paths);
    }),
  );
});

test('a recorder’s ordinary name stays what it is', () => {
  expect(plainName('ch01_20261104211407.dav')).toBe('ch01_20261104211407.dav');
  expect(plainName('Überblick 21:14.dav')).toBe('Uberblick 21_14.dav');
  expect(plainName('aux.dav')).toBe('_aux.dav');
  expect(discPaths(['a/x.dav', 'A/x.dav', 'a/y.idx'])).toEqual(['a/x.dav', 'A~2/x.dav', 'a/y.idx']);
});
