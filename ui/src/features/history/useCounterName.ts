import { useTranslation } from 'react-i18next';
import type { BothLanguages } from '@/lib/api';
import { useBoth } from '@/lib/i18n';

/** What a counter is called: a rule by its label, a word by its own, and a rule that is no longer in force by its id. */
export function useCounterName(): (one: { counter: string; label: BothLanguages | null }) => string {
  const { t } = useTranslation('history');
  const both = useBoth();
  return ({ counter, label }) =>
    label ? both(label) : t(`counter.${counter.replaceAll('.', '_')}`, { defaultValue: counter });
}
