import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const project = join(import.meta.dirname, '..');

/** One place in Mantine that writes a style sheet through an HTML sink, and what stands there instead. */
interface Sink {
  readonly file: string;
  readonly replacements: readonly (readonly [from: string, to: string])[];
}

const sinks: readonly Sink[] = [
  {
    file: 'InlineStyles/InlineStyles.mjs',
    replacements: [['dangerouslySetInnerHTML: { __html: css }', 'children: css']],
  },
  {
    file: 'MantineClasses/MantineClasses.mjs',
    replacements: [['dangerouslySetInnerHTML: { __html: classes }', 'children: classes']],
  },
  {
    file: 'MantineCssVariables/MantineCssVariables.mjs',
    replacements: [
      ['dangerouslySetInnerHTML: { __html: `${css}', 'children: [`${css}'],
      [
        'getColorSchemeCssVariables(cssVariablesSelector)}` }',
        'getColorSchemeCssVariables(cssVariablesSelector)}`].join("")',
      ],
    ],
  },
  {
    file: 'use-mantine-color-scheme/use-mantine-color-scheme.mjs',
    replacements: [['style.innerHTML =', 'style.textContent =']],
  },
];

/**
 * Writes Mantine's style sheets as text. Threat: any place left in the page where text becomes markup. Mantine has four
 * of them; with these replaced, the policy can say `trusted-types 'none'`. The build fails when one is not found, so a
 * new version of Mantine cannot bring a fifth in silence.
 */
const styleText = (): Plugin => {
  const done = new Set<string>();
  return {
    name: 'style-text',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      const sink = sinks.find(({ file }) => id.includes('@mantine/core') && id.endsWith(file));
      if (sink === undefined) return null;
      done.add(sink.file);
      for (const [from] of sink.replacements) if (!code.includes(from)) this.error(`"${from}" is not in ${id}`);
      return { code: sink.replacements.reduce((text, [from, to]) => text.replace(from, to), code), map: null };
    },
    buildEnd(error) {
      const missing = sinks.filter(({ file }) => !done.has(file)).map(({ file }) => file);
      if (error === undefined && missing.length > 0) this.error(`not met in the build: ${missing.join(', ')}`);
    },
  };
};

/** The page. `__CSP_NONCE__` is replaced with fresh random bytes in every answer (src/main/assets.ts). */
export default defineConfig({
  root: join(project, 'src/renderer'),
  base: './',
  plugins: [react(), styleText()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: join(project, 'dist/renderer'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // no `data:` address, so the policy needs none
    modulePreload: { polyfill: false }, // it would fetch
    target: 'chrome140',
    sourcemap: false,
    chunkSizeWarningLimit: 2000,
  },
});
