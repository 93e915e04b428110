import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const project = join(import.meta.dirname, '..');

/** Packages that stay packages: they hold native code, or read data files that lie beside them. */
export const unbundled = ['electron', 'better-sqlite3', '@node-rs/argon2', 'pdfkit'];

/** Parts in machine code that a package can do without, does without here (`.npmrc`), and looks for at its start. */
const never = ['cpu-features', /sshcrypto\.node$/];

/**
 * The main process for the package: one file, its workers beside it, and nothing of the sources. Bundled so that the
 * migrations stand inside the checked archive, and so that no package is shipped for one function of it.
 */
export default defineConfig({
  define: { __dirname: 'import.meta.dirname' }, // asked for by older packages; a module has none
  ssr: { noExternal: true, external: unbundled },
  build: {
    ssr: true,
    outDir: join(project, 'dist/main'),
    emptyOutDir: true,
    target: 'node24',
    minify: false, // an auditor can read what is installed
    rollupOptions: {
      external: never,
      input: entries(),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
    },
  },
});

/** Workers are files of their own, beside main: what starts one asks for `./x-worker.js` once it is itself a `.js`. */
function entries(): Record<string, string> {
  const workers = globSync('src/main/**/*-worker.ts', { cwd: project });
  const named = workers.map((file) => [file.replace(/^.*\//, '').replace(/\.ts$/, ''), join(project, file)]);
  const main = join(project, 'src/main/electron/main.ts');
  if (!existsSync(main)) throw new Error('src/main/electron/main.ts is missing');
  return { main, ...Object.fromEntries(named) };
}
