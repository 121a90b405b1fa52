import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RulebookVersionView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { instantOf } from '@/lib/time';
import { usePropose } from './useRulebooks';

/** Proposes that this version inspects; for one that has inspected before this is the way back. */
export function Propose({ version }: { version: RulebookVersionView }) {
  const { t } = useTranslation('rulebooks');
  const mayPropose = useCan('rulebook.propose');
  const propose = usePropose();
  const [reason, setReason] = useState('');
  const [from, setFrom] = useState('');
  if (!mayPropose || version.state === 'published' || version.state === 'awaiting') return null;
  const send = () =>
    propose.mutate({
      hash: version.hash,
      reason: reason.trim(),
      effectiveFrom: from ? instantOf(from) : null,
    });
  return (
    <div className="rb-propose">
      <p>{t(version.state === 'retired' ? 'backWhy' : 'proposeWhy')}</p>
      <div className="dl-say">
        <Input
          value={reason}
          maxLength={500}
          placeholder={t('proposeReason')}
          aria-label={t('proposeReason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <Input
          type="datetime-local"
          className="rb-from"
          value={from}
          aria-label={t('fromWhen')}
          title={t('fromWhen')}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Button type="primary" disabled={!reason.trim()} loading={propose.isPending} onClick={send}>
          {t(version.state === 'retired' ? 'proposeBack' : 'propose')}
        </Button>
      </div>
      {propose.isError && <Alert type="error" showIcon title={problemText(t, propose.error)} />}
    </div>
  );
}
