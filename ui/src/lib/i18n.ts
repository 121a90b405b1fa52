import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { BothLanguages } from './api';
import { preference, setPreference } from './preferences';
import type { Language } from './time';

export type Resources = Record<Language, Record<string, object>>;

export function startI18n(resources: Resources, language: Language = preference('language')): void {
  i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources,
    ns: Object.keys(resources.zh),
    defaultNS: 'words',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  markDocument(language);
}

export async function chooseLanguage(language: Language): Promise<void> {
  setPreference('language', language);
  await i18next.changeLanguage(language);
  markDocument(language);
}

/** Glyph variants of Han characters depend on the document's language. */
function markDocument(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'zh';
}

/** Picks the reader's side of a sentence the server gave in both languages. */
export function useBoth(): (text: BothLanguages | null | undefined) => string {
  const language = useLanguage();
  return (text) => text?.[language] || text?.zh || '';
}
