import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, test } from '@playwright/test';
import type { Page as ListOf, Role } from '../src/lib/api/types';
import { apiAs, watchErrors } from './signins';

const pages: [Role, string][] = [
  ['ComplianceOfficer', '/'],
  ['ComplianceOfficer', '/wall'],
  ['ComplianceOfficer', '/reviews'],
  ['ComplianceOfficer', '/conversations'],
  ['ComplianceOfficer', '/conversations/first'],
  ['ComplianceOfficer', '/cases'],
  ['ComplianceOfficer', '/cases/first'],
  ['ComplianceOfficer', '/plan'],
  ['ComplianceOfficer', '/gate'],
  ['ComplianceOfficer', '/gate?caseId=first'],
  ['ComplianceOfficer', '/gate?tab=packs'],
  ['ComplianceOfficer', '/gate?tab=packs&pack=cn-standard'],
  ['ComplianceOfficer', '/gate?tab=packs&pack=us-fdcpa&part=vectors'],
  ['ComplianceOfficer', '/gate?tab=packs&pack=us-fdcpa&part=source'],
  ['ComplianceOfficer', '/rulebooks'],
  ['ComplianceOfficer', '/rulebooks?tab=what-if'],
  ['ComplianceOfficer', '/rulebooks?tab=again'],
  ['ComplianceOfficer', '/rulebooks?tab=judge'],
  ['ComplianceOfficer', '/models'],
  ['ComplianceOfficer', '/evidence'],
  ['ComplianceOfficer', '/history'],
  ['ComplianceOfficer', '/retention'],
  ['Administrator', '/imports'],
  ['Administrator', '/transcriptions'],
  ['Administrator', '/history'],
  ['Administrator', '/people'],
];
const looks = [
  { theme: 'light', language: 'zh', width: 1440 },
  { theme: 'dark', language: 'en', width: 1440 },
  { theme: 'dark', language: 'zh', width: 390 },
  { theme: 'light', language: 'en', width: 390 },
] as const;

/** `/cases/first` is the page of the first case in the list, and `caseId=first` names it. */
async function addressOf(api: APIRequestContext, path: string): Promise<string> {
  if (!/\bfirst$/.test(path)) return path;
  const list = path.endsWith('/first') ? path.slice(0, -'/first'.length) : '/cases';
  const { items } = (await (await api.get(`/api/v1${list}?limit=1`)).json()) as ListOf<{ id: string }>;
  return path.replace(/first$/, items[0]?.id ?? '');
}

for (const look of looks) {
  test(`pages hold together: ${look.theme}, ${look.language}, ${look.width} px`, async ({
    browser,
    baseURL,
  }) => {
    test.setTimeout(300_000);
    const faults: string[] = [];
    for (const [role, path] of pages) {
      const { api } = await apiAs(role, baseURL ?? '');
      const context = await browser.newContext({
        storageState: await api.storageState(),
        viewport: { width: look.width, height: 900 },
      });
      await context.addInitScript((chosen) => {
        localStorage.setItem('daylight.preferences', JSON.stringify(chosen));
      }, look);
      const page = await context.newPage();
      const errors = watchErrors(page);
      await page.goto(await addressOf(api, path));
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(1200); // Charts and lists settle; what is checked below has no event of its own.
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) faults.push(`${path} scrolls sideways by ${over} px`);
      const text = await page.locator('body').innerText();
      for (const key of text.match(/\b(shell|words|[a-z]+):[a-z]+\.[a-zA-Z.]+/g) ?? [])
        faults.push(`${path} shows ${key}`);
      faults.push(...errors.map((error) => `${path}: ${error}`));
      const { violations } = await new AxeBuilder({ page }).disableRules(['region']).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === 'serious' || impact === 'critical') {
          faults.push(
            `${path}: ${id} at ${nodes
              .map((node) => node.target.join(' '))
              .slice(0, 4)
              .join('; ')}`,
          );
        }
      }
      await context.close();
      await api.dispose();
    }
    expect(faults).toEqual([]);
  });
}
