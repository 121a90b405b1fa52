import { UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Space, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type DraftCheckView, type WhatIfView } from '@/lib/api';
import { problemText } from '@/lib/problemText';
import { Period, usePeriod } from '@/ui/Period';

/** A period and a draft. The draft is checked on the server, which names each problem with its line. */
export function WhatIfForm({ onAsked }: { onAsked: (id: string) => void }) {
  const { t } = useTranslation('trust');
  const client = useQueryClient();
  const period = usePeriod();
  const [draft, setDraft] = useState('');
  const check = useMutation({
    mutationFn: () => api.post<DraftCheckView>('/contacts/what-ifs/drafts/check', { draft }),
  });
  const ask = useMutation({
    mutationFn: () => api.post<WhatIfView>('/contacts/what-ifs', { from: period.from, to: period.to, draft }),
    onSuccess: (view) => {
      client.invalidateQueries({ queryKey: ['/contacts/what-ifs'] });
      onAsked(view.id);
    },
  });
  const write = (text: string) => {
    setDraft(text);
    check.reset();
    ask.reset();
  };
  const run = async () => {
    const checked = await check.mutateAsync();
    if (checked.ok) ask.mutate();
  };
  return (
    <section className="dl-card">
      <h2>{t('whatIf.title')}</h2>
      <p className="dl-muted">{t('whatIf.sub')}</p>
      <Form layout="vertical" onFinish={() => run().catch(() => undefined)}>
        <Period period={period} from={t('whatIf.from')} to={t('whatIf.to')} />
        <Form.Item label={t('whatIf.draft')} htmlFor="tr-draft" extra={t('whatIf.draftHint')}>
          <Input.TextArea
            id="tr-draft"
            className="dl-mono tr-draft"
            value={draft}
            onChange={(e) => write(e.target.value)}
            autoSize={{ minRows: 8, maxRows: 22 }}
            spellCheck={false}
            placeholder="pack: cn-house&#10;version: …"
          />
        </Form.Item>
        <Space wrap>
          <Upload
            accept=".yaml,.yml"
            showUploadList={false}
            beforeUpload={(file) => {
              file.text().then(write);
              return false;
            }}
          >
            <Button icon={<UploadOutlined />}>{t('whatIf.upload')}</Button>
          </Upload>
          <Button disabled={!draft.trim()} loading={check.isPending} onClick={() => check.mutate()}>
            {t('whatIf.check')}
          </Button>
          <Button
            type="primary"
            htmlType="submit"
            disabled={!draft.trim()}
            loading={check.isPending || ask.isPending}
          >
            {t('whatIf.run')}
          </Button>
        </Space>
      </Form>
      {(check.isError || ask.isError) && (
        <Alert className="tr-alert" type="error" showIcon title={problemText(t, check.error ?? ask.error)} />
      )}
      {check.data && <Checked check={check.data} draft={draft} />}
    </section>
  );
}

function Checked({ check, draft }: { check: DraftCheckView; draft: string }) {
  const { t } = useTranslation('trust');
  if (check.ok) {
    const words = { name: check.pack?.name, version: check.pack?.version, n: check.rules };
    return (
      <Alert
        className="tr-alert"
        type="success"
        showIcon
        title={check.replaces ? t('whatIf.okReplaces', words) : t('whatIf.okAdds', words)}
      />
    );
  }
  const lines = draft.split(/\r?\n/);
  return (
    <div className="tr-problems" role="alert">
      <h3>{t('whatIf.problems', { n: check.problems.length })}</h3>
      <ul>
        {check.problems.map((one) => (
          <li key={`${one.line} ${one.field} ${one.message}`}>
            <p>
              <strong className="dl-num">
                {one.line > 0 ? t('whatIf.line', { n: one.line }) : t('whatIf.whole')}
              </strong>{' '}
              <code>{one.field}</code> {one.message}
            </p>
            {one.line > 0 && <pre className="dl-mono">{lines[one.line - 1]}</pre>}
          </li>
        ))}
      </ul>
    </div>
  );
}
