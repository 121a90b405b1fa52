import type { Resources } from '@/lib/i18n';

type Texts = Record<string, object>;

const found = {
  zh: import.meta.glob<object>('../src/{lib,ui,features/*}/zh.json', { eager: true, import: 'default' }),
  en: import.meta.glob<object>('../src/{lib,ui,features/*}/en.json', { eager: true, import: 'default' }),
};

/** One namespace per folder: a feature's own name, `shell` for the frame, `words` for the domain's closed lists. */
const named = (files: Texts): Texts =>
  Object.fromEntries(Object.entries(files).map(([path, texts]) => [namespaceOf(path), texts]));

function namespaceOf(path: string): string {
  const folder = path.split('/').at(-2) ?? '';
  return folder === 'lib' ? 'words' : folder === 'ui' ? 'shell' : folder;
}

export const resources: Resources = { zh: named(found.zh), en: named(found.en) };
