import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createAssets } from '../../src/main/assets.ts';
import { assetFolder } from '../../src/main/platform/asset-files.ts';

const root = mkdtempSync(join(tmpdir(), 'assets-'));
afterAll(() => rmSync(root, { recursive: true }));
const ui = join(root, 'ui');
mkdirSync(join(ui, 'assets/folder.js'), { recursive: true });
writeFileSync(join(root, 'secret.js'), 'the database, say');
writeFileSync(
  join(ui, 'index.html'),
  '<link nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="./assets/main.js"></script>',
);
writeFileSync(join(ui, 'assets/main.js'), 'start("__CSP_NONCE__")');
writeFileSync(join(ui, 'assets/.hidden.js'), 'hidden');
writeFileSync(join(ui, 'assets/notes.txt'), 'notes');
symlinkSync(join(root, 'secret.js'), join(ui, 'assets/link.js'));
symlinkSync(root, join(ui, 'up'));

const answer = createAssets(assetFolder(ui));
const get = (path: string, method = 'GET') => answer(new Request(`https://app.invalid${path}`, { method }));

describe('the page', () => {
  test('comes with a nonce of its own each time, in the policy and in the text', async () => {
    const [first, second] = await Promise.all([get('/'), get('/index.html')]);
    const nonces = [first, second].map((response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    expect(await first?.text()).toBe(
      `<link nonce="${nonces[0]}"><script nonce="${nonces[0]}" src="./assets/main.js"></script>`,
    );
  });

  test('comes with a policy that lets in our own files and nothing else', async () => {
    expect(policyOf(await get('/')).replace(/'nonce-[A-Za-z0-9+/=]{24}'/, "'nonce-…'")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-…'; img-src 'self'; media-src 'self'; " +
        "font-src 'self'; connect-src 'none'; object-src 'none'; frame-src 'none'; worker-src 'none'; form-action 'none'; " +
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    );
  });

  test('is never kept, guessed at or shared', async () => {
    expect(Object.fromEntries((await get('/'))?.headers ?? [])).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});

test('a script is served as it lies there, under the same policy', async () => {
  const response = await get('/assets/main.js?v=1');
  expect(response?.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(policyOf(response)).toContain("default-src 'none'");
  expect(await response?.text()).toBe('start("__CSP_NONCE__")');
});

describe('no file is served', () => {
  test.each([
    ['outside the folder', '/../secret.js'],
    ['outside the folder, escaped', '/%2e%2e/secret.js'],
    ['outside the folder, with slashes escaped', '/..%2fsecret.js'],
    ['outside the folder, with backslashes', '/..%5csecret.js'],
    ['through a link to a file', '/assets/link.js'],
    ['through a link to a folder', '/up/secret.js'],
    ['with an absolute path', '//etc/passwd.js'],
    ['that is hidden', '/assets/.hidden.js'],
    ['of a kind we do not know', '/assets/notes.txt'],
    ['that is a folder', '/assets/folder.js'],
    ['that is not there', '/assets/none.js'],
    ['below a file', '/index.html/more.js'],
    ['with a zero byte', '/assets/main.js%00.html'],
  ])('%s', async (_which, path) => {
    expect(await get(path)).toBe(null);
  });

  test('for anything but a GET', async () => {
    expect(await get('/', 'POST')).toBe(null);
  });
});

const policyOf = (response: Response | null): string => response?.headers.get('content-security-policy') ?? '';
