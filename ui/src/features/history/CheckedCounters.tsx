import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CheckedCounterView } from '@/lib/api';
import { useWindowName } from '../gate/Counters';
import type { FigureStatus } from './search';
import { useCounterName } from './useCounterName';

type Props = { counters: CheckedCounterView[]; onShow: (counter: string, status: FigureStatus) => void };

/** Each counter of the former dialer, and on which side the differences lie. */
export function CheckedCounters({ counters, onShow }: Props) {
  const { t } = useTranslation('history');
  const nameOf = useCounterName();
  const windowOf = useWindowName();
  return (
    <ul className="hs-counters">
      {counters.map((one) => (
        <li key={`${one.counter} ${one.window}`}>
          <Button type="link" onClick={() => onShow(one.counter, one.differing > 0 ? 'differs' : 'all')}>
            {nameOf(one)}
          </Button>
          <span className="dl-muted">{windowOf(one.window)}</span>
          <span className="dl-num">{t('check.of', { count: one.figures })}</span>
          {one.differing > 0 ? (
            <span className="hs-differs dl-num">
              {t('check.differ', { count: one.differing })}
              {one.theyCountMore > 0 && ` · ${t('check.theyMore', { count: one.theyCountMore })}`}
              {one.notCounted > 0 && ` · ${t('check.notCounted', { count: one.notCounted })}`}
            </span>
          ) : (
            <span className="dl-muted dl-num">
              {one.accepted > 0 ? t('check.accepted', { count: one.accepted }) : t('check.allAgree')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
