import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const server = process.env.FORMSHUB_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: {
    fs: { allow: ['..'] },
    proxy: {
      '/api': server,
      '/health': server,
      // As on the server: who goes there in a browser gets the page.
      '/graphql': {
        target: server,
        ws: true,
        bypass: ({ url, headers }) =>
          /^\/graphql(\?|$)/.test(url ?? '') && headers.accept?.includes('text/html')
            ? '/index.html'
            : undefined,
      },
    },
  },
  // The server puts a nonce of its own into each page.
  html: { cspNonce: 'formshub-nonce' },
  build: { target: 'es2022', manifest: true, chunkSizeWarningLimit: 700 },
  test: { environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true },
});
