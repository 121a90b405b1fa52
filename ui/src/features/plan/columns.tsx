import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ContactPlanView, PlanRowView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { homeZoneName, localTime } from '@/lib/time';
import { Strip } from './Strip';

type Texts = Map<string, { zh: string; en: string }>;

export function textsOf(plan: ContactPlanView): Texts {
  return new Map([...plan.rules, ...plan.obligations].map((one) => [one.code, one.text]));
}

export function usePlanColumns(plan: ContactPlanView): TableColumnsType<PlanRowView> {
  const { t } = useTranslation('plan');
  const texts = textsOf(plan);
  return [
    { key: 'who', title: t('column.who'), width: 190, render: (_, row) => <Who row={row} /> },
    {
      key: 'how',
      title: t('column.how'),
      width: 150,
      render: (_, row) => (
        <>
          {labelOf(t, 'channel', row.channel)}
          <br />
          <span className="dl-muted dl-num">{row.maskedPoint ?? t('noPoint')}</span>
        </>
      ),
    },
    {
      key: 'when',
      title: <Scale request={plan.request} />,
      width: 420,
      render: (_, row) => <Strip row={row} request={plan.request} />,
    },
    { key: 'left', title: t('column.left'), width: 110, render: (_, row) => <Left row={row} plan={plan} /> },
    { key: 'why', title: t('column.why'), width: 380, render: (_, row) => <Why row={row} texts={texts} /> },
  ];
}

export function Who({ row }: { row: PlanRowView }) {
  const { t } = useTranslation('plan');
  return (
    <>
      <Link to="/cases/$id" params={{ id: row.caseId }}>
        {row.reference}
      </Link>
      <br />
      {row.maskedName} <span className="dl-muted">{labelOf(t, 'partyRole', row.role)}</span>
    </>
  );
}

/** The hours above the strips; a span of several days has none, its windows carry their dates. */
function Scale({ request }: { request: ContactPlanView['request'] }) {
  const { t } = useTranslation('plan');
  if (request.from.slice(0, 10) !== request.to.slice(0, 10)) return <>{t('column.when')}</>;
  return (
    <span className="pl-scale" title={t('column.when')}>
      {[0, 6, 12, 18, 24].map((hour) => (
        <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
          {hour}
        </span>
      ))}
    </span>
  );
}

/** The fewest that any cap leaves; all of them when pointed at. */
export function Left({ row, plan }: { row: PlanRowView; plan: ContactPlanView }) {
  const { t } = useTranslation('plan');
  const both = useBoth();
  if (row.left.length === 0) return <span className="dl-muted">{t('noCap')}</span>;
  const fewest = row.left.reduce((a, b) => (b.left < a.left ? b : a));
  const all = row.left
    .map((one) => {
      const cap = plan.caps.find(({ rule }) => rule === one.rule);
      return `${both(cap?.label) || one.rule}: ${one.left} / ${one.limit}`;
    })
    .join('\n');
  return (
    <span className={fewest.left === 0 ? 'pl-left none' : 'pl-left'} title={all}>
      <strong className="dl-num">{fewest.left}</strong>
      <span className="dl-muted dl-num"> / {fewest.limit}</span>
    </span>
  );
}

const shown = 2;

/** What stands in the way and when it ends; where nothing does, what the contact must meet. */
export function Why({ row, texts }: { row: PlanRowView; texts: Texts }) {
  const { t } = useTranslation('plan');
  const both = useBoth();
  const named = (codes: string[]) => codes.map((code) => both(texts.get(code)) || code);
  const next = row.next
    ? localTime(row.next, row.zone ?? homeZoneName())
        .replace('T', ' ')
        .slice(5)
    : null;
  if (row.status === 'throughout') {
    return <span className="dl-muted pl-why">{named(row.obligations).slice(0, shown).join(t('comma'))}</span>;
  }
  return (
    <div className="pl-why">
      {named(row.rules)
        .slice(0, shown)
        .map((text) => (
          <div key={text}>{text}</div>
        ))}
      {row.rules.length > shown && (
        <span className="dl-muted">{t('more', { n: row.rules.length - shown })}</span>
      )}
      {row.status === 'refused' && (
        <div className="dl-muted dl-num">{next ? t('nextAt', { at: next }) : t('nextNone')}</div>
      )}
    </div>
  );
}
