import { useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { EmptyState } from '@/ui/EmptyState';
import { Governance } from './Governance';
import { PackList } from './PackList';
import { PackPage } from './PackPage';
import { useDesk } from './usePacks';
import './packs.css';

/** The rules the gate decides by: which decide here, what each says, and how they change. */
export function Packs() {
  const desk = useDesk();
  const search = useSearch({ from: '/shell/gate' });
  if (desk.isError) return <EmptyState kind="failed" error={desk.error} onRetry={() => desk.refetch()} />;
  if (!desk.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const pack = desk.data.texts.find((one) => one.kind === 'pack' && one.name === search.pack);
  return (
    <div className="pk">
      <PackList desk={desk.data} chosen={pack?.name} />
      {pack ? (
        <PackPage key={pack.name} pack={pack} hash={search.hash ?? pack.hash} />
      ) : (
        <Governance desk={desk.data} />
      )}
    </div>
  );
}
