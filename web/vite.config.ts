/**
 * web/: the browser apps, built with Vite. Owns: how their sources become files that a strict
 * content security policy lets load: no inline script, no inline style, nothing from another host.
 * Does not own: when they are built (tools/web.ts), which app is meant, and how they are served (src/console, src/portal).
 */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Cloudscape's global styles carry the faces of Open Sans as data URLs, 180 KB that no policy of
 * ours lets load. Without them the next font of the list is used, the system's own.
 */
function systemFonts(): Plugin {
  return {
    name: 'system-fonts',
    enforce: 'pre',
    transform: {
      filter: { id: /global-styles\/index\.css$/ },
      handler: (styles) => ({ code: styles.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null }),
    },
  };
}

// biome-ignore lint/style/noDefaultExport: Vite reads its configuration from the default export.
export default defineConfig({
  publicDir: false,
  cacheDir: path.join(import.meta.dirname, '..', '.cache', 'vite'),
  plugins: [react(), systemFonts()],
  build: {
    assetsDir: '.',
    emptyOutDir: true,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2024',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      output: {
        // What many pages share comes in few files: each one is a request of its own.
        codeSplitting: {
          groups: [
            {
              name: 'common',
              test: /web[\\/](shared|console[\\/](api|frame|i18n|shared))[\\/]/,
              minShareCount: 4,
            },
            { name: 'widgets', test: /node_modules/, minShareCount: 12 },
          ],
        },
      },
    },
  },
});
