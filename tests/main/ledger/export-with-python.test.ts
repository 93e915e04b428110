import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerExport } from '../../../src/main/ledger/ledger-service.ts';
import { makeSigningIdentity, type SigningIdentity } from '../../../src/main/platform/certificates.ts';
import { exportedLedger } from './exported-ledger.ts';

// tests/ledger_verifier.py shares no line with the application and needs Python's standard library alone: it is the
// stranger who has only docs/ledger-format.md. Without python3 these tests are left out, and named as such.
const hasPython = spawnSync('python3', ['--version']).status === 0;
const leftOut = hasPython ? '' : ' (left out: python3 is not installed)';

const folder = mkdtempSync(join(tmpdir(), 'ledger-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let identity: SigningIdentity;
let stranger: SigningIdentity;
let record: LedgerExport;
let others: LedgerExport;
beforeAll(async () => {
  const now = '2026-10-25T00:00:00.000Z';
  [identity, stranger] = await Promise.all([makeSigningIdentity('Us', now), makeSigningIdentity('Us', now)]);
  const details = Array.from({ length: 23 }, (_, number) => ({ number }));
  record = await exportedLedger(identity, details, [0, 1, 7, 8, 22]);
  others = await exportedLedger(identity, details, [0, 1, 7, 8, 22]);
});

/** What the verifier says of an export, with the certificate and code it is given. */
function verifierOn(text: string, given: { certificatePem?: string; code?: string } = {}) {
  const [path, certificate] = [join(folder, 'ledger.json'), join(folder, 'certificate.pem')];
  writeFileSync(path, text);
  const args = ['tests/ledger_verifier.py', path];
  if (given.code !== undefined) args.push('--code', given.code);
  if (given.certificatePem !== undefined) {
    writeFileSync(certificate, given.certificatePem);
    args.push('--certificate', certificate);
  }
  const { status, stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

type Item = LedgerExport['entries'][number];

/** The export with one of its entries replaced. */
const withItem = (at: number, change: (item: Item) => object): object => ({
  ...record,
  entries: record.entries.map((item, index) => (index === at ? change(item) : item)),
});
const withCheckpoint = (change: object): object => ({ ...record, checkpoint: { ...record.checkpoint, ...change } });

describe.skipIf(!hasPython)(`a stranger with Python and the format description${leftOut}`, () => {
  test('proves the entries of an export, its signature and the code on paper', () => {
    const code = record.checkpoint.witnessCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const { status, said } = verifierOn(JSON.stringify(record), { certificatePem: identity.certificatePem, code });
    expect(said).toContain(`5 entries proved to ${record.checkpoint.witnessCode}`);
    expect(said).toContain('signature: good');
    expect(said).toContain('code from paper: the same');
    expect(status).toBe(0);
  });

  test('proves the example that the format description prints', () => {
    const text = readFileSync('docs/ledger-format.md', 'utf8');
    const example = /```json\n(?<json>.*?)```/su.exec(text)?.groups?.['json'] ?? '';
    const { status, said } = verifierOn(example, { code: '23-CX33-THE4-QQBV' });
    expect(said).toContain('1 entries proved to 23-CX33-THE4-QQBV');
    expect(status).toBe(0);
    expect(verifierOn(example.replace('"number": 7', '"number": 6')).status).toBe(1);
  });

  test('is told what was not checked', () => {
    const { status, said } = verifierOn(JSON.stringify(record));
    expect(said).toContain('signature: not checked');
    expect(said).toContain('code from paper: none was given');
    expect(status).toBe(0);
  });

  test('writes every fact of an entry as the application does, whatever text and numbers it holds', async () => {
    const numbers = [0, -0, 0.1, -1.5, 1e20, 1e21, 123456789012345680000, 1e-6, 1e-7, 5e-324, 1.7976931348623157e308];
    const texts = ['"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u2029', '😀', 'é', 'e\u0301', '</script>', '\ufeff'];
    const details = [
      { numbers, texts, nothing: null, yes: true, no: false, empty: [{}, [], ''] },
      { '\ufb33': 1, '😀': 2, '\u0080': 3, ö: 4, '€': 5, '\r': 6, 1: 7, 10: 8, 9: 9, '': 10 },
      { safe: Number.MAX_SAFE_INTEGER, above: 2 ** 53 + 2, half: 2 ** -40, third: 1 / 3 },
      ...fc.sample(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })), 300),
      ...fc.sample(fc.record({ value: fc.double({ noNaN: true, noDefaultInfinity: true }) }), 300),
    ];
    const all = await exportedLedger(identity, details, [...details.keys()]);
    const { status, said } = verifierOn(JSON.stringify(all));
    expect(said).toContain('603 entries proved');
    expect(status).toBe(0);
  });

  const changes: readonly (readonly [what: string, changed: () => object, said: string])[] = [
    [
      'a fact of an entry',
      () => withItem(2, (item) => ({ ...item, entry: { ...item.entry, details: { number: 6 } } })),
      'was changed',
    ],
    [
      'who did it',
      () =>
        withItem(2, ({ entry, ...rest }) => ({ ...rest, entry: { ...entry, actor: { ...entry.actor, name: 'Al' } } })),
      'was changed',
    ],
    [
      'an entry, put in place of another with all its hashes',
      () => withItem(3, (item) => ({ ...record.entries[0], index: item.index, proof: item.proof })),
      'no entry of that number',
    ],
    ['the number of an entry', () => withItem(3, (item) => ({ ...item, index: 9 })), 'no entry of that number'],
    [
      'a hash in a proof',
      () => withItem(3, (item) => ({ ...item, proof: ['ab'.repeat(32), ...item.proof.slice(1)] })),
      'is not proved',
    ],
    ['the length of a proof', () => withItem(3, (item) => ({ ...item, proof: item.proof.slice(1) })), 'is not proved'],
    ['a hash into something else', () => withItem(3, (item) => ({ ...item, proof: ['zz'] })), 'hexadecimal'],
    ['the order', () => ({ ...record, entries: record.entries.toReversed() }), 'out of order'],
    ['the ledger an entry comes from', () => withItem(3, () => others.entries[3] ?? {}), 'is not proved'],
    ['the root', () => withCheckpoint({ root: '00'.repeat(32) }), 'is not proved'],
    ['the size', () => withCheckpoint({ size: 24 }), 'was not signed'],
    ['when the checkpoint was made', () => withCheckpoint({ at: '2026-01-01T00:00:00.000Z' }), 'was not signed'],
    ['the whole checkpoint', () => ({ ...record, checkpoint: others.checkpoint }), 'is not proved'],
    ['the code', () => withCheckpoint({ witnessCode: '23-0000-0000-0000' }), 'witness code'],
    ['the version', () => ({ ...record, version: 2 }), 'version 1'],
    ['the shape', () => withItem(0, ({ proof: _proof, ...rest }) => rest), 'cannot be read'],
  ];
  test.each(changes)('finds that somebody changed %s', (_what, changed, fault) => {
    const { status, said } = verifierOn(JSON.stringify(changed()), { certificatePem: identity.certificatePem });
    expect(said).toContain(fault);
    expect(status).toBe(1);
  });

  test('finds a name that stands twice, and a text that is no JSON', () => {
    const text = JSON.stringify(record);
    const twice = text.replace('"details":{"number":7}', '"details":{"number":8,"number":7}');
    expect(twice).not.toBe(text);
    expect(verifierOn(twice)).toEqual({ status: 1, said: expect.stringContaining('a name stands twice') });
    expect(verifierOn(text.slice(0, -1))).toEqual({ status: 1, said: expect.stringContaining('cannot be read') });
  });

  test('finds a checkpoint that somebody else signed under the same name, and a code of another ledger', () => {
    const text = JSON.stringify(record);
    expect(verifierOn(text, { certificatePem: stranger.certificatePem })).toEqual({
      status: 1,
      said: expect.stringContaining('was not signed'),
    });
    expect(verifierOn(text, { code: others.checkpoint.witnessCode })).toEqual({
      status: 1,
      said: expect.stringContaining('the code from paper is not that of the export'),
    });
  });
});
