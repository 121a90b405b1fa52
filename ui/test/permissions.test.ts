import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import en from '@/lib/en.json';
import zh from '@/lib/zh.json';

const types = readFileSync(join(import.meta.dirname, '../src/lib/api/types.ts'), 'utf8');
const permissions = [
  ...(/export type Permission =([^;]*);/.exec(types)?.[1] ?? '').matchAll(/'([\w.-]+)'/g),
].map((found) => found[1] ?? '');

it.each([
  ['zh', zh],
  ['en', en],
])('every permission has a name in %s', async (lng, words) => {
  const languages = createInstance();
  await languages.init({ lng, resources: { [lng]: { words } } });
  expect(permissions).toContain('rulebook.read');
  expect(permissions.filter((one) => !languages.exists(`words:permission.${one}`))).toEqual([]);
});
