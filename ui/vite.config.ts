import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.DAYLIGHT_URL ?? 'http://127.0.0.1:5080';

// The staff console. Each further entry (field, phone, me) gets its own config, root and base.
export default defineConfig({
  root: here('./console'),
  base: '/',
  plugins: [react()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: here('./dist/console'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
  },
  optimizeDeps: { include: ['antd', '@ant-design/icons', 'echarts/core', '@microsoft/signalr'] },
  server: {
    port: 5173,
    fs: { allow: [here('.')] },
    proxy: {
      '/api': server,
      '/log': server,
      '/hub': { target: server, ws: true },
    },
  },
  test: {
    root: here('.'),
    environment: 'happy-dom',
    include: ['test/**/*.test.{ts,tsx}', 'src/**/*.test.{ts,tsx}'],
  },
});
