import { defineConfig } from '@playwright/test';

/** Journeys against a running server: one browser, one worker, the language and zone of the first users. */
export default defineConfig({
  testDir: './e2e',
  workers: 1,
  // Browser, server and database share two cores here. What passes only at the second walk is printed as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: './test-results',
  use: {
    baseURL: process.env.DAYLIGHT_URL ?? 'http://127.0.0.1:5080',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
