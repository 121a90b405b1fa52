import { readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { CaseRow, Page as Rows } from '../src/lib/api/types';
import { choose } from './choose';
import { apiAs, signIn, watchErrors } from './signins';

/** A case of the institution whose debtor has a mobile number. */
async function anyCase(baseURL: string | undefined): Promise<string> {
  const { api } = await apiAs('ComplianceOfficer', baseURL ?? '');
  const { items } = (await (await api.get('/api/v1/cases?limit=1')).json()) as Rows<CaseRow>;
  await api.dispose();
  const id = items[0]?.id;
  if (!id) throw new Error('The installation has no case to look at.');
  return id;
}

test('a fact is recorded, stands in the timeline, and is withdrawn', async ({ page, baseURL }) => {
  const id = await anyCase(baseURL);
  await signIn(page, 'ComplianceOfficer');
  await page.goto(`/cases/${id}`);
  await page.getByRole('button', { name: '\u8bb0\u5f55\u4e8b\u5b9e' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog.locator('.ant-select:has(#kind)'), '\u8981\u6c42\u505c\u7528');
  await choose(dialog.locator('.ant-select:has(#channel)'), '\u77ed\u4fe1');
  await dialog.locator('#note').fill('a note');
  await dialog.locator('.ant-btn-primary').click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.tl-row').first()).toContainText('\u8981\u6c42\u505c\u7528');
  await page.goto(`/cases/${id}?tab=facts`);
  const fact = page.locator('.cs-facts li:not(.withdrawn)', { hasText: 'a note' }).first();
  await fact.locator('button').click();
  await page.locator('.ant-popconfirm .ant-btn-primary').click();
  await expect(page.locator('.cs-facts li.withdrawn').first()).toBeVisible();
});

test('a value is unmasked for a reason, which the timeline then tells', async ({ page, baseURL }) => {
  const id = await anyCase(baseURL);
  await signIn(page, 'ComplianceOfficer');
  await page.goto(`/cases/${id}`);
  const masked = await page.locator('.cs-sub .dl-num').first().innerText();
  await page.locator('.cs-sub .anticon-eye').first().click();
  const dialog = page.getByRole('dialog');
  await choose(dialog.locator('.ant-select:has(#reason)'), '\u6295\u8bc9');
  await dialog.locator('.ant-btn-primary').click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('.cs-sub .dl-num').first()).not.toHaveText(masked);
  await expect(page.locator('.tl-row').first()).toContainText('\u6295\u8bc9');
});

test('the gate says no at night, and the week is walked by keys', async ({ page, baseURL }) => {
  const id = await anyCase(baseURL);
  await signIn(page, 'ComplianceOfficer');
  await page.goto(`/gate?caseId=${id}&channel=call`);
  const night = page.locator('.gt-chart .gt-day').nth(5).locator('.gt-block').last();
  await night.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/at=/);
  await expect(page.locator('.gt-verdict')).toContainText('\u4e0d\u5f97\u8054\u7cfb');
  await expect(page.locator('.gt-rule.refuse').first()).toBeVisible();
});

test('a case is handed out and the ledger verified', async ({ page, baseURL }) => {
  const id = await anyCase(baseURL);
  await signIn(page, 'ComplianceOfficer');
  await page.goto(`/evidence?caseId=${id}`);
  await page.locator('.dl-filters button', { hasText: '\u5bfc\u51fa' }).click();
  await page.locator('#purpose').fill('court');
  const coming = page.waitForEvent('download');
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  const bundle = await coming;
  expect(
    readFileSync(await bundle.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
  await page.goto('/evidence');
  await page.locator('.evd .ant-btn-primary').click();
  await expect(page.locator('.evd-ok')).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.evd-checks .failed')).toHaveCount(0);
});

test('an import waits for its columns, then tells what it did', async ({ page }, info) => {
  const file = info.outputPath('new.csv');
  const line = (n: number) => `Z${n},ZP${n},X,card,CNY,100.00,120.00,2026-02-01,${n}`;
  const header = 'account_id,person_id,name,product,currency,principal,owed,due_date,days_past_due';
  writeFileSync(file, [header, line(1), line(2), 'Z3,,,,,,,,'].join('\n'));
  await signIn(page, 'Administrator');
  await page.goto('/imports');
  await page.locator('input[type=file]').setInputFiles(file);
  const start = page.locator('.imp-start .ant-btn-primary');
  await expect(start).toBeDisabled();
  await choose(page.locator('.imp-map tr', { hasText: 'balance' }).locator('.ant-select'), 'owed');
  await start.click();
  await expect(page.locator('.imp-counts .alarm')).toContainText('1', { timeout: 30_000 });
});

test('the deeper views hold together at both widths', async ({ page, baseURL }) => {
  test.slow();
  const id = await anyCase(baseURL);
  await signIn(page, 'ComplianceOfficer');
  const errors = watchErrors(page);
  const faults: string[] = [];
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      `/cases/${id}`,
      `/cases/${id}?tab=file`,
      `/gate?caseId=${id}`,
      '/gate?tab=packs',
      '/evidence?tab=entries',
      '/evidence?tab=offline',
    ]) {
      await page.goto(path);
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(1500); // Lists settle; what is checked below has no event of its own.
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) faults.push(`${path} at ${width} scrolls sideways by ${over} px`);
      const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze();
      for (const { id: rule, impact, nodes } of violations)
        if (impact === 'serious' || impact === 'critical')
          faults.push(`${path} at ${width}: ${rule} at ${nodes[0]?.target.join(' ')}`);
    }
  }
  expect([...faults, ...errors]).toEqual([]);
});
