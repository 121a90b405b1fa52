import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type OverviewView } from '@/lib/api';
import { hourMinute } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { TimeAgo } from '@/ui/TimeAgo';
import { BarList } from './BarList';
import { useCategoryBars, useRefusalBars } from './bars';
import { Figures } from './Figures';
import { HourChart } from './HourChart';
import { StaffTable, TeamTable } from './People';
import './overview.css';

const refreshMs = 5000;

export function OverviewPage() {
  const { t } = useTranslation('overview');
  const today = useQuery({
    queryKey: ['/reports/today'],
    queryFn: ({ signal }) => api.get<OverviewView>('/reports/today', { signal }),
    refetchInterval: refreshMs,
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        tags={
          today.data && (
            <span className="dl-muted">
              {t('asOf')} <TimeAgo at={today.data.asOf} zone={today.data.zone} mode="full" />
            </span>
          )
        }
      />
      {today.data ? (
        <Today today={today.data} />
      ) : today.isError ? (
        <EmptyState kind="failed" error={today.error} onRetry={() => today.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </>
  );
}

function Today({ today }: { today: OverviewView }) {
  const { t } = useTranslation('overview');
  const categories = useCategoryBars(today);
  const refusals = useRefusalBars(today);
  return (
    <div className="ov">
      <Figures figures={today.figures} />
      <section className="dl-card ov-wide">
        <h2>{t('byHour')}</h2>
        <HourChart hours={today.byHour} nowHour={Number(hourMinute(today.asOf, today.zone).slice(0, 2))} />
      </section>
      <section className="dl-card">
        <h2>{t('byCategory')}</h2>
        <BarList bars={categories} empty={t('noFindings')} />
      </section>
      <section className="dl-card">
        <h2>{t('byRefusal')}</h2>
        <BarList bars={refusals} empty={t('noRefusals')} />
      </section>
      <section className="dl-card">
        <h2>{t('byTeam')}</h2>
        <TeamTable teams={today.byTeam} />
      </section>
      <section className="dl-card">
        <h2>{t('byStaff')}</h2>
        <StaffTable staff={today.byStaff} />
      </section>
    </div>
  );
}
