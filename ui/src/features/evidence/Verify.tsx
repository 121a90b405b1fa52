import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Space, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, type CheckView, type EvidenceStatus, type VerificationView } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { problemText } from '@/lib/problemText';
import { TimeAgo } from '@/ui/TimeAgo';
import { statusKey } from './useStatus';

/** Runs the checks on the server. They read the log as it lies on disk, not what the database says of it. */
export function Verify() {
  const { t } = useTranslation('evidence');
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: (deep: boolean) => api.post<VerificationView>('/evidence/verifications', { deep }),
    onSuccess: (lastVerification) => {
      client.setQueryData<EvidenceStatus>(statusKey, (known) => known && { ...known, lastVerification });
      client.invalidateQueries({ queryKey: ['/evidence/entries'] });
    },
  });
  return (
    <>
      <Space wrap>
        <Button
          type="primary"
          disabled={run.isPending}
          loading={run.isPending && !run.variables}
          onClick={() => run.mutate(false)}
        >
          {t('verify.quick')}
        </Button>
        <Button
          disabled={run.isPending}
          loading={run.isPending && run.variables}
          onClick={() => run.mutate(true)}
        >
          {t('verify.deep')}
        </Button>
      </Space>
      <p className="dl-muted">{t('verify.what')}</p>
      {run.isPending && (
        <div role="status">
          <Spin size="small" /> {t('verify.running')}
        </div>
      )}
      {run.isError && <Alert type="error" showIcon title={problemText(t, run.error)} />}
    </>
  );
}

const kindOf = (result: VerificationView) =>
  typeof result.sampled === 'number'
    ? 'verify.wasSelfCheck'
    : result.deep
      ? 'verify.wasDeep'
      : 'verify.wasQuick';

export function LastVerification({ result }: { result: VerificationView }) {
  const { t } = useTranslation('evidence');
  const failed = result.checks.filter((check) => check.status === 'failed').length;
  return (
    <div className="evd-result" aria-live="polite">
      <p className={result.ok ? 'evd-ok' : 'evd-bad'}>
        {result.ok ? <CheckCircleFilled /> : <CloseCircleFilled />}{' '}
        <strong>{result.ok ? t('verify.ok') : t('verify.failed', { n: failed })}</strong>
      </p>
      <p className="dl-muted dl-num">
        <TimeAgo at={result.at} mode="full" /> · {t(kindOf(result))} ·{' '}
        {t('verify.covered', { n: result.size.toLocaleString('en-US') })} ·{' '}
        {t('verify.took', { s: (result.durationMs / 1000).toFixed(1) })}
      </p>
      <ul className="evd-checks">
        {result.checks.map((check) => (
          <Check key={check.id} check={check} />
        ))}
      </ul>
    </div>
  );
}

const icons: Record<CheckView['status'], React.ReactNode> = {
  passed: <CheckCircleFilled />,
  failed: <CloseCircleFilled />,
  'not-checked': <MinusCircleOutlined />,
};

/** The server's sentence says by itself when a check failed or was left out. */
function Check({ check }: { check: CheckView }) {
  const { t } = useTranslation('evidence');
  const both = useBoth();
  return (
    <li className={check.status}>
      {icons[check.status]}
      <span>
        {check.status === 'passed' && <span className="evd-check-word">{t('check.passed')}</span>}{' '}
        {both(check.text)}
      </span>
    </li>
  );
}
