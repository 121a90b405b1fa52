import {
  CloudOutlined,
  FilterOutlined,
  InboxOutlined,
  LockOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { CopyId } from './CopyId';

type Props =
  /** Nothing exists yet: say what will appear here, and how. */
  | { kind: 'nothing-yet'; title?: ReactNode; children?: ReactNode; action?: ReactNode }
  /** Something exists, the filters hide it. */
  | { kind: 'nothing-matches'; onClear?: () => void }
  | { kind: 'no-permission'; children?: ReactNode }
  | { kind: 'failed'; error: unknown; onRetry?: () => void };

export function EmptyState(props: Props) {
  const { t } = useTranslation('shell');
  if (props.kind === 'failed') return <Failed error={props.error} onRetry={props.onRetry} />;
  if (props.kind === 'nothing-matches') {
    return (
      <Frame icon={<FilterOutlined />} title={t('empty.nothingMatches')}>
        {props.onClear && <Button onClick={props.onClear}>{t('empty.clearFilters')}</Button>}
      </Frame>
    );
  }
  if (props.kind === 'no-permission') {
    return (
      <Frame icon={<LockOutlined />} title={t('empty.noPermission')}>
        {props.children ?? t('empty.askAdministrator')}
      </Frame>
    );
  }
  return (
    <Frame icon={<InboxOutlined />} title={props.title ?? t('empty.nothingYet')}>
      {props.children}
      {props.action}
    </Frame>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('shell');
  const problem = error instanceof ApiProblem ? error : null;
  if (problem?.status === 403) return <EmptyState kind="no-permission" />;
  const offline = problem?.status === 0;
  const missing = problem?.status === 404;
  const title = offline ? t('empty.offline') : missing ? t('empty.notFound') : t('empty.failed');
  return (
    <Frame icon={offline ? <CloudOutlined /> : <WarningOutlined />} title={title}>
      {!offline && <span>{missing ? t('empty.notFoundWhy') : problemText(t, error)}</span>}
      {problem?.traceId && (
        <span>
          {t('empty.trace')} <CopyId value={problem.traceId} />
        </span>
      )}
      {onRetry && <Button onClick={onRetry}>{t('empty.retry')}</Button>}
    </Frame>
  );
}

function Frame({ icon, title, children }: { icon: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="dl-empty" role="status">
      {icon}
      <strong>{title}</strong>
      {children}
    </div>
  );
}
