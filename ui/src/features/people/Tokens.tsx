import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type TokenView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { EmptyState } from '@/ui/EmptyState';
import { TimeAgo } from '@/ui/TimeAgo';
import { useStaff } from '../cases/useStaff';
import { IssueToken } from './IssueToken';
import { useTokens } from './usePeople';

/** By which programs act as a staff member. */
export function Tokens() {
  const { t } = useTranslation('people');
  const tokens = useTokens();
  const [issuing, setIssuing] = useState(false);
  return (
    <>
      <div className="ppl-bar">
        <span className="dl-muted">{t('token.what')}</span>
        <Button type="primary" onClick={() => setIssuing(true)}>
          {t('token.issue')}
        </Button>
      </div>
      {tokens.isError ? (
        <EmptyState kind="failed" error={tokens.error} onRetry={() => tokens.refetch()} />
      ) : !tokens.data ? (
        <Skeleton active />
      ) : tokens.data.length === 0 ? (
        <EmptyState kind="nothing-yet" title={t('token.none')} />
      ) : (
        <ul className="ppl-tokens dl-card">
          {tokens.data.map((token) => (
            <Token key={token.id} token={token} />
          ))}
        </ul>
      )}
      {issuing && <IssueToken onClose={() => setIssuing(false)} />}
    </>
  );
}

function Token({ token }: { token: TokenView }) {
  const { t } = useTranslation('people');
  const owner = useStaff().find((one) => one.id === token.staffId);
  return (
    <li>
      <div>
        <strong>{token.name}</strong>{' '}
        <span className="dl-muted">{t('token.actsAs', { name: owner?.displayName ?? token.staffId })}</span>
        {token.grants.map((grant) => (
          <Tag key={grant} className="ppl-grant">
            {labelOf(t, 'permission', grant)}
          </Tag>
        ))}
        <div className="dl-muted ppl-token-times">
          <span>
            {t('token.issued')} <TimeAgo at={token.createdAt} mode="short" />
          </span>
          <span>
            {t('token.expires')} <TimeAgo at={token.expiresAt} mode="full" />
          </span>
          <span>
            {t('token.lastUsed')} <TimeAgo at={token.lastUsedAt} />
          </span>
        </div>
      </div>
      <Revoke token={token} />
    </li>
  );
}

function Revoke({ token }: { token: TokenView }) {
  const { t } = useTranslation('people');
  const { message } = App.useApp();
  const client = useQueryClient();
  const revoke = async () => {
    try {
      await api.del(`/tokens/${token.id}`);
      message.success(t('token.revoked'));
    } catch (error) {
      message.error(problemText(t, error));
    }
    client.invalidateQueries({ queryKey: ['/tokens'] });
  };
  return (
    <Popconfirm title={t('token.revokeSure')} okText={t('token.revoke')} onConfirm={revoke}>
      <Button danger size="small">
        {t('token.revoke')}
      </Button>
    </Popconfirm>
  );
}
