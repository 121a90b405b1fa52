import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersionView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { usePropose } from './useModels';

/** Proposes a version as champion; for one that was champion before this is the way back. */
export function Propose({ version, championId }: { version: ModelVersionView; championId: string | null }) {
  const { t } = useTranslation('models');
  const mayPropose = useCan('model.train');
  const propose = usePropose();
  const [reason, setReason] = useState('');
  const isBack = version.state === 'retired';
  if (!mayPropose || version.trainAnewSince || version.id === championId) return null;
  if (version.state !== 'trained' && !isBack) return null;
  return (
    <>
      <div className="dl-say">
        <Input
          value={reason}
          maxLength={500}
          placeholder={t('propose.reason')}
          aria-label={t('propose.reason')}
          onChange={(event) => setReason(event.target.value)}
        />
        <Button
          disabled={!reason.trim()}
          loading={propose.isPending}
          onClick={() => propose.mutate({ versionId: version.id, reason: reason.trim() })}
        >
          {t(isBack ? 'propose.back' : 'propose.send')}
        </Button>
      </div>
      {propose.isError && <Alert type="error" showIcon title={problemText(t, propose.error)} />}
    </>
  );
}
