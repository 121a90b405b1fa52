import { readFileSync } from 'node:fs';
import { type APIRequestContext, expect, type Page, request } from '@playwright/test';
import type { Role, SessionView } from '../src/lib/api/types';

export type SignIn = { role: Role; name: string; password: string };

/**
 * Who can sign in: a JSON file named by DAYLIGHT_SIGNINS, either a list `[{role, name, password}]` or the
 * `demo.json` that a demonstration keeps in its data directory.
 */
export const signIns: SignIn[] = readSignIns(process.env.DAYLIGHT_SIGNINS);

function readSignIns(path: string | undefined): SignIn[] {
  if (!path) return [];
  const read = JSON.parse(readFileSync(path, 'utf8')) as SignIn[] | { signIns: SignIn[] };
  return Array.isArray(read) ? read : read.signIns;
}

export function signInOf(role: Role): SignIn {
  const found = signIns.find((one) => one.role.toLowerCase() === role.toLowerCase());
  if (!found) throw new Error(`DAYLIGHT_SIGNINS names nobody with the role ${role}.`);
  return found;
}

/** Signs in as a person would. */
export async function signIn(page: Page, role: Role): Promise<void> {
  const { name, password } = signInOf(role);
  await page.goto('/sign-in');
  await page.locator('input[autocomplete=username]').fill(name);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await expect(page.locator('header.dl-bar')).toBeVisible();
}

export const asWriter = { 'X-Daylight': '1' };

/** A signed-in program beside the browser. */
export async function apiAs(
  role: Role,
  baseURL: string,
): Promise<{ api: APIRequestContext; me: SessionView }> {
  const { name, password } = signInOf(role);
  const api = await request.newContext({ baseURL, extraHTTPHeaders: asWriter });
  const answer = await api.post('/api/v1/session', { data: { name, password } });
  expect(answer.status(), await answer.text()).toBe(200);
  return { api, me: (await answer.json()) as SessionView };
}

/** Console errors and page errors, for a test to expect none of. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A 401 before signing in is the answer to "who am I", not a fault; the browser logs it all the same.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) errors.push(message.text());
  });
  return errors;
}
