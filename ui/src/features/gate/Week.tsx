import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WeekView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { homeZoneName, instantOf } from '@/lib/time';
import { useIsPhone } from '@/ui/useIsPhone';
import { RuleNames } from './RuleNames';
import type { Question } from './useQuestion';
import { WeekGrid } from './WeekGrid';
import { type Cell, gridOf, shiftDays } from './week';

type Props = { week: WeekView; question: Question; stale: boolean };
const pad = (n: number) => String(n).padStart(2, '0');

/** Seven days hour by hour. The cell under the pointer or the focus says which rules stand in the way. */
export function Week({ week, question, stale }: Props) {
  const { t } = useTranslation('gate');
  const phone = useIsPhone();
  const [looked, setLooked] = useState<Cell | null>(null);
  const zone = week.zone ?? homeZoneName();
  const turn = (days: number) => question.change({ from: shiftDays(week.from, days) });
  const ask = (cell: Cell) => question.change({ at: instantOf(`${cell.date}T${pad(cell.hour)}:00`, zone) });
  return (
    <section className={`dl-card gt-week${stale ? ' dl-stale' : ''}`}>
      <header>
        <h2>{t('week')}</h2>
        <span className="dl-muted">{t('weekZone', { zone })}</span>
        <span className="dl-grow" />
        <Button icon={<LeftOutlined />} aria-label={t('weekBefore')} onClick={() => turn(-7)} />
        <Button onClick={() => question.change({ from: undefined })} disabled={!question.search.from}>
          {t('thisWeek')}
        </Button>
        <Button icon={<RightOutlined />} aria-label={t('weekAfter')} onClick={() => turn(7)} />
      </header>
      <WeekGrid grid={gridOf(week)} zone={zone} transposed={phone} onLook={setLooked} onAsk={ask} />
      <Legend />
      <div className="gt-looked" aria-live="polite">
        {looked ? (
          <>
            <strong className="dl-num">
              {looked.date} {pad(looked.hour)}:00
            </strong>{' '}
            {labelOf(t, 'verdict', looked.verdict)}
            <RuleNames ids={looked.rules} />
          </>
        ) : (
          <span className="dl-muted">{t('weekHint')}</span>
        )}
      </div>
    </section>
  );
}

function Legend() {
  const { t } = useTranslation('gate');
  const verdicts = ['permit', 'permit-with-obligations', 'refer', 'refuse'] as const;
  return (
    <ul className="gt-legend">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <span className={`gt-cell ${verdict}`} aria-hidden="true">
            {t(`cell.${verdict}`)}
          </span>
          {labelOf(t, 'verdict', verdict)}
        </li>
      ))}
    </ul>
  );
}
