import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/time';
import { isOpen, type Proposal } from './Proposed';

type Props = {
  proposal: Pick<Proposal, 'status'> & { effectiveFrom: string | null };
  words: 'packs' | 'rulebooks';
};

/** From when a proposal counts. */
export function CountsFrom({ proposal: one, words }: Props) {
  const { t } = useTranslation(words);
  if (one.effectiveFrom)
    return (
      <span className="dl-num">{t('countsFrom', { at: dateTime(one.effectiveFrom).slice(0, 16) })}</span>
    );
  return isOpen(one) ? <span>{t('countsFromApproval')}</span> : null;
}
