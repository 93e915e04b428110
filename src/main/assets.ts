import { AppError } from '../shared/failure.ts';
import { readSmallFile } from './platform/small-file.ts';
import type { ReadAsset } from './platform/asset-files.ts';
import { freshNonce } from './platform/page-nonce.ts';

/** Where the built page keeps a place for the nonce (see build/vite.renderer.ts). */
const NONCE_PLACE = '__CSP_NONCE__';

/** Every kind of file the built renderer holds. A kind that is not listed is not served. */
const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/**
 * The content security policy of one answer. Threat: text from a stick, a portal or a form that ends up in the page and
 * wants to run, to load or to send something. Nothing but our own files may be loaded, nothing inline may run, nothing
 * may be sent anywhere, and no text becomes markup (Trusted Types with no policy at all). The nonce is for the one
 * style sheet Mantine writes for its colour variables; there is no `unsafe-` anything.
 */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** The headers every answer of ours carries, footage included (media.ts adds its own on top). */
export const guardHeaders = {
  'x-content-type-options': 'nosniff', // a file is only ever what we say it is
  'cache-control': 'no-store', // nothing of a page or of footage is kept on the disk
  'referrer-policy': 'no-referrer', // a grant in an address is told to nobody
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), clipboard-read=()',
} as const;

/** Answers a request for a file of the page; `null` when the address is none of ours. GET only; `/` is the page. */
export function createAssets(read: ReadAsset): (request: Request) => Promise<Response | null> {
  return async (request) => {
    if (request.method !== 'GET') return null;
    const path = assetPath(request.url);
    const type = contentTypes[path.slice(path.lastIndexOf('.') + 1)];
    const bytes = type === undefined ? null : await read(path);
    if (type === undefined || bytes === null) return null;
    const nonce = freshNonce();
    return new Response(path.endsWith('.html') ? withNonce(bytes, nonce) : bytes, {
      headers: { ...guardHeaders, 'content-type': type, 'content-security-policy': contentSecurityPolicy(nonce) },
    });
  };
}

/** The part of the address that names a file, without its first slash. Escapes stay escaped, so `%2e%2e` names nothing. */
const assetPath = (url: string): string => {
  const path = new URL(url).pathname.slice(1);
  return path === '' ? 'index.html' : path;
};

const withNonce = (bytes: Uint8Array, nonce: string): string =>
  new TextDecoder().decode(bytes).replaceAll(NONCE_PLACE, nonce);

/** The built "open me first" page. */
export async function readBundlePage(path: string): Promise<string> {
  const page = await readSmallFile(path);
  if (page === null)
    throw new AppError(
      'unavailable',
      'The page that goes on every disc is missing from this installation. Install the application again.',
    );
  return page;
}
