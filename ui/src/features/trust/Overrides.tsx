import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type OverrideView, type Page } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { useCan } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { OverrideCard } from './OverrideCard';
import { overridesKey } from './overridesKey';
import './trust.css';

/** Overrides: what waits for a second person, and what became of the others. */
export function Overrides() {
  const { t } = useTranslation('trust');
  const asks = useCan('contact.ask');
  const [which, setWhich] = useState<'open' | 'all'>('open');
  const list = useQuery({
    queryKey: overridesKey,
    queryFn: ({ signal }) => api.get<Page<OverrideView>>('/contacts/overrides', { signal }),
    refetchInterval: 15_000,
  });
  if (list.isError) return <EmptyState kind="failed" error={list.error} onRetry={() => list.refetch()} />;
  const rows = list.data?.items ?? [];
  const waiting = rows.filter((one) => one.status === 'requested' || one.status === 'approved');
  const shown = which === 'open' ? waiting : rows;
  return (
    <div className="tr">
      <Alert type="info" showIcon title={t('override.rule')} description={t('override.never')} />
      {asks && <Ask />}
      <section className="dl-card">
        <header className="tr-head">
          <h2>{t('override.list')}</h2>
          <Segmented
            value={which}
            onChange={setWhich}
            options={[
              { value: 'open', label: `${t('override.open')} ${waiting.length}` },
              { value: 'all', label: `${t('override.all')} ${rows.length}` },
            ]}
          />
        </header>
        {list.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
        {list.data && shown.length === 0 && (
          <EmptyState
            kind="nothing-yet"
            title={which === 'open' ? t('override.noneOpen') : t('override.none')}
          />
        )}
        <ul className="tr-samples">
          {shown.map((one) => (
            <OverrideCard key={one.id} one={one} />
          ))}
        </ul>
      </section>
    </div>
  );
}

type Asked = { decisionId: string; reason: string };

function Ask() {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const [form] = Form.useForm<Asked>();
  const ask = useMutation({
    mutationFn: (asked: Asked) =>
      api.post<OverrideView>('/contacts/overrides', { ...asked, decisionId: asked.decisionId.trim() }),
    onSuccess: () => {
      form.resetFields();
      client.invalidateQueries({ queryKey: overridesKey });
    },
  });
  return (
    <details className="dl-card">
      <summary>{t('override.ask')}</summary>
      <p className="dl-muted">{t('override.askWhere')}</p>
      <Form<Asked> form={form} layout="vertical" onFinish={(asked) => ask.mutate(asked)} requiredMark={false}>
        <Form.Item
          name="decisionId"
          label={t('override.decision')}
          rules={[{ required: true, message: t('override.needed') }]}
        >
          <Input className="dl-mono" placeholder="dc…" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('override.reason')}
          rules={[{ required: true, min: 10, max: 2000, message: t('override.reasonLength') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={ask.isPending}>
          {t('override.send')}
        </Button>
      </Form>
      {ask.isError && <Alert className="tr-alert" type="error" showIcon title={problemText(t, ask.error)} />}
    </details>
  );
}
