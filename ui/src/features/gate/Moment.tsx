import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { homeZoneName, instantOf, localTime } from '@/lib/time';
import type { Question } from './useQuestion';

/** Asks about another moment, in the person's local time. */
export function Moment({ question, zone }: { question: Question; zone: string | null }) {
  const { t } = useTranslation('gate');
  const now = useServerNow(60_000);
  const { search, change } = question;
  const there = zone ?? homeZoneName();
  return (
    <div className="gt-moment">
      <Input
        type="datetime-local"
        aria-label={t('otherMoment')}
        value={localTime(search.at ?? now, there)}
        onChange={(event) => {
          if (event.target.value) change({ at: instantOf(event.target.value, there) });
        }}
      />
      {search.at !== undefined && <Button onClick={() => change({ at: undefined })}>{t('backToNow')}</Button>}
    </div>
  );
}
