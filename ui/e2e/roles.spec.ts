import { expect, test } from '@playwright/test';
import type { Role } from '../src/lib/api/types';
import { signIn, watchErrors } from './signins';

/** The pages each role finds in its menu, by path, in the menu's order. */
const menus: Partial<Record<Role, string[]>> = {
  Collector: ['/conversations', '/cases', '/plan', '/gate'],
  Inspector: [
    '/',
    '/wall',
    '/reviews',
    '/conversations',
    '/search',
    '/cases',
    '/gate',
    '/rulebooks',
    '/models',
  ],
  Supervisor: ['/', '/wall', '/conversations', '/search', '/cases', '/plan', '/gate', '/rulebooks'],
  ComplianceOfficer: [
    '/',
    '/wall',
    '/reviews',
    '/conversations',
    '/search',
    '/cases',
    '/plan',
    '/gate',
    '/rulebooks',
    '/models',
    '/history',
    '/evidence',
    '/retention',
    '/people',
  ],
  Auditor: [
    '/',
    '/wall',
    '/conversations',
    '/search',
    '/cases',
    '/gate',
    '/rulebooks',
    '/models',
    '/evidence',
    '/retention',
  ],
  Administrator: [
    '/',
    '/cases',
    '/plan',
    '/gate',
    '/rulebooks',
    '/models',
    '/history',
    '/evidence',
    '/imports',
    '/transcriptions',
    '/people',
  ],
};

for (const [role, paths] of Object.entries(menus) as [Role, string[]][]) {
  test(`${role} signs in and every page of the menu opens`, async ({ page }) => {
    const errors = watchErrors(page);
    await signIn(page, role);
    const links = page.locator('nav.dl-side a');
    await expect(links).toHaveCount(paths.length);
    expect(
      await links.evaluateAll((all) => all.map((one) => new URL((one as HTMLAnchorElement).href).pathname)),
    ).toEqual(paths);
    for (const path of paths) {
      await page.locator(`nav.dl-side a[href="${path}"]`).click();
      await expect(page).toHaveURL((url) => url.pathname === path);
      await expect(page.locator('main h1')).toBeVisible();
      await expect(page.locator('.dl-empty .anticon-warning, .dl-empty .anticon-lock')).toHaveCount(0);
    }
    expect(errors).toEqual([]);
  });
}

test('a wrong password is refused in words, and signing out ends the session', async ({ page }) => {
  await page.goto('/cases');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.locator('input[autocomplete=username]').fill('nobody');
  await page.locator('input[autocomplete=current-password]').fill('wrong');
  await page.locator('button[type=submit]').click();
  await expect(page.locator('.ant-alert')).toBeVisible();
  await signIn(page, 'Inspector');
  await page.locator('.dl-bar .anticon-user').click();
  await page.locator('.anticon-logout').click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/reviews');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a page outside the role is refused in words, also by address', async ({ page }) => {
  await signIn(page, 'Collector');
  await page.goto('/people');
  await expect(page.locator('.dl-empty .anticon-lock')).toBeVisible();
});
