import { useTranslation } from 'react-i18next';
import type { WhatIfResult } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { Figures } from '@/ui/Figures';
import { plainAxes } from '@/ui/plainAxes';
import { useChart } from '@/ui/useChart';
import { Samples } from './Samples';

const number = (n: number) => n.toLocaleString('en-US');

/** What a draft would have changed: figures, by day, by rule, team and channel, and samples. */
export function WhatIfAnswer({ id, result }: { id: string; result: WhatIfResult }) {
  const { t } = useTranslation('trust');
  const both = useBoth();
  const { counts } = result;
  return (
    <>
      <section className="dl-card">
        <Figures
          items={[
            { name: t('toRefuse'), value: counts.toRefuse, tone: 'bad' },
            { name: t('toPermit'), value: counts.toPermit, tone: 'good' },
            { name: t('stillPermitted'), value: counts.stillPermitted },
            { name: t('stillRefused'), value: counts.stillRefused },
            { name: t('impossible'), value: counts.impossible },
          ]}
        />
        <p className="dl-muted dl-num">
          {t('whatIf.speed', {
            n: number(counts.decisions),
            s: result.seconds,
            rate: number(result.perSecond),
          })}
        </p>
        <p className="dl-muted">{t('whatIf.limit')}</p>
        {result.impossible.map((one) => (
          <p key={one.reason} className="dl-muted">
            {number(one.count)} × {one.reason}
          </p>
        ))}
      </section>
      {result.byDay.length > 1 && <ByDay days={result.byDay} />}
      <Groups
        title={t('byRule')}
        rows={result.byRule.map((rule) => ({
          ...rule,
          key: rule.rule,
          name: both(rule.text),
          code: rule.rule,
        }))}
      />
      <div className="tr-two">
        <Groups
          title={t('byTeam')}
          rows={result.byTeam.map((group) => ({ ...group, name: group.name ?? t('noTeam') }))}
        />
        <Groups
          title={t('byChannel')}
          rows={result.byChannel.map((group) => ({ ...group, name: labelOf(t, 'channel', group.key) }))}
        />
      </div>
      <Samples id={id} />
    </>
  );
}

type Row = {
  key: string;
  name: string;
  code?: string;
  decisions?: number;
  toRefuse: number;
  toPermit: number;
};

function Groups({ title, rows }: { title: string; rows: Row[] }) {
  const { t } = useTranslation('trust');
  if (rows.length === 0) {
    return (
      <section className="dl-card">
        <h2>{title}</h2>
        <p className="dl-muted">{t('nothingChanges')}</p>
      </section>
    );
  }
  const most = Math.max(1, ...rows.map((row) => row.toRefuse + row.toPermit));
  return (
    <section className="dl-card">
      <h2>{title}</h2>
      <table className="tr-table">
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">{t('toRefuse')}</th>
            <th scope="col">{t('toPermit')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.name}
                {row.code && <span className="dl-mono dl-muted"> {row.code}</span>}
                <span className="tr-track" aria-hidden>
                  <span className="bad" style={{ width: `${(row.toRefuse / most) * 100}%` }} />
                  <span className="good" style={{ width: `${(row.toPermit / most) * 100}%` }} />
                </span>
              </th>
              <td className="dl-num">{number(row.toRefuse)}</td>
              <td className="dl-num">{number(row.toPermit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ByDay({ days }: { days: WhatIfResult['byDay'] }) {
  const { t } = useTranslation('trust');
  const ref = useChart((colours) => ({
    ...plainAxes(
      colours,
      days.map((one) => one.key.slice(5)),
      { minInterval: 1 },
    ),
    series: [
      {
        id: 'refuse',
        name: t('toRefuse'),
        type: 'bar',
        stack: 'changed',
        itemStyle: { color: colours.bad },
        data: days.map((one) => one.toRefuse),
      },
      {
        id: 'permit',
        name: t('toPermit'),
        type: 'bar',
        stack: 'changed',
        itemStyle: { color: colours.good },
        data: days.map((one) => one.toPermit),
      },
    ],
  }));
  return (
    <section className="dl-card">
      <h2>{t('byDay')}</h2>
      <div ref={ref} className="tr-chart" role="img" aria-label={t('byDay')} />
    </section>
  );
}
