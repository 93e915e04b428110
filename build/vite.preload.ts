import { join } from 'node:path';
import { defineConfig } from 'vite';

const project = join(import.meta.dirname, '..');

/** The preload as one CommonJS file: a sandboxed preload can neither import modules nor require files. */
export default defineConfig({
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: join(project, 'src/main/electron/preload.ts'),
    outDir: join(project, 'dist/main'),
    emptyOutDir: false,
    minify: false,
    rollupOptions: { output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
  },
});
