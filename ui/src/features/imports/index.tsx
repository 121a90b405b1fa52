import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { type ImportView, itemsOf, usePages } from '@/lib/api';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { PersonalData } from '@/ui/PersonalData';
import { History } from './History';
import { Invitation } from './Invitation';
import { importKinds, useImport } from './importApi';
import { OneImport } from './OneImport';
import { Upload } from './Upload';
import './imports.css';

export function ImportsPage() {
  const { t } = useTranslation('imports');
  const { id } = useSearch({ from: '/shell/imports' });
  const navigate = useNavigate({ from: '/imports' });
  return (
    <PersonalData>
      <PageHeader
        title={t('title')}
        actions={id && <Button onClick={() => navigate({ search: {} })}>{t('toList')}</Button>}
      />
      {id ? <One key={id} id={id} /> : <All />}
    </PersonalData>
  );
}

function All() {
  const query = usePages<ImportView>('/imports', {});
  const navigate = useNavigate({ from: '/imports' });
  const none = query.isSuccess && itemsOf(query).length === 0;
  return (
    <div className="imp">
      {none && <Invitation />}
      <Upload kinds={importKinds} onSent={(view) => navigate({ search: { id: view.id } })} />
      {!none && <History query={query} />}
    </div>
  );
}

function One({ id }: { id: string }) {
  const query = useImport(id);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  return <OneImport view={query.data} />;
}
