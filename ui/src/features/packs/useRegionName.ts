import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n';

/** The name of a jurisdiction: the country's, and for a part of one the part's where it is known. */
export function useRegionName(): (code: string) => string {
  const { t } = useTranslation('packs');
  const language = useLanguage();
  const names = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : 'en'], { type: 'region' });
  return (code) => {
    const [country = '', part] = code.split('-');
    const name = /^[A-Z]{2}$/.test(country) ? names.of(country) : undefined;
    const whole = name ?? (code || t('noJurisdiction'));
    return part ? `${whole} · ${t(`region.${code}`, { defaultValue: part })}` : whole;
  };
}
