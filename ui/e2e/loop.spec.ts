import { type APIRequestContext, expect, test } from '@playwright/test';
import type { CaseRow, CaseView, Page as ListOf, PermitAnswer, ReviewItem } from '../src/lib/api/types';
import { apiAs, signIn, watchErrors } from './signins';

/** From the server's answer to the row on the wall. */
const visibleWithinMs = 1000;
const violations = [
  '你再不还钱，我们就去法院起诉你，让警察马上来抓你。',
  '你这个老赖，不要脸的东西，骗子。',
  '把钱直接转到我个人微信就行，我给你免掉利息。',
];
const threat = '你再不还钱，我就去法院起诉你，让警察马上来抓你，叫你坐牢，全家都别想好过。';

/** The caller's cases; a demonstration that has just started hands them out within a minute or two. */
async function ownCases(api: APIRequestContext): Promise<CaseRow[]> {
  let cases: CaseRow[] = [];
  await expect
    .poll(
      async () => {
        cases = ((await (await api.get('/api/v1/cases?limit=200')).json()) as ListOf<CaseRow>).items;
        return cases.length;
      },
      { timeout: 150_000, message: 'the collector has cases' },
    )
    .toBeGreaterThan(0);
  return cases;
}

/** Opens a conversation on the first of the caller's cases that the gate permits now. */
async function openCall(api: APIRequestContext): Promise<{ id: string; caseId: string }> {
  const cases = await ownCases(api);
  const refusals: string[] = [];
  for (const row of cases) {
    const view = (await (await api.get(`/api/v1/cases/${row.id}`)).json()) as CaseView;
    const point = view.contactPoints.find((one) => one.personId === row.personId && one.kind === 'mobile');
    if (!point) continue;
    const asked = await api.post('/api/v1/contacts/permits', {
      data: { caseId: row.id, personId: row.personId, channel: 'call', contactPointId: point.id },
    });
    const answer = (await asked.json()) as PermitAnswer;
    if (!answer.permit) {
      refusals.push(`${row.reference}: ${answer.decision?.verdict ?? asked.status()}`);
      continue;
    }
    const opened = await api.post('/api/v1/conversations', {
      data: { permitId: answer.permit.id, kind: 'call', direction: 'outbound' },
    });
    expect(opened.ok(), await opened.text()).toBe(true);
    return { id: ((await opened.json()) as { id: string }).id, caseId: row.id };
  }
  throw new Error(`The gate permits no case now: ${refusals.slice(0, 5).join(', ')} of ${cases.length}`);
}

const say = (api: APIRequestContext, id: string, seq: number, role: 'staff' | 'customer', text: string) =>
  api.post(`/api/v1/conversations/${id}/utterances`, {
    data: { utterances: [{ seq, role, text, start: seq * 4, end: seq * 4 + 3 }] },
  });

test.setTimeout(240_000);

test('a violation is on the wall within a second and decided by keyboard', async ({
  page,
  baseURL,
  browser,
}) => {
  const errors = watchErrors(page);
  const { api } = await apiAs('Collector', baseURL ?? '');
  await signIn(page, 'Inspector');
  await page.goto('/wall');
  await expect(page.locator('[data-state=live]')).toBeVisible();
  const { id } = await openCall(api);
  await say(api, id, 0, 'staff', '您好，请问是本人吗？');
  await say(api, id, 1, 'customer', '是我，你哪位？');

  // Several violations, and the middle one counts: a machine that does something else for a moment is no slow product.
  const rows = page.locator(`.wall-row:has(a[href*="${id}"])`);
  const waits: number[] = [];
  for (const [index, text] of violations.entries()) {
    const shown = await rows.count();
    const said = await say(api, id, 2 + index, 'staff', text);
    expect(said.ok(), await said.text()).toBe(true);
    const answered = Date.now();
    await rows.nth(shown).waitFor();
    waits.push(Date.now() - answered);
  }
  const middle = waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)] ?? 0;
  test
    .info()
    .annotations.push({ type: 'wall', description: `shown ${waits.join(', ')} ms after the answer` });
  expect(middle).toBeLessThan(visibleWithinMs);
  const mine = rows;

  // The alert leads to the words.
  await mine.first().locator('a').click();
  await expect(page).toHaveURL(new RegExp(`/conversations/${id}\\?finding=`));
  await expect(page.locator('.tr-mark.chosen').first()).toBeVisible();
  await expect(page.locator('.why')).toBeVisible();
  await api.post(`/api/v1/conversations/${id}/close`, { data: { outcome: 'effective-talk' } });

  // Another browser sees who holds the item.
  const second = await browser.newPage();
  await signIn(second, 'ComplianceOfficer');

  const item = await reviewOf(page.request, id);
  await page.goto(`/reviews?item=${item.id}`);
  await expect(page.locator('.rq-verdicts')).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.locator('.rq-verdicts [aria-pressed=true]')).toHaveCount(1);
  await second.goto(`/reviews?status=claimed&item=${item.id}`);
  await expect(second.locator('.rq-verdicts button').first()).toBeDisabled();

  await page.keyboard.press('n');
  await page.keyboard.type('kja');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.ant-notification-notice')).toBeVisible();
  expect((await reviewOf(page.request, id, 'decided')).verdict).toBe('upheld');

  await page.keyboard.press('z');
  await expect(page.locator('#review-note')).toHaveValue('kja');
  await page.keyboard.press('r');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.ant-notification-notice')).toBeVisible();
  expect((await reviewOf(page.request, id, 'decided')).verdict).toBe('overturned');
  await second.close();
  expect(errors).toEqual([]);
});

/** The first review item about a conversation, found page by page. */
async function reviewOf(
  api: APIRequestContext,
  conversationId: string,
  status = 'waiting',
): Promise<ReviewItem> {
  let cursor = '';
  for (let page = 0; page < 20; page++) {
    const answer = await api.get(
      `/api/v1/reviews?status=${status}&limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    const list = (await answer.json()) as ListOf<ReviewItem>;
    const found = list.items.find((item) => item.conversation.id === conversationId);
    if (found) return found;
    if (!list.next) break;
    cursor = list.next;
  }
  throw new Error(`No ${status} review about ${conversationId}.`);
}

test('new alerts wait while a reader reads', async ({ page, baseURL }) => {
  const { api } = await apiAs('Collector', baseURL ?? '');
  await signIn(page, 'Inspector');
  await page.goto('/wall');
  await expect(page.locator('[data-state=live]')).toBeVisible();
  const { id } = await openCall(api);
  await say(api, id, 0, 'staff', threat);
  const row = page.locator(`.wall-row:has(a[href*="${id}"])`).first();
  await row.waitFor();
  await row.hover();
  const before = await page.locator('.wall-row').first().getAttribute('data-alert');
  await say(api, id, 1, 'staff', `${threat}我现在就叫人去你家泼油漆。`);
  await expect(page.locator('.wall-waiting button')).toBeVisible();
  expect(await page.locator('.wall-row').first().getAttribute('data-alert')).toBe(before);
  await page.locator('.wall-waiting button').click();
  await expect(page.locator('.wall-waiting button')).toHaveCount(0);
  await api.post(`/api/v1/conversations/${id}/close`, { data: { outcome: 'effective-talk' } });
});
