import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import type { CaseRow, Page as ListOf } from '../src/lib/api/types';
import { apiAs, signIn, watchErrors } from './signins';

test.setTimeout(120_000);

const hour = 3_600_000;

async function bring(page: Page, kind: string, name: string, text: string): Promise<void> {
  await page.locator('.ant-segmented-item', { hasText: kind }).click();
  await page
    .locator('main input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: '开始导入' }).click();
  await expect(page.locator('.imp-file .dl-dot.good')).toBeVisible({ timeout: 30_000 });
}

test('a former dialer’s history is brought in, compared with its counters, and a difference is accepted with a reason', async ({
  page,
  browser,
  baseURL,
}) => {
  const errors = watchErrors(page);
  const { api, me } = await apiAs('Administrator', baseURL ?? '');
  const { items } = (await (await api.get('/api/v1/cases?limit=1')).json()) as ListOf<CaseRow>;
  const reference = items[0]?.reference ?? '';
  // Long before the demonstration's day, so that nothing else is counted.
  const daysBefore = 400 + (Math.floor(Date.now() / 1000) % 2000) * 4; // Another run has other days.
  const now = Date.parse(me.clock.now) - daysBefore * 24 * hour;
  const at = (hours: number) => new Date(now - hours * hour).toISOString();
  const line = (hours: number, outcome: string) =>
    JSON.stringify({ account_or_case_id: reference, at: at(hours), channel: 'call', outcome });

  await signIn(page, 'Administrator');
  await page.goto('/history');
  await bring(
    page,
    '触达历史',
    'history.jsonl',
    [line(30, 'PTP'), line(5, 'NA'), line(3, 'XYZZY'), line(2, 'PTP')].join('\n'),
  );
  await expect(page.locator('.imp-counts .alarm')).toContainText('1');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载被拒绝的行' }).click();
  const rejects = readFileSync(await (await download).path(), 'utf8');
  expect(rejects).toContain('history.jsonl:3: outcome:');

  await page.getByRole('button', { name: '导入另一个文件' }).click();
  const counters = [
    'account_or_case_id,counter,window,count,as_of',
    `${reference},attempts,24h,2,${at(0)}`,
    `${reference},attempts,48h,7,${at(0)}`,
  ];
  await bring(page, '原系统计数', 'counters.csv', counters.join('\n'));

  const officer = await browser.newPage();
  await signIn(officer, 'ComplianceOfficer');
  await officer.goto('/history?status=differs');
  await expect(officer.locator('.hs-head .dl-dot')).toContainText('有差异');
  const row = officer.locator('.ant-table-row', { hasText: reference }).last();
  await expect(row).toContainText('7');
  await row.locator('td').nth(4).click();
  await expect(officer.locator('.hs-events li.counts')).toHaveCount(3);
  await officer.getByRole('button', { name: '接受差异' }).click();
  await officer.getByRole('textbox').last().fill('原系统把短信也计作呼叫，已逐条核对');
  await officer.getByRole('button', { name: /^接\s?受$/ }).click();
  await expect(officer.locator('.hs-head .dl-dot')).toContainText('差异已接受');
  await expect(officer.locator('.hs-acceptances')).toContainText('原系统把短信也计作呼叫');
  expect(errors).toEqual([]);
  await api.dispose();
});
