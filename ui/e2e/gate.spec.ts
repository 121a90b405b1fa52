import { expect, test } from '@playwright/test';
import type { CaseRow, Page as ListOf, PackDeskView } from '../src/lib/api/types';
import { apiAs, asWriter, signIn, watchErrors } from './signins';

test.setTimeout(240_000);

const house = (name: string) => `pack: ${name}
version: "1"
jurisdiction: CN
title: {zh: "机构夜间从严", en: "Stricter evenings"}
instrument: 内部规则
zone: Asia/Shanghai
rules:
  - id: ${name}.hours
    kind: hours
    article: "1"
    text: {zh: "只在六点到二十一点半联系", en: "Only between six and half past nine."}
    strength: should-not
    mark: V1
    open: [{from: "06:00", to: "21:30"}]
vectors:
  zone: Asia/Shanghai
  cases:
    - {id: late, intent: {at: 2026-03-02T21:45, channel: call, person: P}, expect: {verdict: refuse, rules: [${name}.hours]}}
`;

test('an officer sees the week, supposes a contact and reads what it would change', async ({
  page,
  baseURL,
}) => {
  const errors = watchErrors(page);
  const { api } = await apiAs('ComplianceOfficer', baseURL ?? '');
  const { items } = (await (await api.get('/api/v1/cases?limit=1')).json()) as ListOf<CaseRow>;
  await signIn(page, 'ComplianceOfficer');
  await page.goto(`/gate?caseId=${items[0]?.id}`);

  // Quiet hours stand where the law puts them, and say by which rule.
  const chart = page.locator('.gt-chart');
  const night = chart.locator('.gt-day').nth(6).locator('.gt-block').last();
  await expect(night).toHaveAccessibleName(/22:00–24:00 不得联系/);
  await night.focus();
  await expect(page.getByRole('tooltip')).toContainText('GB/T 45251');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tooltip')).toContainText('08:00');
  await expect(page.getByRole('radio')).toHaveCount(8);

  // Another moment, by pressing a stretch.
  await chart.locator('.gt-day').nth(6).locator('.gt-block').last().press('Enter');
  await expect(page.locator('.gt-verdict')).toContainText('不得联系');
  await page.getByRole('button', { name: '回到现在' }).click();

  // What is supposed stands beside what is, and is gone when it is cleared.
  await page.getByRole('button', { name: '假设一次联系' }).click();
  await page.locator('.gt-form').getByLabel('结果').click();
  await page.getByTitle('有效沟通').click();
  await page.locator('.gt-form button[type=submit]').click();
  await expect(page.locator('.gt-verdict')).toHaveCount(2);
  await expect(page.locator('.gt-verdict.supposed')).toContainText('设想之下');
  const counted = page.locator('.gt-verdict.supposed .gt-counters');
  await expect(counted).toContainText('今日有效通话');
  await page.getByRole('button', { name: '清除设想' }).click();
  await expect(page.locator('.gt-verdict')).toHaveCount(1);
  expect(errors).toEqual([]);
  await api.dispose();
});

test('house rules are brought in, proposed, and approved by a second person', async ({
  page,
  browser,
  baseURL,
}) => {
  const errors = watchErrors(page);
  const name = `house-${Date.now()}`;
  await signIn(page, 'ComplianceOfficer');
  await page.goto('/gate?tab=packs');

  // A text with a mistake is told at its line; the corrected one is kept.
  await page.getByRole('button', { name: '上传机构规则' }).click();
  const editor = page.getByRole('textbox', { name: '或粘贴 YAML 文本' });
  await editor.fill(house(name).replace('strength:', 'strenght:'));
  await page.getByRole('button', { name: '检查并保存' }).click();
  await expect(page.locator('.dl-line.wrong').first()).toBeVisible();
  await editor.fill(house(name));
  await page.getByRole('button', { name: '检查并保存' }).click();
  await expect(page.getByText(`已保存：${name}`)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '提议变更' }).click();
  await page.getByRole('checkbox', { name: new RegExp(name) }).check();
  await page.getByRole('textbox', { name: '变更理由' }).fill('夜间从严');
  await page.getByRole('button', { name: '提交提案' }).click();
  const waiting = page.locator('.pk-proposal.proposed', { hasText: name });
  await expect(waiting).toContainText('您提出的变更须由另一人批准');
  await expect(waiting.getByRole('button', { name: /批.?准/ })).toHaveCount(0);

  // The administrator is the second person.
  const other = await browser.newContext({
    baseURL: baseURL ?? '',
    extraHTTPHeaders: asWriter,
    locale: 'zh-CN',
  });
  const second = await other.newPage();
  await signIn(second, 'Administrator');
  await second.goto('/gate?tab=packs');
  await second
    .locator('.pk-proposal.proposed', { hasText: name })
    .getByRole('button', { name: /批.?准/ })
    .click();
  await expect(second.locator('.pk-set')).toContainText(name);

  // Its page says who approved it, and its vectors pass when they are run.
  await second.goto(`/gate?tab=packs&pack=${name}&part=vectors`);
  await second.getByRole('button', { name: /现在运行/ }).click();
  await expect(second.getByText('1 通过，0 失败')).toBeVisible();
  await second.getByRole('tab', { name: '版本与批准' }).click();
  await expect(second.locator('.pk-history')).toContainText('批准于');

  // Leave what decides as it was found: the set without it, proposed by one and approved by the other.
  const officer = await apiAs('ComplianceOfficer', baseURL ?? '');
  const admin = await apiAs('Administrator', baseURL ?? '');
  const desk = (await (await officer.api.get('/api/v1/contacts/packs/desk')).json()) as PackDeskView;
  const packs = (desk.inForce?.members ?? []).filter((one) => one.kind === 'pack' && one.name !== name);
  const back = await officer.api.post('/api/v1/contacts/packs/proposals', {
    data: { packs: packs.map((one) => ({ name: one.name, hash: one.hash })), reason: '测试结束' },
  });
  expect(back.status(), await back.text()).toBe(201);
  const { id } = (await back.json()) as { id: string };
  expect(
    (await officer.api.post(`/api/v1/contacts/packs/proposals/${id}/approval`, { data: {} })).status(),
  ).toBe(403);
  expect(
    (await admin.api.post(`/api/v1/contacts/packs/proposals/${id}/approval`, { data: {} })).status(),
  ).toBe(200);
  expect(errors).toEqual([]);
  await other.close();
});
