import { DownloadOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Popconfirm, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type ImportView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { TimeAgo } from '@/ui/TimeAgo';
import { useAct } from './MapColumns';
import { shareDone } from './mapping';

const number = (n: number) => n.toLocaleString('en-US');

export function Progressing({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const act = useAct(view.id);
  const share = shareDone(view);
  const running = view.status === 'running';
  return (
    <>
      {view.status === 'failed' && (
        <Alert type="error" showIcon title={t('failed')} description={view.error ?? t('failedWhy')} />
      )}
      <Progress
        percent={share === null ? 100 : Math.floor(share * 100)}
        showInfo={share !== null}
        status={running ? 'active' : view.status === 'done' ? 'success' : 'exception'}
        aria-label={t('progress')}
      />
      <dl className="imp-counts" aria-live="polite">
        <Count name={t('rows.read')} n={view.rowsRead} of={view.rowsTotal} />
        <Count name={t('rows.added')} n={view.rowsAdded} />
        <Count name={t('rows.updated')} n={view.rowsUpdated} />
        <Count name={t('rows.unchanged')} n={view.rowsUnchanged} />
        <Count name={t('rows.rejected')} n={view.rowsRejected} alarm={view.rowsRejected > 0} />
      </dl>
      <div className="imp-start">
        <span className="dl-muted">
          {view.startedAt && (
            <>
              {t('startedAt')} <TimeAgo at={view.startedAt} mode="full" />
            </>
          )}
          {view.finishedAt && (
            <>
              {' · '}
              {t('finishedAt')} <TimeAgo at={view.finishedAt} mode="full" />
            </>
          )}
        </span>
        <span className="dl-grow" />
        {view.rowsRejected > 0 && <Rejects id={view.id} />}
        {running && (
          <Popconfirm title={t('cancelSure')} okText={t('cancel')} onConfirm={() => act('cancel')}>
            <Button>{t('cancel')}</Button>
          </Popconfirm>
        )}
        {view.status === 'done' && <Onward kind={view.kind} />}
      </div>
    </>
  );
}

/** Where what came in can be seen. */
function Onward({ kind }: { kind: ImportView['kind'] }) {
  const { t } = useTranslation('imports');
  const history = kind === 'history' || kind === 'history-counters';
  const to = kind === 'conversations' ? '/conversations' : history ? '/history' : '/cases';
  return (
    <Link to={to} search={{}}>
      <Button type="primary" tabIndex={-1}>
        {t(kind === 'conversations' ? 'toConversations' : history ? 'toHistory' : 'toCases')}
      </Button>
    </Link>
  );
}

function Count({
  name,
  n,
  of,
  alarm = false,
}: {
  name: string;
  n: number;
  of?: number | null;
  alarm?: boolean;
}) {
  return (
    <div className={alarm ? 'alarm' : ''}>
      <dt>{name}</dt>
      <dd className="dl-num">
        {number(n)}
        {of ? <span className="dl-muted"> / {number(of)}</span> : null}
      </dd>
    </div>
  );
}

function Rejects({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const { message } = App.useApp();
  const load = () =>
    api.download('GET', `/imports/${id}/rejects`).catch((error) => message.error(problemText(t, error)));
  return (
    <Button icon={<DownloadOutlined />} onClick={load}>
      {t('rejects')}
    </Button>
  );
}
