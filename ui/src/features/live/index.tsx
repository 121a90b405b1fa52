import { useNavigate, useSearch } from '@tanstack/react-router';
import { App, Skeleton, Tabs } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallView } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import type { LiveState } from '@/lib/hub';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { ModelWarnings } from '@/ui/ModelWarnings';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { useIsPhone } from '@/ui/useIsPhone';
import { AlertList } from './AlertList';
import { ConnectionState } from './ConnectionState';
import { wallKeys } from './keys';
import { LiveTalks } from './LiveTalks';
import { placeOf } from './placeOf';
import { useFreeze } from './useFreeze';
import { useTitleBadge } from './useTitleBadge';
import { useAcknowledge, useWall } from './useWall';
import { WallFilters } from './WallFilters';
import './wall.css';

export function WallPage() {
  const { t } = useTranslation('live');
  const wall = useWall();
  if (wall.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (!wall.data) return <EmptyState kind="failed" error={wall.error} onRetry={() => wall.refetch()} />;
  return (
    <PersonalData>
      <PageHeader title={t('title')} tags={<ConnectionState state={wall.state} at={wall.data.now} />} />
      <ModelWarnings />
      <Wall wall={wall.data} state={wall.state} onOlder={wall.loadOlder} />
    </PersonalData>
  );
}

type Props = { wall: WallView; state: LiveState; onOlder: (() => Promise<void>) | null };

function Wall({ wall, state, onOlder }: Props) {
  const { t } = useTranslation('live');
  const phone = useIsPhone();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const filter = useSearch({ from: '/shell/wall' });
  const mayAcknowledge = useCan('alert.acknowledge');
  const [chosen, setChosen] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const { rows, waiting, hold, release } = useFreeze(wall.alerts, filter);
  const acknowledge = useAcknowledge((error) =>
    message.error(t('notAcknowledged', { why: problemText(t, error) })),
  );
  useTitleBadge(
    wall.alerts.filter((alert) => alert.severity === 'critical' && alert.acknowledgedAt === null).length,
  );

  const choose = (id: string | undefined) => {
    setChosen(id);
    hold('chosen', id !== undefined);
  };
  const move = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === chosen);
    choose(rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]?.id);
  };
  const newest = () => {
    setChosen(undefined);
    release();
    list.current?.scrollTo({ top: 0 });
  };
  const current = rows.find((row) => row.id === chosen);
  useHotkeys('live:keys.title', wallKeys, {
    down: () => move(1),
    up: () => move(-1),
    newest,
    acknowledge: () => current && mayAcknowledge && acknowledge(current),
    open: () => {
      if (current) navigate(placeOf(current));
    },
  });

  const count = `${rows.length + waiting}${onOlder ? '+' : ''}`;
  const alerts = (
    <AlertList
      ref={list}
      rows={rows}
      waiting={waiting}
      chosen={chosen}
      onChoose={choose}
      onNewest={newest}
      onHold={hold}
      onOlder={onOlder}
      onAcknowledge={mayAcknowledge ? acknowledge : undefined}
    />
  );
  const talks = (
    <LiveTalks talks={wall.conversations.filter((talk) => !filter.team || talk.teamId === filter.team)} />
  );
  return (
    <div className={state === 'offline' ? 'wall-offline' : undefined}>
      <WallFilters wall={wall} />
      {phone ? (
        <Tabs
          items={[
            { key: 'alerts', label: t('alerts', { n: count }), children: alerts },
            { key: 'talks', label: t('talks', { n: wall.conversations.length }), children: talks },
          ]}
        />
      ) : (
        <div className="wall">
          <section className="dl-card wall-column">
            <h2>{t('alerts', { n: count })}</h2>
            {alerts}
          </section>
          <section className="dl-card wall-column">
            <h2>{t('talks', { n: wall.conversations.length })}</h2>
            {talks}
          </section>
        </div>
      )}
    </div>
  );
}
