import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../src');
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

/** Entries import features, features import ui, ui imports lib: never the other way round. */
const order = ['lib', 'ui', 'features'];

it('modules only import from layers below them', () => {
  const wrong = files(root)
    .filter((path) => /\.tsx?$/.test(path))
    .flatMap((path) => {
      const layer = order.indexOf(path.slice(root.length + 1).split('/')[0] ?? '');
      const imports = [...readFileSync(path, 'utf8').matchAll(/from '@\/(\w+)/g)].map((m) => m[1] ?? '');
      return imports
        .filter((target) => order.indexOf(target) > layer)
        .map((target) => `${path} imports ${target}`);
    });
  expect(wrong).toEqual([]);
});
