import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '@/lib/clock';
import { homeZoneName, instantOf, localTime } from '@/lib/time';
import type { Question } from './useQuestion';

const shape = 'YYYY-MM-DDTHH:mm';

/** Asks about another moment. The picker shows the clocks at the person's place, whatever zone the browser is in. */
export function Moment({ question, zone }: { question: Question; zone: string | null }) {
  const { t } = useTranslation('gate');
  const now = useServerNow(60_000);
  const { search, change } = question;
  const there = zone ?? homeZoneName();
  return (
    <div className="gt-moment">
      <DatePicker
        showTime={{ format: 'HH:mm', minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        placeholder={t('otherMoment')}
        aria-label={t('otherMoment')}
        allowClear={false}
        value={search.at ? dayjs(localTime(search.at, there)) : null}
        defaultPickerValue={dayjs(localTime(now, there))}
        onChange={(moment) => moment && change({ at: instantOf(moment.format(shape), there) })}
      />
      {search.at !== undefined && <Button onClick={() => change({ at: undefined })}>{t('backToNow')}</Button>}
    </div>
  );
}
