/**
 * A real Chromium that signs in, opens the live wall, and writes a line for each alert the moment its row stands in the
 * page: `CONVERSATION MILLISECONDS`, by the clock of this machine. `ready` comes first, once the wall is live.
 * Used by `daylight bench live`, which sends the utterances and takes the same clock.
 *
 * Takes the server's address, the sign-in name, and the password from DAYLIGHT_PASSWORD; ends with its standard input.
 */
import { chromium } from '@playwright/test';

const [server, name] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
process.stdin.on('end', () => browser.close().then(() => process.exit(0)));
process.stdin.resume();

const page = await browser.newPage({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
await page.exposeFunction('stands', (conversation, at) => process.stdout.write(`${conversation} ${at}\n`));
await page.goto(`${server}sign-in`);
await page.locator('input[autocomplete=username]').fill(name);
await page.locator('input[autocomplete=current-password]').fill(process.env.DAYLIGHT_PASSWORD);
await page.locator('button[type=submit]').click();
await page.locator('header.dl-bar').waitFor();
await page.goto(`${server}wall`);
await page.locator('[data-state=live]').waitFor();
await page.evaluate(() => {
  const seen = new Set([...document.querySelectorAll('[data-alert]')].map((row) => row.dataset.alert));
  // The moment is taken in the page, when the row has been put in; how long telling it takes does not count.
  const look = () => {
    const at = Date.now();
    for (const row of document.querySelectorAll('[data-alert]')) {
      if (seen.has(row.dataset.alert)) continue;
      seen.add(row.dataset.alert);
      const path = new URL(row.querySelector('a[href*="/conversations/"]').href).pathname;
      window.stands(path.split('/').at(-1), at);
    }
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
});
process.stdout.write('ready\n');
