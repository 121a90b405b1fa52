import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = (folder: string): string[] =>
  readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? files(path) : [path];
  });
const sources = [...files('src'), ...files('console')];
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const json = (path: string) => JSON.parse(read(path)) as object;

function keys(value: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'string' ? [[prefix + name, inner] as const] : [...keys(inner, `${prefix}${name}.`)],
    ),
  );
}
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]).sort();

const folders = sources
  .filter((path) => path.endsWith('/zh.json'))
  .map((path) => path.slice(0, -'/zh.json'.length));

describe('texts', () => {
  it.each(folders)('%s says the same things in both languages', (folder) => {
    const zh = keys(json(`${folder}/zh.json`));
    const en = keys(json(`${folder}/en.json`));
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
    for (const [key, text] of zh)
      expect([key, placeholders(en.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('stand nowhere but in the language files', () => {
    const brand = /\u662d\u884c/g;
    const offenders = sources
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
      .filter((path) => /[\u3400-\u9fff]/.test(read(path).replace(brand, '')));
    expect(offenders).toEqual([]);
  });

  it('exist for every key the code names', () => {
    const known = new Map(
      folders.map((folder) => {
        const name = folder.split('/').at(-1) ?? '';
        const namespace = name === 'lib' ? 'words' : name === 'ui' ? 'shell' : name;
        return [namespace, keys(json(`${folder}/zh.json`))] as const;
      }),
    );
    const missing: string[] = [];
    for (const path of sources.filter((p) => /\.tsx?$/.test(p))) {
      const text = read(path);
      const [own = 'words'] = [...text.matchAll(/useTranslation\('(\w+)'\)/g)].map((m) => m[1] ?? '');
      // A component that several features share speaks in the words of each.
      const [, shared] = text.match(/words: ((?:'\w+'(?: \| )?)+);/) ?? [];
      const locals = shared?.split(' | ').map((name) => name.slice(1, -1)) ?? [own];
      for (const [, key = ''] of text.matchAll(/\bt\('([\w.:-]+)'/g)) {
        const [namespace, name = key] = key.includes(':') ? key.split(':') : [];
        for (const local of namespace ? [namespace] : locals) {
          const texts = known.get(local);
          const plural = texts?.has(`${name}_one`) || texts?.has(`${name}_other`);
          if (!texts?.has(name) && !plural) missing.push(`${path}: ${local}:${name}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});
