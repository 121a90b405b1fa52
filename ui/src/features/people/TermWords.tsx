import { useTranslation } from 'react-i18next';
import { StatusDot, type Tone } from '@/ui/StatusDot';
import type { Term } from './standingTerm';

const tones: Record<Term['state'], Tone> = { valid: 'good', soon: 'warn', over: 'bad' };

/** Until when something dated serves, as a dot and words. */
export function TermWords({ term }: { term: Term | null }) {
  const { t } = useTranslation('people');
  if (!term) return <StatusDot tone="warn">{t('standing.missing')}</StatusDot>;
  const words = {
    valid: t('standing.valid', { day: term.day }),
    soon: t('standing.runsOut', { day: term.day, days: term.days }),
    over: t('standing.ranOut', { day: term.day }),
  };
  return <StatusDot tone={tones[term.state]}>{words[term.state]}</StatusDot>;
}
