import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const project = join(import.meta.dirname, '..');

const cspHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * What the page may do. It is opened from a disc on a stranger's computer: it runs its own script and no other, shows the
 * pictures and recordings beside it, and has no way to send or to load anything.
 */
const policy = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${cspHash(script)}`,
    `style-src ${cspHash(style)}`,
    "img-src 'self' file:",
    "media-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** Puts script and style into the page, so that it is one file, and writes the policy with their hashes. */
const oneFile = (): Plugin => ({
  name: 'one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const page = Object.values(bundle).find((each) => each.type === 'asset' && each.fileName.endsWith('.html'));
    const style = Object.values(bundle).find((each) => each.type === 'asset' && each.fileName.endsWith('.css'));
    const script = Object.values(bundle).find((each) => each.type === 'chunk');
    if (page?.type !== 'asset' || style?.type !== 'asset' || script?.type !== 'chunk') this.error('a part is missing');
    const code = script.code.trim();
    const css = String(style.source).trim();
    if (/<\/script|<!--/i.test(code)) this.error('the script would end its own element');
    const html = String(page.source)
      .replace(/\s*<script type="module"[^>]*><\/script>/, '')
      .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${css}</style>`)
      .replace(/\s*<\/body>/, () => `\n    <script>${code}</script>\n  </body>`)
      .replace('__CONTENT_SECURITY_POLICY__', () => policy(code, css));
    if (/<link|\ssrc=/.test(html.replace(code, ''))) this.error('the page still loads something');
    page.source = html;
    for (const part of [style, script]) delete bundle[part.fileName];
  },
});

/** "OPEN ME FIRST.html", whose place for the record the bundle builder fills (src/main/court/bundle-page.ts). */
export default defineConfig({
  root: join(project, 'resources/open-me-first'),
  base: './',
  plugins: [oneFile()],
  build: {
    outDir: join(project, 'dist/open-me-first'),
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    sourcemap: false,
    minify: false, // whoever doubts the page can read it
    target: ['chrome111', 'firefox115', 'safari16.4'],
    rollupOptions: { output: { format: 'iife' } },
  },
});
