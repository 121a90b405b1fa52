import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewView } from '@/lib/api';
import { allows, useMe } from '@/lib/session';
import { navPages, type PageId } from '@/ui/nav';

type Props = { figures: OverviewView['figures'] };
const number = (value: number) => value.toLocaleString('en-US');
const share = (value: number) => `${(value * 100).toFixed(1)}%`;

export function Figures({ figures: f }: Props) {
  const { t } = useTranslation('overview');
  const refusedShare = f.asked > 0 ? share(f.refused / f.asked) : '—';
  return (
    <div className="ov-figures">
      <Figure page="gate" title={t('asked')} value={number(f.asked)}>
        {t('askedSplit', { permitted: number(f.permitted), refused: number(f.refused), share: refusedShare })}
      </Figure>
      <Figure page="conversations" title={t('conversations')} value={number(f.conversations)}>
        <span className="dl-dot good pulse">{t('liveNow', { n: number(f.liveNow) })}</span>
      </Figure>
      <Figure page="wall" title={t('openAlerts')} value={number(f.openAlerts)} alarm={f.openAlerts > 0}>
        {t('findings', { n: number(f.findings) })}
      </Figure>
      <Figure page="reviews" title={t('reviewsWaiting')} value={number(f.reviewsWaiting)}>
        {t('decided', {
          n: number(f.reviewsDecided),
          share: f.upheldShare === null ? '—' : share(f.upheldShare),
        })}
        {f.dismissedByModel > 0 && ` · ${t('dismissedByModel', { n: number(f.dismissedByModel) })}`}
      </Figure>
      <Figure page="cases" title={t('cases')} value={number(f.cases)}>
        {t('casesWhat')}
      </Figure>
      <Figure page="evidence" title={t('ledger')} value={number(f.ledgerSize)}>
        {t('ledgerWhat')}
      </Figure>
    </div>
  );
}

type FigureProps = { page: PageId; title: string; value: string; alarm?: boolean; children: ReactNode };

/** One number of the day; it leads to the page behind it where the reader may go there. */
function Figure({ page, title, value, alarm = false, children }: FigureProps) {
  const session = useMe();
  const target = navPages.find((one) => one.id === page);
  const inner = (
    <>
      <span className="ov-figure-title">{title}</span>
      <span className={`ov-figure-value dl-num${alarm ? ' alarm' : ''}`}>{value}</span>
      <span className="ov-figure-foot dl-num">{children}</span>
    </>
  );
  if (!target || !allows(session, target.anyOf)) return <div className="dl-card ov-figure">{inner}</div>;
  return (
    <Link to={target.path} className="dl-card ov-figure">
      {inner}
    </Link>
  );
}
