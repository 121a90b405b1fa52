import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportKind } from '@/lib/api';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { useImport } from '../imports/importApi';
import { OneImport } from '../imports/OneImport';
import { Upload } from '../imports/Upload';
import '../imports/imports.css';

const kinds: readonly ImportKind[] = ['history', 'history-counters'];

/** Brings the history in, and the former dialer's own counters; one file at a time. */
export function Bring() {
  const { t } = useTranslation('history');
  const imports = useCan('import.run');
  const { import: id } = useSearch({ from: '/shell/history' });
  const navigate = useNavigate({ from: '/history' });
  if (!imports)
    return (
      <section className="dl-card">
        <h2>{t('bring.title')}</h2>
        <p className="dl-muted">{t('bring.administrator')}</p>
      </section>
    );
  const show = (shown: string | undefined) =>
    navigate({ search: (now) => ({ ...now, import: shown }), resetScroll: false });
  if (!id) return <Upload kinds={kinds} onSent={(view) => show(view.id)} />;
  return (
    <>
      <div>
        <Button onClick={() => show(undefined)}>{t('bring.another')}</Button>
      </div>
      <One key={id} id={id} />
    </>
  );
}

function One({ id }: { id: string }) {
  const query = useImport(id);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  return <OneImport view={query.data} />;
}
