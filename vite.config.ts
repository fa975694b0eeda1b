import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import react from '@vitejs/plugin-react';
import pdfjs from 'pdfjs-dist/package.json' with { type: 'json' };
import { defineConfig, type Plugin } from 'vite';
import { plotStyleHash } from './scripts/plot-style.ts';

/** The portal alone is built; the server runs its sources. */
export default defineConfig({
  root: fileURLToPath(new URL('src/portal', import.meta.url)),
  plugins: [react(), styleHashes(), pdfFiles(), compressed()],
  build: {
    outDir: fileURLToPath(new URL('dist/portal', import.meta.url)),
    emptyOutDir: true,
    // Nothing is inlined: the pages' Content-Security-Policy takes files of our own alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Tells which chunks a first visit loads; a test keeps their size.
    manifest: true,
    reportCompressedSize: false,
    // Components and icons that no page imports are left out: not every package says itself that it may be done.
    rolldownOptions: {
      checks: { bundlerTimings: false },
      treeshake: {
        moduleSideEffects: [
          { test: /designsystemet-react|aksel-icons/, sideEffects: false },
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

/**
 * What pdf.js fetches by name when a PDF needs it, under an address that changes with its version: fonts for files that
 * bring none of their own, and decoders of scanned pages that do without WebAssembly, with their licences.
 */
function pdfFiles(): Plugin {
  const folders = { standard_fonts: /./, wasm: /_nowasm_fallback\.js$|^LICENSE_.*(JBIG2|OPENJPEG)$/ };
  return {
    name: 'pdf-files',
    apply: 'build',
    async generateBundle() {
      for (const [folder, wanted] of Object.entries(folders)) {
        const from = new URL(`${folder}/`, import.meta.resolve('pdfjs-dist/package.json'));
        for (const name of (await readdir(from)).filter((each) => wanted.test(each))) {
          const source = await readFile(new URL(name, from));
          this.emitFile({ type: 'asset', fileName: `assets/pdfjs-${pdfjs.version}/${folder}/${name}`, source });
        }
      }
    },
  };
}

/** Puts beside each file what is sent to browsers that take Brotli, which all do over TLS. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        const files = Object.values(bundle).filter(({ fileName }) => /\.(m?js|css|svg)$/.test(fileName));
        const made = files.map(async (file) => {
          const source = await promisify(brotliCompress)(file.type === 'chunk' ? file.code : file.source);
          this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source });
        });
        await Promise.all(made);
      },
    },
  };
}
