import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowView } from '@/lib/api';
import { useCan } from '@/lib/session';
import { dateTime } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { StatusDot } from '@/ui/StatusDot';
import { Declare } from './Declare';
import { useContactWindow } from './useHistory';

/** How the institution's history begins, and what the gate makes of it. */
export function Begin() {
  const { t } = useTranslation('history');
  const query = useContactWindow();
  return (
    <section className="dl-card">
      <h2>{t('begin.title')}</h2>
      {query.isPending ? (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      ) : query.data ? (
        <Standing window={query.data} />
      ) : (
        <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />
      )}
    </section>
  );
}

function Standing({ window }: { window: WindowView }) {
  const { t } = useTranslation('history');
  const declares = useCan('contact.window.declare');
  const [declaring, setDeclaring] = useState(false);
  const declared = window.declaredAt !== null;
  return (
    <>
      {!window.known && (
        <Alert
          type="error"
          showIcon
          title={t('begin.refused')}
          description={
            <>
              <p>{t('begin.ways', { days: window.days })}</p>
              {declares && (
                <Button danger onClick={() => setDeclaring(true)}>
                  {t('declare.open')}
                </Button>
              )}
            </>
          }
        />
      )}
      <dl className="hs-facts">
        <div>
          <dt>{t('begin.state')}</dt>
          <dd>
            <StatusDot tone={window.known ? 'good' : 'bad'}>
              {t(window.known ? (declared ? 'begin.declared' : 'begin.reaches') : 'begin.empty')}
            </StatusDot>
          </dd>
        </div>
        <div>
          <dt>{t('begin.days')}</dt>
          <dd className="dl-num">{t('begin.daysOf', { days: window.days })}</dd>
        </div>
        <div>
          <dt>{t('begin.oldest')}</dt>
          <dd className="dl-num">
            {window.oldestContact ? dateTime(window.oldestContact).slice(0, 16) : t('begin.none')}
          </dd>
        </div>
        {window.declaredAt && (
          <div>
            <dt>{t('begin.by')}</dt>
            <dd>
              {window.declaredBy === 'upgrade' ? t('begin.upgrade') : window.declaredBy}{' '}
              <span className="dl-num dl-muted">{dateTime(window.declaredAt).slice(0, 16)}</span>
            </dd>
          </div>
        )}
      </dl>
      {declaring && <Declare days={window.days} onClose={() => setDeclaring(false)} />}
    </>
  );
}
