import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { plotStyleHash } from './scripts/plot-style.ts';

/** The portal alone is built; the server runs its sources. */
export default defineConfig({
  root: fileURLToPath(new URL('src/portal', import.meta.url)),
  plugins: [react(), styleHashes()],
  build: {
    outDir: fileURLToPath(new URL('dist/portal', import.meta.url)),
    emptyOutDir: true,
    // Nothing is inlined: the pages' Content-Security-Policy takes files of our own alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Tells which chunks a first visit loads; a test keeps their size.
    manifest: true,
    reportCompressedSize: false,
    // Components that no page imports are left out: the package does not say itself that it may be done.
    rolldownOptions: {
      treeshake: {
        moduleSideEffects: [
          { test: /designsystemet-react/, sideEffects: false },
          { test: /./, sideEffects: true },
        ],
      },
    },
  },
});

/** Tells the server, in `style-hashes.json`, which style blocks of the pages' libraries their policy shall let through. */
function styleHashes(): Plugin {
  return {
    name: 'style-hashes',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'style-hashes.json', source: JSON.stringify([plotStyleHash()]) });
    },
  };
}
