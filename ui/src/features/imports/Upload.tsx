import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Upload as FilePicker, Progress, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportKind, ImportView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { problemText } from '@/lib/problemText';
import { useIsPhone } from '@/ui/useIsPhone';
import { sendFile } from './importApi';

type Props = { kinds: readonly ImportKind[]; onSent: (view: ImportView) => void };

/** Drop a file, say what it is. Nothing is imported before the columns were looked at. */
export function Upload({ kinds, onSent }: Props) {
  const { t } = useTranslation('imports');
  const client = useQueryClient();
  const phone = useIsPhone();
  const [kind, setKind] = useState<ImportKind>(kinds[0] ?? 'portfolio');
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const send = async (file: File) => {
    setProblem(null);
    setShare(0);
    try {
      const view = await sendFile(kind, file, setShare);
      client.invalidateQueries({ queryKey: ['/imports'] });
      client.setQueryData(['/imports', 'one', view.id], view);
      setShare(null);
      onSent(view);
    } catch (error) {
      setProblem(error);
      setShare(null);
    }
  };
  return (
    <section className="dl-card">
      <h2>{t('upload.title')}</h2>
      <Segmented
        vertical={phone}
        value={kind}
        onChange={setKind}
        aria-label={t('upload.kind')}
        options={kinds.map((value) => ({ value, label: labelOf(t, 'importKind', value) }))}
      />
      <p className="dl-muted">{t(`upload.what.${kind}`)}</p>
      {problem !== null && (
        <Alert type="error" showIcon title={problemText(t, problem)} className="imp-problem" />
      )}
      <FilePicker.Dragger
        height={170}
        accept={kind === 'conversations' ? '.jsonl,.json,.txt' : '.csv,.txt,.tsv,.jsonl,.json'}
        maxCount={1}
        showUploadList={false}
        disabled={share !== null}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        <p>
          <InboxOutlined className="imp-drop" />
        </p>
        <p>{t('upload.drop')}</p>
        <p className="dl-muted">{t('upload.encodings')}</p>
      </FilePicker.Dragger>
      {share !== null && (
        <Progress percent={Math.round(share * 100)} status="active" aria-label={t('upload.sending')} />
      )}
    </section>
  );
}
